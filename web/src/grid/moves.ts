import type { Intent } from './keyboard';
import type { Cell } from './selection';

/** Intents that lead from one cell to another. */
export type Move = Extract<Intent, { extend: boolean }>;

export interface Field {
  nRows: number;
  nColumns: number;
  /** Rows of one page. */
  nFull: number;
}

/** The cell a move leads to; it may lie outside the list. */
export function targetOf(move: Move, from: Cell, field: Field): Cell {
  const last = { row: field.nRows - 1, column: field.nColumns - 1 };
  switch (move.do) {
    case 'step': return { row: from.row + move.rows, column: from.column + move.columns };
    case 'page': return { row: from.row + move.rows * field.nFull, column: from.column };
    case 'corner': return move.to === 'first' ? { row: 0, column: 0 } : last;
    case 'jump':
      return {
        row: edge(move.rows, from.row, last.row),
        column: edge(move.columns, from.column, last.column),
      };
  }
}

const edge = (direction: -1 | 0 | 1, here: number, last: number): number =>
  direction === 0 ? here : direction < 0 ? 0 : last;
