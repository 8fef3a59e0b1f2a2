import { expect, test } from 'vitest';

import { bytesOf } from './bytes';

test('all bytes are there, in their places', async () => {
  for (const size of [0, 5, 4 * 1024 * 1024, 21_000_000]) {
    const bytes = new Uint8Array(size).map((_, at) => at % 251);
    const read = await bytesOf(new Blob([bytes]));
    expect(read.length).toBe(size);
    expect(read.every((it, at) => it === at % 251)).toBe(true);
  }
});

test('a file that can no longer be read is an error', async () => {
  const gone = { size: 5_000_000, slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) };
  await expect(bytesOf(gone as unknown as Blob)).rejects.toThrow('gone');
});
