import { expect, test } from 'vitest';

import { columnWidths, shared } from './columns';

const sum = (widths: number[]) => Math.round(widths.reduce((a, b) => a + b, 0));

test('by weight where there is room', () => {
  expect(shared([1, 2, 1], [10, 10, 10], 100)).toEqual([25, 50, 25]);
});

test('what would be too narrow takes from the others', () => {
  expect(shared([1, 8, 1], [20, 10, 5], 100).map(Math.round)).toEqual([20, 71, 9]);
  expect(sum(shared([1, 1, 8], [30, 30, 10], 100))).toBe(100);
});

test('when nothing fits, all give way alike', () => {
  expect(shared([1, 1], [100, 300], 100)).toEqual([25, 75]);
});

test('a number is as wide as its digits, an endless word is broken', () => {
  const rows = [['1', '001190000123', 'x'.repeat(500)]];
  const page = { isLandscape: true, code: '', head: [], foot: [], open: [], headings: ['STT', 'Số CCCD', 'Ghi chú'], widths: [1, 1, 1], rows };
  const widths = columnWidths(page, 100, 2, (text) => text.length);
  expect(widths[1]).toBeGreaterThanOrEqual(14);
  expect(sum(widths)).toBe(100);
});

test('width goes from short texts to long ones, and to no column that is written into', () => {
  const address = 'Số 12, ngõ 345 đường Cổ Điển, thôn Cổ Điển, xã Tứ Hiệp';
  const rows = Array.from({ length: 20 }, () => ['Lê Thị Đào', address, '']);
  const headings = ['Họ và tên', 'Địa chỉ', 'Ghi chú'];
  const page = { isLandscape: true, code: '', head: [], foot: [], open: [false, false, true], headings, widths: [30, 15, 15], rows };
  const widths = columnWidths(page, 60, 1, (text) => text.length);
  expect(sum(widths)).toBe(60);
  expect(widths[1]).toBeGreaterThan(24);
  expect(widths[0]).toBeGreaterThanOrEqual(6);
  expect(widths[2]).toBeGreaterThanOrEqual(0.85 * 15);
});

test('where rows are low anyway, everything stays as asked', () => {
  const page = { isLandscape: true, code: '', head: [], foot: [], open: [], headings: ['A', 'B'], widths: [1, 3], rows: [['a', 'b']] };
  expect(columnWidths(page, 100, 2, (text) => text.length)).toEqual([25, 75]);
});
