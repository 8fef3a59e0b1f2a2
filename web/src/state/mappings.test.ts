import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { bySheetColumn, rememberedMapping, rememberMapping } from './mappings';

let kept: string | null;

beforeEach(() => {
  kept = null;
  vi.stubGlobal('localStorage', { getItem: () => kept, setItem: (_: string, it: string) => (kept = it) });
});

afterEach(() => vi.unstubAllGlobals());

test('columns are counted as in the sheet', () => {
  expect(bySheetColumn([{ letter: 'B' }, { letter: 'D' }], ['full_name', null])).toEqual([null, 'full_name', null, null]);
  expect(bySheetColumn([{ letter: 'AA' }], ['sex'])).toHaveLength(27);
});

test('a mapping is remembered by shape, the newest of each', () => {
  rememberMapping('a', ['full_name']);
  rememberMapping('b', [null]);
  rememberMapping('a', ['sex']);
  expect(rememberedMapping('a')).toEqual(['sex']);
  expect(rememberedMapping('b')).toEqual([null]);
  expect(rememberedMapping('c')).toBeUndefined();
});

test.each(['', 'x', '{}', '[1]', '[["a",[1]]]', '[["a"]]'])('what another page left there (%s) is passed over', (it) => {
  kept = it;
  expect(rememberedMapping('a')).toBeUndefined();
});
