/**
 * Everything the rest of the page may know about the grid. README.md beside this file says it in prose.
 *
 * Rows and columns are indices from 0 into what the owner shows now; "row 0" is the first row of the body.
 */

export interface GridColumn {
  /** Stable name; a width the user has dragged is kept under it. */
  key: string;
  heading: string;
  /** Letter of the column in Excel, shown small above the heading. */
  letter: string;
  /** In CSS pixels. */
  width: number;
  /** Stays at the left edge when the list is scrolled past it. */
  frozen: boolean;
  readonly: boolean;
  kind: 'number' | 'text';
  /** Longer wording of the heading, shown on hover. */
  title?: string;
}

/** Bit mask of what a cell has to say. Error wins over warning, warning over hint; edited goes with any. */
export const CellState = { None: 0, Hint: 1, Warning: 2, Error: 4, Edited: 8 } as const;

export interface GridRow {
  /** Row number in the Excel file. */
  label: string;
  cells: readonly string[];
  /** One `CellState` mask a cell. */
  states: Uint8Array;
  /** Mask for the row as a whole, shown at its number. */
  rowState?: number;
}

export interface GridSource {
  nRows(): number;
  /** Undefined when the row is not at hand; the grid then calls `need` and paints `texts.loading`. */
  row(index: number): GridRow | undefined;
  /** Asks for rows `first..=last`; the owner answers with `grid.refresh(first, last)`. The latest call matters most. */
  need(first: number, last: number): void;
}

export interface Suggestion {
  id: string;
  value: string;
  title: string;
  evidence: string[];
  applicability: 'safe' | 'confirm' | 'manual';
}

export interface CellEdit {
  row: number;
  column: number;
  value: string;
}

/** All four sides are inside the range. */
export interface GridRange {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export type GridCommand = 'undo' | 'redo' | 'find' | 'next-problem' | 'previous-problem';

export interface GridEvents {
  /** The new values are shown at once and forgotten when the owner refreshes these rows. */
  edit(changes: CellEdit[], how: 'typed' | 'paste' | 'clear'): void;
  /** The active cell has moved, by the user or by `goTo`. */
  active(row: number, column: number): void;
  suggestions(row: number, column: number): Promise<Suggestion[]>;
  accept(row: number, column: number, suggestion: Suggestion): void;
  /** Tab-separated text of a range of which some rows are not at hand. */
  copy(range: GridRange): Promise<string>;
  /** F6 or Shift+F6: the owner moves the focus to what comes after or before the grid. */
  leave(direction: 'forward' | 'backward'): void;
  command(name: GridCommand): void;
  /** What is wrong with a cell, as far as it is known now. */
  describe(row: number, column: number): { label: string; message: string } | undefined;
}

/** Every word the grid shows or says. */
export interface GridTexts {
  /** Accessible name of the grid. */
  gridName: string;
  /** Keys worth knowing, F6 among them; read out with the grid, not shown. */
  help: string;
  /** Heading over the Excel row numbers. */
  rowHeading: string;
  /** Painted in the cells of rows that are not at hand yet. */
  loading: string;
  /** Name of the active cell for screen readers. */
  cellName(column: GridColumn, rowLabel: string, value: string): string;
  /** Name of the list of suggestions and of the button that opens it. */
  suggestions: string;
  searching: string;
  noSuggestions: string;
  applicability: Record<Suggestion['applicability'], string>;
  readonlyColumn(heading: string): string;
  /** Cells of a paste that fell on read-only columns or outside the list. */
  skippedCells(count: number): string;
  tooManyCells(most: number): string;
  copyFailed: string;
}

export interface Grid {
  setColumns(columns: GridColumn[]): void;
  /** These rows (all, without arguments) have new contents: forget optimistic values and paint. */
  refresh(first?: number, last?: number): void;
  /** The number of rows or their order has changed: drop a half-typed value, clamp, paint. */
  reset(): void;
  /** Moves the active cell and shows it; does not take the focus. */
  goTo(row: number, column: number): void;
  active(): { row: number; column: number };
  focus(): void;
  /** Keeps what is being typed, as Enter does, without moving. */
  commit(): void;
  destroy(): void;
}
