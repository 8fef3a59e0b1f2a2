import { expect, test } from 'vitest';

import { jobs, paginate } from './paginate';

const rows = (n: number, height = 10) => Array<number>(n).fill(height);
const shape = (sheets: ReturnType<typeof paginate>) =>
  sheets.map((it) => `${it.number}: ${it.first}-${it.end}${it.hasHead ? ' head' : ''}${it.hasFoot ? ' foot' : ''}${it.isOver ? ' over' : ''}`);

test('everything on one sheet', () => {
  expect(shape(paginate({ head: 20, header: 10, rows: rows(3), foot: 20 }, 100))).toEqual(['1: 0-3 head foot']);
});

test('rows run on, and the header is counted on every sheet', () => {
  const sheets = paginate({ head: 20, header: 10, rows: rows(20), foot: 20 }, 100);
  expect(shape(sheets)).toEqual(['1: 0-7 head', '2: 7-16', '3: 16-20 foot']);
});

test('signatures that do not fit take rows along', () => {
  const sheets = paginate({ head: 20, header: 10, rows: rows(16), foot: 20 }, 100);
  expect(shape(sheets)).toEqual(['1: 0-7 head', '2: 7-14', '3: 14-16 foot']);
});

test('a list of nobody, and a row higher than the paper', () => {
  expect(shape(paginate({ head: 20, header: 10, rows: [], foot: 20 }, 100))).toEqual(['1: 0-0 head foot']);
  const sheets = paginate({ head: 20, header: 10, rows: [10, 300, 10], foot: 20 }, 100);
  expect(shape(sheets)).toEqual(['1: 0-1 head', '2: 1-2 over', '3: 2-3 foot']);
});

test('every row stands on one sheet, once', () => {
  for (let n = 0; n < 60; n++) {
    for (const foot of [0, 30, 80]) {
      const sheets = paginate({ head: 25, header: 10, rows: rows(n, 7 + (n % 5)), foot }, 100);
      expect(sheets[0]?.first).toBe(0);
      expect(sheets.at(-1)).toMatchObject({ end: n, hasFoot: true });
      sheets.slice(1).forEach((it, i) => expect(it.first).toBe(sheets[i]?.end));
      expect(sheets.filter((it) => it.hasFoot)).toHaveLength(1);
    }
  }
});

test('jobs hold no more rows than asked for, and every sheet', () => {
  const sheets = paginate({ head: 0, header: 10, rows: rows(100), foot: 0 }, 100);
  const made = jobs(sheets, 30);
  expect(made.flat()).toEqual(sheets);
  for (const job of made) expect((job.at(-1)?.end ?? 0) - (job[0]?.first ?? 0)).toBeLessThanOrEqual(30);
  expect(jobs(sheets, 1)).toHaveLength(sheets.length);
});
