import type { CellEdit, GridColumn, GridEvents, GridRange, GridSource, GridTexts } from './contract';
import { cleanText } from './text';

/** Most cells that one paste, cut or Delete may touch: more would be a mistake, and would stall the page. */
export const MOST_CELLS = 200_000;

/** Turns what the user did into changes, and keeps the new values until the owner has answered. */
export class Edits {
  readonly #source: GridSource;
  readonly #events: GridEvents;
  readonly #texts: GridTexts;
  readonly #notify: (text: string) => void;
  readonly #drafts = new Map<number, Map<number, string>>();
  columns: readonly GridColumn[] = [];

  constructor(source: GridSource, events: GridEvents, texts: GridTexts, notify: (text: string) => void) {
    this.#source = source;
    this.#events = events;
    this.#texts = texts;
    this.#notify = notify;
  }

  draft(row: number, column: number): string | undefined {
    return this.#drafts.get(row)?.get(column);
  }

  /** Undefined when the row is not at hand. */
  value(row: number, column: number): string | undefined {
    const data = this.#source.row(row);
    return this.draft(row, column) ?? (data ? (data.cells[column] ?? '') : undefined);
  }

  forget(first: number, last: number): void {
    if (last - first > this.#drafts.size) {
      for (const row of [...this.#drafts.keys()]) if (row >= first && row <= last) this.#drafts.delete(row);
    } else {
      for (let row = first; row <= last; row += 1) this.#drafts.delete(row);
    }
  }

  /** Whether it is another value than before. */
  type(row: number, column: number, value: string): boolean {
    return this.#send([{ row, column, value }], 'typed');
  }

  clear(range: GridRange): void {
    if (this.#tooMany(range)) return;
    const changes = cellsOf(range).map((it) => ({ ...it, value: '' }));
    const writable = changes.filter((it) => this.#isWritable(it));
    if (writable.length === 0) this.refuse(range.left);
    else this.#send(writable, 'clear');
  }

  /**
   * Lays a block over the selection, from its top left corner: once, or repeated when the selection is a multiple
   * of the block in both directions, as Excel does. Returns the range that was written.
   */
  paste(block: readonly (readonly string[])[], selected: GridRange): GridRange | undefined {
    const target = pasteTarget(block, selected);
    if (this.#tooMany(target)) return undefined;
    const height = block.length;
    const width = widthOf(block);
    const all = cellsOf(target).flatMap(({ row, column }): CellEdit[] => {
      const text = block[(row - target.top) % height]?.[(column - target.left) % width];
      return text === undefined ? [] : [{ row, column, value: cleanText(text) }];
    });
    const fits = all.filter((it) => this.#isWritable(it));
    if (all.length > fits.length) this.#notify(this.#texts.skippedCells(all.length - fits.length));
    this.#send(fits, 'paste');
    return this.#clip(target);
  }

  isReadonly(column: number): boolean {
    return this.columns[column]?.readonly ?? true;
  }

  refuse(column: number): void {
    this.#notify(this.#texts.readonlyColumn(this.columns[column]?.heading ?? ''));
  }

  #isWritable({ row, column }: { row: number; column: number }): boolean {
    return row < this.#source.nRows() && !this.isReadonly(column);
  }

  #clip(range: GridRange): GridRange {
    return {
      ...range,
      bottom: Math.min(range.bottom, this.#source.nRows() - 1),
      right: Math.min(range.right, this.columns.length - 1),
    };
  }

  #tooMany(range: GridRange): boolean {
    const tooMany = cellCount(range) > MOST_CELLS;
    if (tooMany) this.#notify(this.#texts.tooManyCells(MOST_CELLS));
    return tooMany;
  }

  #send(changes: CellEdit[], how: 'typed' | 'paste' | 'clear'): boolean {
    const real = changes.filter((it) => this.value(it.row, it.column) !== it.value);
    if (real.length === 0) return false;
    for (const { row, column, value } of real) {
      const drafts = this.#drafts.get(row) ?? new Map<number, string>();
      this.#drafts.set(row, drafts.set(column, value));
    }
    this.#events.edit(real, how);
    return true;
  }
}

export const cellCount = ({ top, bottom, left, right }: GridRange): number => (bottom - top + 1) * (right - left + 1);

const widthOf = (block: readonly (readonly string[])[]): number => block.reduce((most, row) => Math.max(most, row.length), 1);

/** Where a block goes when it is pasted over a selection. */
export function pasteTarget(block: readonly (readonly string[])[], { top, bottom, left, right }: GridRange): GridRange {
  const height = Math.max(1, block.length);
  const width = widthOf(block);
  const [rows, columns] = [bottom - top + 1, right - left + 1];
  if (rows % height === 0 && columns % width === 0) return { top, bottom, left, right };
  return { top, bottom: top + height - 1, left, right: left + width - 1 };
}

function cellsOf({ top, bottom, left, right }: GridRange): { row: number; column: number }[] {
  const cells = [];
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) cells.push({ row, column });
  }
  return cells;
}
