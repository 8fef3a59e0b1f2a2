import type { GridColumn } from './contract';
import { div } from './dom';
import type { ColumnLayout } from './geometry';
import { sizeColumn } from './rows';

export interface HeaderEvents {
  /** The right edge of a heading is being dragged. */
  resize(column: number, width: number): void;
}

/** The row of headings: the column's letter over its name, and an edge to drag. */
export class Header {
  readonly #row: HTMLElement;
  readonly #rowHeading: string;
  readonly #events: HeaderEvents;
  #cells: HTMLElement[] = [];
  #current: HTMLElement | undefined;

  constructor(parent: HTMLElement, rowHeading: string, events: HeaderEvents) {
    this.#row = div(div(parent, 'soat-head', 'rowgroup'), 'soat-row', 'row');
    this.#row.setAttribute('aria-rowindex', '1');
    this.#rowHeading = rowHeading;
    this.#events = events;
  }

  setColumns(columns: readonly GridColumn[], layout: ColumnLayout): void {
    this.#row.replaceChildren();
    this.#current = undefined;
    const gutter = div(this.#row, 'soat-cell soat-gutter', 'columnheader');
    gutter.setAttribute('aria-colindex', '1');
    div(gutter, 'soat-heading').textContent = this.#rowHeading;
    this.#cells = columns.map((column, at) => this.#makeCell(column, at, layout.frozen[at] ?? false));
  }

  setCurrent(column: number): void {
    const cell = this.#cells[column];
    if (cell === this.#current) return;
    this.#current?.classList.remove('is-current');
    cell?.classList.add('is-current');
    this.#current = cell;
  }

  #makeCell(column: GridColumn, at: number, frozen: boolean): HTMLElement {
    const cell = div(this.#row, `soat-cell${frozen ? ' is-frozen' : ''}`, 'columnheader');
    cell.setAttribute('aria-colindex', String(at + 2));
    cell.title = column.title ?? column.heading;
    sizeColumn(cell, at, frozen);
    div(cell, 'soat-letter').textContent = column.letter;
    div(cell, 'soat-heading').textContent = column.heading;
    this.#addEdge(cell, at);
    return cell;
  }

  #addEdge(cell: HTMLElement, column: number): void {
    const edge = div(cell, 'soat-edge');
    edge.addEventListener('pointerdown', (start) => {
      const width = cell.offsetWidth;
      edge.setPointerCapture(start.pointerId);
      const drag = (move: PointerEvent): void => this.#events.resize(column, width + move.clientX - start.clientX);
      edge.addEventListener('pointermove', drag);
      edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', drag), { once: true });
    });
  }
}
