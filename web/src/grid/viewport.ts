import type { GridColumn } from './contract';
import { div } from './dom';
import { ColumnLayout, HEAD_HEIGHT, MIN_COLUMN_WIDTH, ROW_HEIGHT, RowLayout } from './geometry';
import type { Cell } from './selection';

export interface ViewportEvents {
  scrolled(): void;
  /** The size of the window has changed; `refrozen` when other columns are frozen now. */
  resized(refrozen: boolean): void;
}

/**
 * The scrolling box and what of the list is in it. The stage with the headings and the rows sticks to the box and is
 * never taller; a spacer as tall as the list (up to a limit) gives the scroll bar its range.
 */
export class Viewport {
  readonly stage: HTMLElement;
  /** Sticks to the top left corner of the box: what is placed in it has the coordinates of the view. */
  readonly overlay: HTMLElement;
  rows = new RowLayout(0, 0);
  columns = new ColumnLayout([], 0);
  top = 0;
  scrollLeft = 0;
  width = 0;
  readonly #box: HTMLElement;
  readonly #spacer: HTMLElement;
  readonly #events: ViewportEvents;
  readonly #observer: ResizeObserver;
  #sized: GridColumn[] = [];
  /** Widths that the user has dragged, by the column's key. */
  readonly #dragged = new Map<string, number>();
  #scrollTop = 0;
  #wheel = 0;

  constructor(host: HTMLElement, events: ViewportEvents, signal: AbortSignal) {
    this.#events = events;
    this.#box = div(host, 'soat-scroller');
    this.#spacer = div(this.#box, 'soat-spacer');
    this.stage = div(this.#spacer, 'soat-stage');
    this.overlay = div(this.#spacer, 'soat-overlay');
    this.width = this.#box.clientWidth;
    this.#box.addEventListener('scroll', () => this.#onScroll(), { signal });
    this.#box.addEventListener('wheel', (event) => this.#onWheel(event), { signal, passive: false });
    this.#observer = new ResizeObserver(() => this.#onResize());
    this.#observer.observe(this.#box);
  }

  disconnect(): void {
    this.#observer.disconnect();
  }

  setRows(nRows: number): void {
    this.rows = new RowLayout(nRows, this.#box.clientHeight - HEAD_HEIGHT);
    this.#spacer.style.height = `${HEAD_HEIGHT + this.rows.spacerHeight}px`;
    this.scrollTo(this.top);
  }

  setColumns(columns: readonly GridColumn[]): void {
    this.#sized = columns.map((it) => ({
      ...it,
      width: this.#dragged.get(it.key) ?? Math.max(MIN_COLUMN_WIDTH, it.width),
    }));
    this.#layOut();
  }

  resizeColumn(column: number, width: number): void {
    const sized = this.#sized[column];
    if (!sized) return;
    sized.width = Math.max(MIN_COLUMN_WIDTH, Math.round(width));
    this.#dragged.set(sized.key, sized.width);
    this.#layOut();
  }

  scrollTo(top: number): void {
    this.top = this.rows.clampTop(top);
    const y = this.rows.scrollAt(this.top);
    // Less than a pixel away is where the browser has rounded it to.
    if (Math.abs(this.#box.scrollTop - y) >= 1) this.#box.scrollTop = y;
    this.#scrollTop = this.#box.scrollTop;
  }

  scrollBy(rows: number): void {
    this.scrollTo(this.top + rows);
  }

  show({ row, column }: Cell): void {
    this.scrollTo(this.rows.topToShow(row, this.top));
    const left = this.columns.scrollToShow(column, this.scrollLeft, this.width);
    if (left === this.scrollLeft) return;
    this.#box.scrollLeft = left;
    this.scrollLeft = this.#box.scrollLeft;
  }

  /** Where a cell is in the view. `inView` is false when frozen columns or an edge hide its beginning. */
  seen({ row, column }: Cell): { x: number; y: number; width: number; inView: boolean } {
    const at = row - this.top;
    const x = this.columns.seenLeft(column, this.scrollLeft);
    const inX = x >= this.columns.stop(column) && x < this.width;
    const inY = at >= 0 && at < this.rows.nPainted - 1;
    return {
      x: Math.max(0, Math.min(x, this.width - MIN_COLUMN_WIDTH)),
      y: HEAD_HEIGHT + Math.max(0, Math.min(at, this.rows.nFull - 1)) * ROW_HEIGHT,
      width: this.columns.width(column),
      inView: inX && inY,
    };
  }

  /** The cell under a point of the window; column -1 is the row numbers, row -1 the headings. Clamped at the edges. */
  cellAt(clientX: number, clientY: number): Cell {
    const box = this.#box.getBoundingClientRect();
    const y = clientY - box.top - HEAD_HEIGHT;
    const row = y < 0 ? -1 : Math.min(this.rows.nRows - 1, this.top + Math.floor(y / ROW_HEIGHT));
    return { row, column: this.columns.columnAt(clientX - box.left, this.scrollLeft) };
  }

  /** In which direction a point lies outside the rows, for scrolling while dragging. */
  outside(clientY: number): -1 | 0 | 1 {
    const box = this.#box.getBoundingClientRect();
    if (clientY < box.top + HEAD_HEIGHT) return -1;
    return clientY > box.top + HEAD_HEIGHT + this.rows.viewHeight ? 1 : 0;
  }

  #layOut(): boolean {
    const before = this.columns.frozen.join();
    this.columns = new ColumnLayout(this.#sized, this.width);
    const style = this.stage.style;
    this.#sized.forEach((it, at) => {
      style.setProperty(`--w${at}`, `${it.width}px`);
      style.setProperty(`--l${at}`, `${this.columns.stop(at)}px`);
    });
    this.#spacer.style.width = `${this.columns.total}px`;
    this.scrollLeft = this.#box.scrollLeft;
    return before !== this.columns.frozen.join();
  }

  #onScroll(): void {
    this.scrollLeft = this.#box.scrollLeft;
    const y = this.#box.scrollTop;
    if (Math.abs(y - this.#scrollTop) >= 1) {
      this.#scrollTop = y;
      this.top = this.rows.topAt(y);
    }
    this.#events.scrolled();
  }

  /** The wheel moves whole rows: a pixel of the scroll bar may be many rows. */
  #onWheel(event: WheelEvent): void {
    if (event.ctrlKey || event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * ROW_HEIGHT;
    if (pixels * this.#wheel < 0) this.#wheel = 0;
    this.#wheel += pixels;
    const rows = Math.trunc(this.#wheel / ROW_HEIGHT);
    this.#wheel -= rows * ROW_HEIGHT;
    const atEnd = pixels < 0 ? this.top === 0 : this.top === this.rows.maxTop;
    if (atEnd) return;
    event.preventDefault();
    if (rows === 0) return;
    this.scrollBy(rows);
    this.#events.scrolled();
  }

  #onResize(): void {
    this.width = this.#box.clientWidth;
    this.setRows(this.rows.nRows);
    this.#events.resized(this.#layOut());
  }
}
