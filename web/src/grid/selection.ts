import type { GridRange } from './contract';

export interface Cell {
  row: number;
  column: number;
}

/**
 * The active cell and the rectangle around it, as in Excel: Shift moves the far corner, the active cell stays.
 * Invariant: when there are rows and columns, every cell here exists.
 */
export class Selection {
  #nRows = 0;
  #nColumns = 0;
  #active: Cell = { row: 0, column: 0 };
  #from: Cell = this.#active;
  #to: Cell = this.#active;

  get active(): Cell {
    return this.#active;
  }

  /** The corner that Shift moves. */
  get corner(): Cell {
    return this.#to;
  }

  get range(): GridRange {
    const [from, to] = [this.#from, this.#to];
    return {
      top: Math.min(from.row, to.row),
      bottom: Math.max(from.row, to.row),
      left: Math.min(from.column, to.column),
      right: Math.max(from.column, to.column),
    };
  }

  /** Takes the size of the list and pulls everything back inside. */
  resize(nRows: number, nColumns: number): void {
    this.#nRows = nRows;
    this.#nColumns = nColumns;
    this.#active = this.#clamp(this.#active);
    this.#from = this.#clamp(this.#from);
    this.#to = this.#clamp(this.#to);
  }

  moveTo(cell: Cell): void {
    this.#active = this.#from = this.#to = this.#clamp(cell);
  }

  extendTo(cell: Cell): void {
    this.#to = this.#clamp(cell);
  }

  /** Selects a rectangle; the active cell moves only if it would be left outside. */
  cover(range: GridRange): void {
    this.#from = this.#clamp({ row: range.top, column: range.left });
    this.#to = this.#clamp({ row: range.bottom, column: range.right });
    const { top, bottom, left, right } = this.range;
    const { row, column } = this.#active;
    if (row < top || row > bottom || column < left || column > right) this.#active = this.#from;
  }

  /** The mouse was pressed on a cell, on a heading (row -1), on a row number (column -1) or on the corner (both). */
  press(cell: Cell, extend: boolean, topRow: number): void {
    const { left, top } = this.range;
    if (cell.row < 0 && cell.column < 0) this.coverAll();
    else if (cell.row < 0) this.#coverColumns(extend ? left : cell.column, cell.column, topRow);
    else if (cell.column < 0) this.#coverRows(extend ? top : cell.row, cell.row);
    else if (extend) this.extendTo(cell);
    else this.moveTo(cell);
  }

  coverAll(): void {
    this.cover({ top: 0, bottom: this.#nRows - 1, left: 0, right: this.#nColumns - 1 });
  }

  #coverColumns(first: number, last: number, activeRow: number): void {
    this.#active = this.#clamp({ row: activeRow, column: first });
    this.#from = this.#clamp({ row: 0, column: first });
    this.#to = this.#clamp({ row: this.#nRows - 1, column: last });
  }

  #coverRows(first: number, last: number): void {
    this.#active = this.#clamp({ row: first, column: 0 });
    this.#from = this.#active;
    this.#to = this.#clamp({ row: last, column: this.#nColumns - 1 });
  }

  #clamp({ row, column }: Cell): Cell {
    return {
      row: Math.max(0, Math.min(this.#nRows - 1, row)),
      column: Math.max(0, Math.min(this.#nColumns - 1, column)),
    };
  }
}
