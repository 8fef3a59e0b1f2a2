import type { Cell } from './selection';
import type { Viewport } from './viewport';

export interface PointerEvents {
  /** A cell was pressed; row -1 is a heading, column -1 a row number. */
  pressed(cell: Cell, extend: boolean): void;
  /** The pressed selection is drawn further; same meaning of -1. */
  dragged(cell: Cell): void;
  doubled(cell: Cell): void;
  /** The mouse rests over a cell, or has left the cells. */
  hovered(cell: Cell | undefined): void;
}

const SCROLL_EVERY_MS = 60;

export function listenToPointer(viewport: Viewport, events: PointerEvents, signal: AbortSignal): () => void {
  const { stage } = viewport;
  let from: Cell | undefined;
  let last: MouseEvent | undefined;
  let timer = 0;

  /** What was pressed decides what a drag selects: cells, whole rows or whole columns. */
  const target = (event: MouseEvent): Cell => {
    const cell = viewport.cellAt(event.clientX, event.clientY);
    if (!from) return cell;
    return {
      row: from.row < 0 ? -1 : cell.row < 0 ? viewport.top : cell.row,
      column: from.column < 0 ? -1 : Math.max(0, cell.column),
    };
  };
  const release = (): void => {
    from = last = undefined;
    clearInterval(timer);
  };
  const follow = (): void => {
    if (!last) return;
    const rows = viewport.outside(last.clientY);
    if (rows === 0 || !from || from.row < 0) return;
    viewport.scrollBy(rows * 2);
    events.dragged(target(last));
  };

  stage.addEventListener('mousedown', (event) => {
    // No button may take the focus from the text area.
    event.preventDefault();
    if (event.button !== 0 || isEdge(event.target) || !isCell(event.target)) return;
    const cell = viewport.cellAt(event.clientX, event.clientY);
    from = cell;
    timer = window.setInterval(follow, SCROLL_EVERY_MS);
    events.pressed(cell, event.shiftKey);
  }, { signal });
  window.addEventListener('mousemove', (event) => {
    if (!from) return;
    if ((event.buttons & 1) === 0) return release();
    last = event;
    events.dragged(target(event));
  }, { signal });
  window.addEventListener('mouseup', release, { signal });
  stage.addEventListener('dblclick', (event) => {
    const cell = viewport.cellAt(event.clientX, event.clientY);
    if (isCell(event.target) && cell.row >= 0 && cell.column >= 0) events.doubled(cell);
  }, { signal });
  stage.addEventListener('mousemove', (event) => {
    const cell = viewport.cellAt(event.clientX, event.clientY);
    events.hovered(isCell(event.target) && !from && cell.row >= 0 && cell.column >= 0 ? cell : undefined);
  }, { signal });
  stage.addEventListener('mouseleave', () => events.hovered(undefined), { signal });
  return release;
}

const isEdge = (target: EventTarget | null): boolean => target instanceof Element && target.matches('.soat-edge');

const isCell = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('.soat-cell') !== null;
