import { describe, expect, test } from 'vitest';
import { ColumnLayout, GUTTER_WIDTH, MAX_SPACER, ROW_HEIGHT, RowLayout } from './geometry';

describe('rows', () => {
  test('the two ends of the scroll bar are the two ends of the list', () => {
    for (const nRows of [0, 1, 5, 24, 25, 26, 1_000, 285_714, 285_715, 1_000_000, 5_000_000]) {
      for (const height of [28, 29, 500, 673, 674]) {
        const rows = new RowLayout(nRows, height);
        const maxScroll = Math.max(0, rows.spacerHeight - height);
        expect(rows.topAt(0)).toBe(0);
        expect(rows.topAt(maxScroll)).toBe(rows.maxTop);
        expect(rows.scrollAt(rows.maxTop)).toBeCloseTo(maxScroll);
      }
    }
  });

  test('a top row survives the way to the scroll bar and back, though browsers round to a pixel', () => {
    for (const nRows of [100, 10_000, 1_000_000, 5_000_000]) {
      const rows = new RowLayout(nRows, 673);
      for (let top = 0; top <= rows.maxTop; top += Math.ceil(nRows / 997)) {
        expect(rows.topAt(Math.round(rows.scrollAt(top)))).toBe(top);
      }
    }
  });

  test('the spacer never grows beyond what browsers can', () => {
    expect(new RowLayout(10, 600).spacerHeight).toBe(10 * ROW_HEIGHT);
    expect(new RowLayout(1_000_000, 600).spacerHeight).toBe(MAX_SPACER);
  });

  test('a row is shown by the least scrolling', () => {
    const rows = new RowLayout(1000, 10 * ROW_HEIGHT);
    expect(rows.topToShow(50, 45)).toBe(45);
    expect(rows.topToShow(40, 45)).toBe(40);
    expect(rows.topToShow(55, 45)).toBe(46);
    expect(rows.topToShow(999, 0)).toBe(990);
  });
});

describe('columns', () => {
  const plain = (width: number) => ({ width, frozen: false });
  const frozen = (width: number) => ({ width, frozen: true });
  const layout = new ColumnLayout([plain(50), frozen(100), plain(80), frozen(120), plain(90), plain(90)], 1000);

  test('a frozen column keeps its place until the list is scrolled past it', () => {
    expect(layout.seenLeft(1, 0)).toBe(GUTTER_WIDTH + 50);
    expect(layout.seenLeft(1, 50)).toBe(GUTTER_WIDTH);
    expect(layout.seenLeft(1, 300)).toBe(GUTTER_WIDTH);
    expect(layout.seenLeft(3, 300)).toBe(GUTTER_WIDTH + 100);
  });

  test('a point meets the frozen column that covers the others', () => {
    expect(layout.columnAt(10, 0)).toBe(-1);
    expect(layout.columnAt(GUTTER_WIDTH + 10, 0)).toBe(0);
    expect(layout.columnAt(GUTTER_WIDTH + 10, 60)).toBe(1);
    expect(layout.columnAt(GUTTER_WIDTH + 150, 200)).toBe(3);
    expect(layout.columnAt(5000, 0)).toBe(5);
  });

  test('a shown column is clear of the frozen ones and inside the view', () => {
    const viewWidth = 450;
    const narrow = new ColumnLayout([plain(50), frozen(100), plain(80), frozen(50), plain(90), plain(90)], viewWidth);
    for (let column = 0; column < narrow.count; column += 1) {
      for (let scroll = 0; scroll < 200; scroll += 13) {
        const left = narrow.seenLeft(column, narrow.scrollToShow(column, scroll, viewWidth));
        expect(left).toBeGreaterThanOrEqual(narrow.stop(column));
        expect(left + narrow.width(column)).toBeLessThanOrEqual(viewWidth);
      }
    }
  });

  test('in a narrow window only as many columns freeze as leave room', () => {
    expect(new ColumnLayout([frozen(150), frozen(100)], 400).frozen).toEqual([true, false]);
  });
});
