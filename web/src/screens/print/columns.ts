/**
 * How wide each column is: as wide as asked, but no number, date or code is broken in two; then width goes from columns
 * that can spare it to those whose texts make the rows high, for every line saved is paper saved.
 */

import type { PrintPage } from '../../engine/protocol';

export type Ruler = (text: string, isHeading: boolean) => number;

/** Longer words than this part of the paper may be broken. */
const MOST = 0.2;
/** Words that could be the widest: longest in letters, for letters differ in width. */
const CANDIDATES = 64;

/** Rows that are looked at for what a width costs. */
const SAMPLE = 200;
/** Lines that the least height of a row holds: no paper is saved by fewer. */
const FREE_LINES = 2;
/** Of the room, moved at once. */
const STEP = 0.008;
const MOST_MOVES = 60;
/** What is left of a column that is written into by hand. */
const LEAST_OPEN = 0.85;
/** Of a line that words fill before the next one no longer fits. */
const FILLED = 0.9;

/** Widths that add up to `room`, in the unit of the ruler. `padding` is that of a cell. */
export function columnWidths(page: PrintPage, room: number, padding: number, ruler: Ruler): number[] {
  const least = page.headings.map((heading, column) => {
    const words = longest(page.rows.map((it) => it[column] ?? ''));
    const widest = Math.max(
      ...heading.split(/\s+/).map((it) => ruler(it, true)),
      ...words.map((it) => ruler(it, false)),
      0,
    );
    return Math.min(widest + padding, MOST * room);
  });
  const asked = shared(page.widths, least, room);
  const floor = least.map((it, column) => (page.open[column] ? Math.max(it, LEAST_OPEN * (asked[column] ?? 0)) : it));
  const rows = page.rows.slice(0, SAMPLE).map((row) => row.map((text) => ruler(text, false)));
  return traded(asked, floor, STEP * room, (widths) => lines(rows, widths, padding));
}

/** Moves a step of width at a time from where it is missed least to where it helps most, as long as `cost` falls. */
function traded(asked: readonly number[], floor: readonly number[], step: number, cost: (widths: readonly number[]) => number) {
  let widths = [...asked];
  let now = cost(widths);
  for (let move = 0; move < MOST_MOVES; move++) {
    const by = (column: number, change: number) => widths.map((it, i) => (i === column ? it + change : it));
    const columns = widths.map((_, i) => i);
    const givers = columns.filter((i) => (widths[i] ?? 0) - step >= (floor[i] ?? 0));
    const from = cheapest(givers, (i) => cost(by(i, -step)));
    const to = cheapest(columns.filter((i) => i !== from), (i) => cost(by(i, step)));
    if (from === undefined || to === undefined) break;
    const moved = by(from, -step).map((it, i) => (i === to ? it + step : it));
    const then = cost(moved);
    if (then >= now) break;
    [widths, now] = [moved, then];
  }
  return widths;
}

function cheapest(columns: readonly number[], cost: (column: number) => number): number | undefined {
  return columns.map((it) => [cost(it), it] as const).sort((a, b) => a[0] - b[0])[0]?.[1];
}

/** How high the rows are, in lines; each part of a line counts, so that a step on the way to a whole one is seen. */
function lines(rows: readonly (readonly number[])[], widths: readonly number[], padding: number): number {
  let sum = 0;
  for (const row of rows) {
    let highest = FREE_LINES;
    row.forEach((width, i) => (highest = Math.max(highest, width / (FILLED * ((widths[i] ?? 0) - padding)))));
    sum += highest;
  }
  return sum;
}

/** By weight, but no less than the least of each. */
export function shared(weights: readonly number[], least: readonly number[], room: number): number[] {
  const sum = least.reduce((a, b) => a + b, 0);
  if (sum >= room) return least.map((it) => (it * room) / sum);
  const fixed = new Set<number>();
  for (;;) {
    const left = room - least.reduce((a, it, i) => a + (fixed.has(i) ? it : 0), 0);
    const total = weights.reduce((a, it, i) => a + (fixed.has(i) ? 0 : it), 0);
    const share = (i: number) => (left * (weights[i] ?? 0)) / total;
    const short = weights.findIndex((_, i) => !fixed.has(i) && share(i) < (least[i] ?? 0));
    if (short < 0) return weights.map((_, i) => (fixed.has(i) ? (least[i] ?? 0) : share(i)));
    fixed.add(short);
  }
}

function longest(texts: readonly string[]): string[] {
  const words = new Set(texts.flatMap((it) => it.split(/\s+/)));
  return [...words].sort((a, b) => b.length - a.length).slice(0, CANDIDATES);
}
