import { expect, test, vi } from 'vitest';
import xlsx from 'xlsx';

import { sampleBytes } from '../sample/sample';
import { sizeOf } from './size';

vi.setConfig({ testTimeout: 60_000 });

test('rows are told from the directory and the first rows', async () => {
  const people = Array.from({ length: 6_000 }, (_, i) => [i, `Nguyễn Văn ${i % 977}`, '01/02/1990', 0, `09${10_000_000 + i}`]);
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(people), 'a');
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet([['nhỏ']]), 'b');
  const size = await sizeOf(new Blob([xlsx.write(book, { type: 'array', compression: true })]));
  expect(size?.rows).toBeGreaterThan(5_400);
  expect(size?.rows).toBeLessThan(6_600);
  expect(size).toMatchObject({ isLarge: false, isTooLarge: false });
});

test('a small list is not large', async () => {
  expect(await sizeOf(new Blob([sampleBytes()]))).toMatchObject({ isLarge: false });
});

test.each([[''], ['PK'], ['no workbook at all, but long enough to hold the end of a directory']])('%j is of no size', async (it) => {
  expect(await sizeOf(new Blob([it]))).toBeUndefined();
});
