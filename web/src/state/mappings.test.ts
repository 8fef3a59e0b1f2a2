import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { areChosen, bySheetColumn, rememberedMapping, rememberMapping } from './mappings';

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
  const of = (field: string | null, headerRow: number | null = null) => ({ fields: [field], headerRow, shape: 'z' });
  rememberMapping('a', of('full_name'));
  rememberMapping('b', of(null));
  rememberMapping('a', of('sex', 7));
  expect(rememberedMapping('a')).toEqual(of('sex', 7));
  expect(rememberedMapping('b')).toEqual(of(null));
  expect(rememberedMapping('c')).toBeUndefined();
});

test.each(['', 'x', '{}', '[1]', '[["a",["sex"]]]', '[["a"]]', '[["a",null]]', '[["a",{"fields":[1],"headerRow":1,"shape":""}]]'])('what another page left there (%s) is passed over', (it) => {
  kept = it;
  expect(rememberedMapping('a')).toBeUndefined();
});

test('without a name or a number nothing is known of anybody', () => {
  expect(areChosen([])).toBe(false);
  expect(areChosen([{}, { field: 'sex' }])).toBe(false);
  expect(areChosen([{}, { field: 'full_name' }])).toBe(true);
  expect(areChosen([{ field: 'personal_id' }])).toBe(true);
});
