import { CellState, type GridEvents, type GridSource, type GridTexts } from './contract';
import type { Edits } from './edits';
import type { Header } from './header';
import type { CellText, Overlay } from './overlay';
import type { RowPool } from './rows';
import type { Cell, Selection } from './selection';
import type { Sink } from './sink';
import type { SuggestionBox } from './suggestions';
import type { Viewport } from './viewport';

export interface Parts {
  source: GridSource;
  events: GridEvents;
  texts: GridTexts;
  viewport: Viewport;
  selection: Selection;
  edits: Edits;
  header: Header;
  pool: RowPool;
  sink: Sink;
  list: SuggestionBox;
  overlay: Overlay;
  rootId: string;
  helpId: string;
}

const PROBLEM = CellState.Error | CellState.Warning | CellState.Hint;

/** Brings the page to what the parts say now, and asks the owner for rows that are missing. */
export class Painter {
  /** Whether the active cell was in view when it was last painted. */
  activeInView = false;
  readonly #parts: Parts;
  #asked = '';

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Rows may have come or gone: what is missing now is worth asking for again. */
  askAgain(): void {
    this.#asked = '';
  }

  paint(): void {
    const { source, events, texts, viewport, selection, edits, header, pool, overlay } = this.#parts;
    const { nRows, nPainted } = viewport.rows;
    const { row, column } = selection.active;
    this.#needRows();
    const tip = nRows > 0 ? events.describe(row, column) : undefined;
    pool.paint({
      top: viewport.top,
      nRows,
      nPainted,
      active: selection.active,
      range: selection.range,
      width: (at) => viewport.columns.width(at),
      row: (index) => source.row(index),
      draft: (index, at) => edits.draft(index, at),
      loading: texts.loading,
      description: tip && overlay.tipId,
    });
    header.setCurrent(column);
    this.paintActive(tip);
  }

  /** Puts the text area and what floats around it where the active cell is. */
  paintActive(tip: CellText | undefined): void {
    const { source, viewport, selection, edits, sink, list, overlay } = this.#parts;
    const cell = selection.active;
    const seen = viewport.seen(cell);
    const states = source.row(cell.row)?.states[cell.column] ?? 0;
    const readonly = viewport.rows.nRows === 0 || edits.isReadonly(cell.column);
    this.activeInView = seen.inView;
    sink.place(seen.x, seen.y, seen.width, viewport.width - seen.x, seen.inView);
    sink.allowEditing(!readonly);
    this.#nameSink(cell, (states & CellState.Error) !== 0);
    const idle = seen.inView && !sink.isOpen;
    overlay.placeButton(cell, idle && !readonly && (states & PROBLEM) !== 0);
    overlay.tell(cell, idle && !list.isOpen ? tip : undefined);
  }

  #nameSink(cell: Cell, invalid: boolean): void {
    const { source, texts, edits, pool, sink, list, overlay, rootId, helpId } = this.#parts;
    const column = edits.columns[cell.column];
    if (!column) return;
    const value = edits.value(cell.row, cell.column) ?? texts.loading;
    const label = texts.cellName(column, source.row(cell.row)?.label ?? '', value);
    sink.name(label, invalid, `${helpId} ${overlay.tipId}`);
    if (!list.isOpen) sink.pointAt(rootId, sink.isOpen ? undefined : pool.element(cell)?.id);
  }

  /** Asks once for the painted rows, and a screenful around them, when one of them is missing. */
  #needRows(): void {
    const { source, viewport } = this.#parts;
    const { top, rows } = viewport;
    const last = Math.min(rows.nRows, top + rows.nPainted) - 1;
    let missing = false;
    for (let row = top; row <= last && !missing; row += 1) missing = source.row(row) === undefined;
    const question = `${top},${last}`;
    if (!missing || this.#asked === question) return;
    this.#asked = question;
    source.need(Math.max(0, top - rows.nPainted), Math.min(rows.nRows - 1, last + rows.nPainted));
  }
}
