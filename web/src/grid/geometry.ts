/** Where rows and columns are, in CSS pixels. No DOM here; `grid.css` has the first three sizes too. */

export const ROW_HEIGHT = 28;
export const HEAD_HEIGHT = 50;
export const GUTTER_WIDTH = 64;
export const MIN_COLUMN_WIDTH = 40;

/** Browsers refuse taller elements: Firefox at 17.9 million pixels, Chromium at 33.5 million. */
export const MAX_SPACER = 8_000_000;

/** Frozen columns may take this share of the view; the rest of them scroll, so that a narrow window stays usable. */
const FROZEN_SHARE = 0.6;

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

/** Maps the scroll bar to rows, linearly: a list taller than `MAX_SPACER` scrolls faster than its pixels. */
export class RowLayout {
  readonly nRows: number;
  readonly viewHeight: number;

  /** `viewHeight` is the height left for the body, without the headings. */
  constructor(nRows: number, viewHeight: number) {
    this.nRows = nRows;
    this.viewHeight = Math.max(0, viewHeight);
  }

  /** Rows that fit wholly. */
  get nFull(): number {
    return Math.max(1, Math.floor(this.viewHeight / ROW_HEIGHT));
  }

  /** Rows that show at least in part. */
  get nPainted(): number {
    return Math.ceil(this.viewHeight / ROW_HEIGHT) + 1;
  }

  get maxTop(): number {
    return Math.max(0, this.nRows - this.nFull);
  }

  get spacerHeight(): number {
    return Math.min(MAX_SPACER, this.nRows * ROW_HEIGHT);
  }

  get #maxScroll(): number {
    return Math.max(0, this.spacerHeight - this.viewHeight);
  }

  clampTop(top: number): number {
    return clamp(top, 0, this.maxTop);
  }

  topAt(scrollTop: number): number {
    if (this.#maxScroll === 0) return 0;
    return this.clampTop(Math.round((scrollTop / this.#maxScroll) * this.maxTop));
  }

  scrollAt(top: number): number {
    return this.maxTop === 0 ? 0 : (top / this.maxTop) * this.#maxScroll;
  }

  /** The nearest top row that shows `row` wholly. */
  topToShow(row: number, top: number): number {
    if (row < top) return row;
    return row >= top + this.nFull ? this.clampTop(row - this.nFull + 1) : top;
  }
}

interface Sized {
  width: number;
  frozen: boolean;
}

/**
 * Columns keep their order in the file; a frozen one stops at the left edge when the list is scrolled past it,
 * after the row numbers and the frozen ones before it.
 */
export class ColumnLayout {
  readonly count: number;
  readonly total: number;
  readonly frozen: readonly boolean[];
  readonly #left: number[] = [];
  readonly #stop: number[] = [];
  readonly #width: number[];

  constructor(columns: readonly Sized[], viewWidth: number) {
    this.count = columns.length;
    this.#width = columns.map((it) => it.width);
    let left = GUTTER_WIDTH;
    let stop = GUTTER_WIDTH;
    this.frozen = columns.map(({ width, frozen }) => {
      this.#left.push(left);
      this.#stop.push(stop);
      left += width;
      const fits = frozen && stop + width <= viewWidth * FROZEN_SHARE;
      if (fits) stop += width;
      return fits;
    });
    this.total = left;
  }

  width(column: number): number {
    return this.#width[column] ?? 0;
  }

  /** Left edge of a frozen column once it has stopped; for others, where the frozen ones before them end. */
  stop(column: number): number {
    return this.#stop[column] ?? 0;
  }

  /** Left edge as seen now. */
  seenLeft(column: number, scrollLeft: number): number {
    const left = (this.#left[column] ?? 0) - scrollLeft;
    return this.frozen[column] ? Math.max(left, this.stop(column)) : left;
  }

  /** The column under a point of the view, -1 for the row numbers; clamped to the last column. */
  columnAt(x: number, scrollLeft: number): number {
    if (x < GUTTER_WIDTH) return -1;
    const covers = (column: number): boolean => {
      const left = this.seenLeft(column, scrollLeft);
      return x >= left && x < left + this.width(column);
    };
    const columns = [...this.#width.keys()];
    const hit = columns.find((it) => this.frozen[it] && covers(it)) ?? columns.find(covers);
    return hit ?? this.count - 1;
  }

  /** The nearest `scrollLeft` which shows the column clear of the frozen ones. */
  scrollToShow(column: number, scrollLeft: number, viewWidth: number): number {
    const seen = this.seenLeft(column, scrollLeft);
    const left = this.#left[column] ?? 0;
    const leftmost = left - this.stop(column);
    if (seen < this.stop(column)) return leftmost;
    const overhang = left + this.width(column) - viewWidth;
    return seen + this.width(column) > viewWidth ? Math.min(overhang, leftmost) : scrollLeft;
  }
}
