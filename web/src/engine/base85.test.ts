import { expect, test } from 'vitest';

import { decode, encode } from './base85';

test.each([0, 1, 2, 3, 4, 5, 255, 1000])('%i bytes come back', (n) => {
  const bytes = Uint8Array.from({ length: n }, (_, at) => (at * 151 + n) % 256);
  expect(decode(encode(bytes))).toEqual(bytes);
});

test('nothing in the text is escaped in a script', () => {
  const all = encode(Uint8Array.from({ length: 4096 }, (_, at) => (at * at * 31) % 256));
  expect(JSON.stringify(all)).toBe(`"${all}"`);
  expect(all).not.toMatch(/[<`$\\'"_]/);
});
