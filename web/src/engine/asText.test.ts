import { expect, test } from 'vitest';

import { decode, encode } from './asText';

test.each([0, 1, 2, 5, 6, 7, 11, 12, 255, 1000])('%i bytes come back', (n) => {
  const bytes = Uint8Array.from({ length: n }, (_, at) => (at * 151 + n) % 256);
  expect(decode(encode(bytes))).toEqual(bytes);
});

test('the largest and the smallest groups come back', () => {
  for (const byte of [0, 255]) {
    const bytes = new Uint8Array(12).fill(byte);
    expect(decode(encode(bytes))).toEqual(bytes);
  }
});

test('no parser of HTML changes the text, and every character is one byte', () => {
  const bytes = Uint8Array.from({ length: 60_000 }, (_, at) => (at * at * 31 + at * 7) % 256);
  const text = encode(bytes);
  expect(text).not.toMatch(/[\0\n\r<&_\x7f-\uffff]/);
  expect(new TextEncoder().encode(text).length).toBe('60000|'.length + 70_000);
});
