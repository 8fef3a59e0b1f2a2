import { CellState, type GridColumn, type GridRange, type GridRow } from './contract';
import { div, setAttribute } from './dom';
import { ROW_HEIGHT, type ColumnLayout } from './geometry';
import { BOLD, Ruler } from './ruler';
import type { Cell } from './selection';
import { seen } from './text';

/** What the body shows at one moment. */
export interface Scene {
  top: number;
  nRows: number;
  nPainted: number;
  active: Cell;
  range: GridRange;
  /** In CSS pixels. */
  width(column: number): number;
  row(index: number): GridRow | undefined;
  /** The value as the user left it, before the owner has answered; undefined when there is none. */
  draft(row: number, column: number): string | undefined;
  loading: string;
  /** Id of the text that describes the active cell. */
  description: string | undefined;
}

interface PooledCell {
  element: HTMLElement;
  base: string;
  value: string | undefined;
  /** Of the text when it is not bold, in CSS pixels. */
  textWidth: number;
  mask: number;
}

interface PooledRow {
  element: HTMLElement;
  gutter: PooledCell;
  cells: PooledCell[];
  index: number;
  y: number;
}

/** Masks of a painted cell: the low four bits are its `CellState`. */
const SELECTED = 16;
const ACTIVE = 32;
const WAITING = 64;
/** The text needs more room than there is: only such cells clip, because each clip costs at every frame. */
const LONG = 128;

/** What no cell is: the first paint writes everything. */
const UNPAINTED = 256;

/** In CSS pixels: padding and border, and as much as the sign of a problem takes besides. */
const AROUND = 17;
const SIGN = 18;

/**
 * Paints rows into a fixed pool of elements. Row `i` lives in element `i % pool size`, so scrolling by one row
 * repaints one row, and a cell touches the DOM only where its text or mask has changed.
 */
export class RowPool {
  readonly #body: HTMLElement;
  readonly #prefix: string;
  readonly #ruler = new Ruler();
  #rows: PooledRow[] = [];
  #columns: readonly GridColumn[] = [];
  #layout: ColumnLayout | undefined;
  #described: Element | undefined;

  constructor(body: HTMLElement, prefix: string) {
    this.#body = body;
    this.#prefix = prefix;
  }

  /** Throws the pool away; the next paint makes a new one. */
  setColumns(columns: readonly GridColumn[], layout: ColumnLayout): void {
    this.#columns = columns;
    this.#layout = layout;
    this.#ruler.take(this.#body);
    this.#body.replaceChildren();
    this.#rows = [];
  }

  paint(scene: Scene): void {
    while (this.#rows.length < scene.nPainted) this.#rows.push(this.#makeRow(this.#rows.length));
    const size = this.#rows.length;
    for (let index = scene.top; index < scene.top + size; index += 1) {
      const row = this.#rows[index % size];
      if (!row) continue;
      const hidden = index >= scene.nRows;
      row.element.hidden = hidden;
      if (hidden) continue;
      this.#place(row, index, scene.top);
      this.#fill(row, scene);
    }
    this.#describeActive(scene);
  }

  /** The painted element of a cell; undefined when it is not in view. */
  element(cell: Cell): HTMLElement | undefined {
    const row = this.#rows[cell.row % this.#rows.length];
    return row?.index === cell.row && !row.element.hidden ? row.cells[cell.column]?.element : undefined;
  }

  #makeRow(slot: number): PooledRow {
    const element = div(this.#body, 'soat-row', 'row');
    const gutter = pooled(div(element, '', 'rowheader'), 'soat-cell soat-gutter');
    gutter.element.setAttribute('aria-colindex', '1');
    const cells = this.#columns.map((column, at) => {
      const cell = pooled(div(element, '', 'gridcell'), this.#baseClass(column, at));
      cell.element.id = `${this.#prefix}-${slot}-${at}`;
      cell.element.setAttribute('aria-colindex', String(at + 2));
      if (column.readonly) cell.element.setAttribute('aria-readonly', 'true');
      const frozen = this.#layout?.frozen[at] ?? false;
      sizeColumn(cell.element, at, frozen);
      // Cells of one frozen column follow each other in the order of painting, so that they share a layer.
      if (frozen) cell.element.style.zIndex = String(at + 1);
      return cell;
    });
    return { element, gutter, cells, index: -1, y: -1 };
  }

  #baseClass(column: GridColumn, at: number): string {
    const frozen = this.#layout?.frozen[at] ? ' is-frozen' : '';
    const number = column.kind === 'number' ? ' is-number' : '';
    return `soat-cell${frozen}${number}${column.readonly ? ' is-readonly' : ''}`;
  }

  #place(row: PooledRow, index: number, top: number): void {
    if (row.index !== index) {
      row.index = index;
      // The heading row is row 1.
      row.element.setAttribute('aria-rowindex', String(index + 2));
    }
    const y = (index - top) * ROW_HEIGHT;
    if (row.y !== y) {
      row.y = y;
      // Not a transform: rows of one space are painted as one layer.
      row.element.style.top = `${y}px`;
    }
  }

  #fill(row: PooledRow, scene: Scene): void {
    const { index } = row;
    const { range, active } = scene;
    const data = scene.row(index);
    const inRange = index >= range.top && index <= range.bottom;
    const gutterMask = (data?.rowState ?? 0) | (inRange ? SELECTED : 0) | (index === active.row ? ACTIVE : 0);
    this.#show(row.gutter, data?.label ?? scene.loading, gutterMask, Infinity);
    row.cells.forEach((cell, column) => {
      const draft = scene.draft(index, column);
      const selected = inRange && column >= range.left && column <= range.right;
      const mask =
        (data?.states[column] ?? 0) |
        (draft === undefined ? 0 : CellState.Edited) |
        (selected ? SELECTED : 0) |
        (index === active.row && column === active.column ? ACTIVE : 0) |
        (data ? 0 : WAITING);
      if ((cell.mask & ~LONG) !== mask) markCell(cell.element, mask);
      const text = draft ?? (data ? (data.cells[column] ?? '') : scene.loading);
      this.#show(cell, oneLine(seen(text)), mask, scene.width(column));
    });
  }

  #show(cell: PooledCell, value: string, state: number, width: number): void {
    if (cell.value !== value) {
      cell.element.textContent = cell.value = value;
      cell.textWidth = this.#ruler.width(value);
    }
    const room = width - AROUND - (state & (CellState.Error | CellState.Warning) ? SIGN : 0);
    const needed = state & CellState.Edited ? BOLD * cell.textWidth : cell.textWidth;
    const mask = needed > room ? state | LONG : state;
    if (cell.mask === mask) return;
    cell.mask = mask;
    cell.element.className = cell.base + stateClasses(mask);
  }

  #describeActive(scene: Scene): void {
    const element = this.element(scene.active);
    if (this.#described !== element) this.#described?.removeAttribute('aria-describedby');
    this.#described = element;
    if (element) setAttribute(element, 'aria-describedby', scene.description);
  }
}

/** Widths and places of columns are CSS variables of the whole grid, so that resizing one writes two values. */
export function sizeColumn(element: HTMLElement, column: number, frozen: boolean): void {
  element.style.width = `var(--w${column})`;
  if (frozen) element.style.left = `var(--l${column})`;
}

const pooled = (element: HTMLElement, base: string): PooledCell => ({ element, base, value: undefined, textWidth: 0, mask: UNPAINTED });

/** Line breaks inside a cell are a fault worth seeing, and would hide what follows them. */
const oneLine = (text: string): string => (text.includes('\n') ? text.replace(/\r?\n/g, ' ⏎ ') : text);

function markCell(element: HTMLElement, mask: number): void {
  setAttribute(element, 'aria-invalid', mask & CellState.Error ? 'true' : undefined);
  setAttribute(element, 'aria-selected', mask & SELECTED ? 'true' : 'false');
}

/** Error hides warning, warning hides hint: one mark a cell. */
function stateClasses(mask: number): string {
  let classes = '';
  if (mask & CellState.Error) classes += ' is-error';
  else if (mask & CellState.Warning) classes += ' is-warning';
  else if (mask & CellState.Hint) classes += ' is-hint';
  if (mask & CellState.Edited) classes += ' is-edited';
  if (mask & SELECTED) classes += ' is-selected';
  if (mask & ACTIVE) classes += ' is-active';
  if (mask & WAITING) classes += ' is-waiting';
  if (mask & LONG) classes += ' is-long';
  return classes;
}
