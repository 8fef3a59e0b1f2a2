import { listenToClipboard } from './clipboard';
import type { Grid, GridColumn, GridEvents, GridSource, GridTexts } from './contract';
import { div, freshPrefix } from './dom';
import { Edits } from './edits';
import { Header } from './header';
import { Hold } from './hold';
import { intentOf, MOVES_ON, type Intent } from './keyboard';
import { targetOf, type Move } from './moves';
import { Notice } from './notice';
import { Overlay } from './overlay';
import { Painter } from './painter';
import { listenToPointer } from './pointer';
import { RowPool } from './rows';
import { Selection, type Cell } from './selection';
import { Sink } from './sink';
import { SuggestionBox } from './suggestions';
import { Viewport } from './viewport';

/** Puts a grid into `host`, which must have a size of its own. Import `grid.css` once for the page. */
export function createGrid(host: HTMLElement, source: GridSource, events: GridEvents, texts: GridTexts): Grid {
  return new GridView(host, source, events, texts);
}

class GridView implements Grid {
  readonly #host: HTMLElement;
  readonly #source: GridSource;
  readonly #events: GridEvents;
  readonly #texts: GridTexts;
  readonly #listeners = new AbortController();
  readonly #prefix = freshPrefix();
  readonly #hold = new Hold(this.#listeners.signal);
  readonly #selection = new Selection();
  readonly #viewport: Viewport;
  readonly #root: HTMLElement;
  readonly #header: Header;
  readonly #pool: RowPool;
  readonly #painter: Painter;
  readonly #sink: Sink;
  readonly #overlay: Overlay;
  readonly #list: SuggestionBox;
  readonly #notice: Notice;
  readonly #edits: Edits;
  readonly #releasePointer: () => void;
  #columns: readonly GridColumn[] = [];
  #frame = 0;
  /** Column to which Enter returns after a run of Tabs, as in Excel. */
  #tabbedFrom: number | undefined;

  constructor(host: HTMLElement, source: GridSource, events: GridEvents, texts: GridTexts) {
    const { signal } = this.#listeners;
    this.#host = host;
    this.#source = source;
    this.#events = events;
    this.#texts = texts;
    host.classList.add('soat-grid');
    this.#viewport = new Viewport(host, { scrolled: () => this.#later(), resized: (it) => this.#resized(it) }, signal);
    this.#root = this.#makeRoot();
    this.#header = new Header(this.#root, texts.rowHeading, { resize: (column, width) => this.#resize(column, width) });
    this.#pool = new RowPool(div(this.#root, 'soat-body', 'rowgroup'), this.#prefix);
    this.#sink = this.#makeSink(signal);
    this.#overlay = new Overlay(host, this.#viewport, this.#prefix, texts, () => this.#toggleList());
    this.#list = this.#makeList();
    this.#notice = new Notice(host);
    this.#edits = new Edits(source, events, texts, (text) => this.#notice.show(text));
    this.#painter = new Painter({
      source,
      events,
      texts,
      viewport: this.#viewport,
      selection: this.#selection,
      edits: this.#edits,
      header: this.#header,
      pool: this.#pool,
      sink: this.#sink,
      list: this.#list,
      overlay: this.#overlay,
      rootId: this.#root.id,
      helpId: `${this.#prefix}-help`,
    });
    this.#releasePointer = this.#listenToPointer(signal);
    this.#listenToClipboard(signal);
  }

  setColumns(columns: GridColumn[]): void {
    this.#hold.release();
    this.#sink.discard();
    this.#list.close();
    this.#columns = this.#edits.columns = columns;
    this.#root.setAttribute('aria-colcount', String(columns.length + 1));
    this.#viewport.setColumns(columns);
    this.#rebuild();
    this.reset();
  }

  refresh(first = 0, last = this.#source.nRows() - 1): void {
    this.#edits.forget(first, last);
    this.#painter.askAgain();
    // Now, not in the next frame: the owner may have other things to put into that.
    if (!this.#hold.release()) this.#paint();
  }

  reset(): void {
    this.#hold.release();
    const before = this.#selection.active;
    this.#sink.discard();
    this.#list.close();
    this.#edits.forget(0, Infinity);
    this.#painter.askAgain();
    const nRows = this.#source.nRows();
    this.#root.setAttribute('aria-rowcount', String(nRows + 1));
    this.#selection.resize(nRows, this.#columns.length);
    this.#viewport.setRows(nRows);
    this.#paint();
    this.#tellActive(before);
  }

  goTo(row: number, column: number): void {
    this.#hold.release();
    this.#move(() => this.#selection.moveTo({ row, column }));
  }

  active(): Cell {
    this.#hold.release();
    return { ...this.#selection.active };
  }

  focus(): void {
    this.#sink.focus();
  }

  commit(): void {
    if (!this.#hold.release() && this.#commit()) this.#paint();
  }

  destroy(): void {
    this.commit();
    this.#listeners.abort();
    this.#releasePointer();
    this.#viewport.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#overlay.hide();
    this.#notice.hide();
    this.#host.replaceChildren();
    this.#host.classList.remove('soat-grid');
  }

  #makeRoot(): HTMLElement {
    const root = div(this.#viewport.stage, 'soat-root', 'grid');
    root.id = `${this.#prefix}-root`;
    root.setAttribute('aria-label', this.#texts.gridName);
    root.setAttribute('aria-multiselectable', 'true');
    return root;
  }

  #makeSink(signal: AbortSignal): Sink {
    const help = div(this.#host, 'soat-unseen');
    help.id = `${this.#prefix}-help`;
    help.textContent = this.#texts.help;
    return new Sink(this.#viewport.overlay, {
      opened: () => this.#opened(),
      typed: () => this.#typed(),
      key: (event) => this.#onKey(event),
      left: () => this.#left(),
    }, signal);
  }

  #makeList(): SuggestionBox {
    return new SuggestionBox(this.#host, `${this.#prefix}-list`, this.#texts, {
      chosen: (suggestion) => {
        const { row, column } = this.#selection.active;
        this.#sink.discard();
        this.#events.accept(row, column, suggestion);
        this.#paint();
      },
      pointed: (list, line) => this.#sink.pointAt(list, line),
      closed: () => this.#later(),
    });
  }

  #listenToPointer(signal: AbortSignal): () => void {
    return listenToPointer(this.#viewport, {
      pressed: (cell, extend) => {
        const isWhole = cell.row < 0 || cell.column < 0;
        this.#move(() => this.#selection.press(cell, extend, this.#viewport.top), extend || isWhole ? 'stay' : 'show');
        this.#sink.focus();
      },
      dragged: (cell) => {
        const { row, column } = cell;
        const [nRows, nColumns] = [this.#source.nRows(), this.#columns.length];
        this.#selection.extendTo({ row: row < 0 ? nRows - 1 : row, column: column < 0 ? nColumns - 1 : column });
        this.#later();
      },
      doubled: () => this.#open(),
      hovered: (cell) => this.#hover(cell),
    }, signal);
  }

  #listenToClipboard(signal: AbortSignal): void {
    listenToClipboard(this.#sink.element, {
      isInCharge: () => !this.#sink.isOpen && this.#source.nRows() > 0,
      range: () => this.#selection.range,
      value: (row, column) => this.#edits.value(row, column),
      fetch: (range) => this.#events.copy(range),
      paste: (block) => {
        this.#list.close();
        const range = this.#edits.paste(block, this.#selection.range);
        if (range) this.#selection.cover(range);
        this.#paint();
      },
      clear: () => this.#clear(),
      failed: () => this.#notice.show(this.#texts.copyFailed),
    }, signal);
  }

  #later(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => this.#paint());
  }

  #paint(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#painter.paint();
  }

  #resized(refrozen: boolean): void {
    if (refrozen) this.#rebuild();
    if (this.#painter.activeInView) this.#viewport.show(this.#selection.active);
    this.#list.close();
    this.#later();
  }

  #resize(column: number, width: number): void {
    this.#viewport.resizeColumn(column, width);
    this.#later();
  }

  #rebuild(): void {
    this.#header.setColumns(this.#columns, this.#viewport.columns);
    this.#pool.setColumns(this.#columns, this.#viewport.columns);
  }

  #hover(cell: Cell | undefined): void {
    const { row, column } = this.#selection.active;
    const isActive = cell?.row === row && cell.column === column;
    const tip = cell && !isActive && !this.#list.isOpen ? this.#events.describe(cell.row, cell.column) : undefined;
    this.#overlay.hover(cell, tip);
  }

  /** Every move of the selection: keeps the draft first, then moves, shows and tells. */
  #move(change: () => void, view: 'show' | 'stay' = 'show'): void {
    const before = this.#selection.active;
    this.#commit();
    this.#list.close();
    this.#overlay.hover(undefined, undefined);
    this.#tabbedFrom = undefined;
    change();
    if (view === 'show') this.#viewport.show(this.#selection.corner);
    this.#paint();
    this.#tellActive(before);
  }

  #tellActive(before: Cell): void {
    const { row, column } = this.#selection.active;
    if (row !== before.row || column !== before.column) this.#events.active(row, column);
  }

  #moveTo(cell: Cell, extend: boolean): void {
    this.#move(() => (extend ? this.#selection.extendTo(cell) : this.#selection.moveTo(cell)));
  }

  #onKey(event: KeyboardEvent): void {
    if (this.#list.isOpen && this.#list.key(event)) {
      event.preventDefault();
      return;
    }
    const intent = intentOf(event, this.#sink.isOpen);
    if (intent) {
      event.preventDefault();
      if (MOVES_ON.has(intent.do) && this.#send()) this.#hold.put(() => this.#obey(intent));
      else this.#obey(intent);
    } else if (this.#sink.element.readOnly && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      this.#refuse();
    }
  }

  #obey(intent: Intent): void {
    switch (intent.do) {
      case 'step': case 'jump': case 'page': case 'corner': return this.#go(intent);
      case 'enter': return this.#enter(intent.back ? -1 : 1);
      case 'tab': return this.#tab(intent.back ? -1 : 1);
      case 'open': return this.#open();
      case 'open-empty': return this.#sink.element.readOnly ? this.#refuse() : this.#sink.open('');
      case 'cancel': return this.#cancel();
      case 'clear': return this.#clear();
      case 'select-all': return this.#move(() => this.#selection.coverAll(), 'stay');
      case 'suggest': return this.#suggest();
      case 'leave':
        this.commit();
        return this.#events.leave(intent.direction);
      case 'command':
        this.commit();
        return this.#events.command(intent.name);
    }
  }

  #go(move: Move): void {
    const { nRows, nFull } = this.#viewport.rows;
    const from = move.extend ? this.#selection.corner : this.#selection.active;
    if (move.do === 'page') this.#viewport.scrollBy(move.rows * nFull);
    this.#moveTo(targetOf(move, from, { nRows, nColumns: this.#columns.length, nFull }), move.extend);
  }

  #enter(rows: -1 | 1): void {
    const { row, column } = this.#selection.active;
    this.#moveTo({ row: row + rows, column: this.#tabbedFrom ?? column }, false);
  }

  #tab(columns: -1 | 1): void {
    const { row, column } = this.#selection.active;
    const tabbedFrom = this.#tabbedFrom ?? column;
    this.#moveTo({ row, column: column + columns }, false);
    this.#tabbedFrom = tabbedFrom;
  }

  #open(): void {
    const { row, column } = this.#selection.active;
    const value = this.#edits.value(row, column);
    this.#viewport.show({ row, column });
    if (this.#sink.element.readOnly) this.#refuse();
    else if (value !== undefined) this.#sink.open(value);
  }

  #opened(): void {
    this.#list.close();
    this.#viewport.show(this.#selection.active);
    this.#painter.paintActive(undefined);
  }

  #typed(): void {
    this.#list.close();
    this.#viewport.show(this.#selection.active);
    this.#later();
  }

  /** Keeps what is being typed, and leaves the editor open. Whether there is an answer to wait for. */
  #send(): boolean {
    const value = this.#sink.take();
    const { row, column } = this.#selection.active;
    return value !== undefined && this.#edits.type(row, column, value);
  }

  #commit(): boolean {
    const wasOpen = this.#sink.isOpen;
    const value = this.#sink.close();
    const { row, column } = this.#selection.active;
    if (value !== undefined) this.#edits.type(row, column, value);
    return wasOpen;
  }

  #cancel(): void {
    if (this.#sink.isOpen) {
      this.#sink.discard();
      this.#paint();
      return;
    }
    this.#overlay.dismiss();
    this.#selection.moveTo(this.#selection.active);
    this.#later();
  }

  #clear(): void {
    this.#edits.clear(this.#selection.range);
    this.#paint();
  }

  #refuse(): void {
    this.#edits.refuse(this.#selection.active.column);
  }

  #left(): void {
    this.commit();
    this.#list.close();
    this.#overlay.dismiss();
  }

  #toggleList(): void {
    this.#sink.focus();
    if (this.#list.isOpen) this.#list.close();
    else this.#suggest();
  }

  #suggest(): void {
    const { row, column } = this.#selection.active;
    if (this.#sink.element.readOnly) return this.#refuse();
    this.#viewport.show({ row, column });
    this.#overlay.hide();
    void this.#list.open(this.#overlay.anchor({ row, column }), this.#events.suggestions(row, column));
  }
}
