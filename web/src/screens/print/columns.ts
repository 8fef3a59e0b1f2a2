/** How wide each column is: as wide as asked, but no number, date or code is broken in two. */

import type { PrintPage } from '../../engine/protocol';

export type Ruler = (text: string, isHeading: boolean) => number;

/** Longer words than this part of the paper may be broken. */
const MOST = 0.2;
/** Words that could be the widest: longest in letters, for letters differ in width. */
const CANDIDATES = 64;

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
  return shared(page.widths, least, room);
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
