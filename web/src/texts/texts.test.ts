import { expect, test } from 'vitest';

import { ERROR_CODES } from '../engine/protocol';
import { en } from './en';
import { failureText } from './failures';
import { readDate, showDate, t } from './index';
import { vi, type Key } from './vi';

const KEYS = Object.keys(vi) as Key[];
const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

test.each(KEYS)('%s has the same places to fill in both languages', (key) => {
  expect(holes(en[key])).toEqual(holes(vi[key]));
});

test.each(KEYS)('%s is composed, trimmed and not empty', (key) => {
  expect(vi[key]).toBe(vi[key].normalize('NFC').trim());
  expect(vi[key]).not.toBe('');
});

test('every text is used', () => {
  const files = import.meta.glob<string>(['../**/*.{ts,svelte}', '!../texts/{,*.}{vi,en}.ts', '!../sample/**'], {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  const source = Object.values(files).join('\n');
  expect(KEYS.filter((it) => !source.includes(`'${it}'`))).toEqual([]);
});

test('numbers come out as Vietnam writes them', () => {
  expect(t('viewAll', { n: 1234567 })).toBe('Đang xem tất cả 1.234.567 dòng');
});

test('a value that looks like a place is left alone', () => {
  expect(t('openFailed', { name: '{name} $& a' })).toBe('Không mở được tệp “{name} $& a”');
});

test.each(ERROR_CODES)('%s has words', (code) => {
  expect(failureText({ code, message: '' })).not.toContain(code);
});

test('the engine’s own words win, and an unknown code is told', () => {
  expect(failureText({ code: 'damaged', message: 'Tệp hỏng ở trang 2' })).toBe('Tệp hỏng ở trang 2');
  expect(failureText({ code: 'new-code', message: '' })).toContain('new-code');
});

test('days', () => {
  expect(showDate('2022-05-04')).toBe('04/05/2022');
  expect(readDate(' 4/5/2022 ')).toBe('2022-05-04');
  expect(readDate('4-5-2022')).toBe('2022-05-04');
  expect(readDate('31/02/2022')).toBeUndefined();
  expect(readDate('2022-05-04')).toBeUndefined();
});
