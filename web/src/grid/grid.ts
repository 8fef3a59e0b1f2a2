import { listenToClipboard } from './clipboard';
import { CellState, type Grid, type GridColumn, type GridEvents, type GridSource, type GridTexts } from './contract';
import { div, freshPrefix, setAttribute } from './dom';
import { Edits } from './edits';
import { Header } from './header';
import { intentOf, type Intent } from './keyboard';
import { Notice } from './notice';
import { listenToPointer } from './pointer';
import { RowPool } from './rows';
import { Selection, type Cell } from './selection';
import { Sink } from './sink';
import { SuggestionBox, type Anchor } from './suggestions';
import { Tooltip } from './tooltip';
import { Viewport } from './viewport';
import { ROW_HEIGHT } from './geometry';

/** Puts a grid into `host`, which must have a size of its own. Import `grid.css` once for the page. */
export function createGrid(host: HTMLElement, source: GridSource, events: GridEvents, texts: GridTexts): Grid {
  return new GridView(host, source, events, texts);
}

const PROBLEM = CellState.Error | CellState.Warning | CellState.Hint;

class GridView implements Grid {
  readonly #host: HTMLElement;
  readonly #source: GridSource;
  readonly #events: GridEvents;
  readonly #texts: GridTexts;
  readonly #listeners = new AbortController();
  readonly #prefix = freshPrefix();
  readonly #selection = new Selection();
  readonly #viewport: Viewport;
  readonly #root: HTMLElement;
  readonly #header: Header;
  readonly #pool: RowPool;
  readonly #sink: Sink;
  readonly #button: HTMLButtonElement;
  readonly #list: SuggestionBox;
  readonly #tip: Tooltip;
  readonly #hoverTip: Tooltip;
  readonly #notice: Notice;
  readonly #edits: Edits;
  readonly #releasePointer: () => void;
  #columns: readonly GridColumn[] = [];
  #frame = 0;
  #asked = '';
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
    this.#button = this.#makeButton(signal);
    this.#list = this.#makeList();
    this.#tip = new Tooltip(host, `${this.#prefix}-tip`);
    this.#hoverTip = new Tooltip(host, `${this.#prefix}-hover`);
    this.#notice = new Notice(host);
    this.#edits = new Edits(source, events, texts, (text) => this.#notice.show(text));
    this.#releasePointer = this.#listenToPointer(signal);
    this.#listenToClipboard(signal);
  }

  setColumns(columns: GridColumn[]): void {
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
    this.#asked = '';
    this.#later();
  }

  reset(): void {
    const before = this.#selection.active;
    this.#sink.discard();
    this.#list.close();
    this.#edits.forget(0, Infinity);
    this.#asked = '';
    const nRows = this.#source.nRows();
    this.#root.setAttribute('aria-rowcount', String(nRows + 1));
    this.#selection.resize(nRows, this.#columns.length);
    this.#viewport.setRows(nRows);
    this.#paint();
    this.#tellActive(before);
  }

  goTo(row: number, column: number): void {
    this.#move(() => this.#selection.moveTo({ row, column }));
  }

  active(): Cell {
    return { ...this.#selection.active };
  }

  focus(): void {
    this.#sink.focus();
  }

  commit(): void {
    if (this.#commit()) this.#paint();
  }

  destroy(): void {
    this.commit();
    this.#listeners.abort();
    this.#releasePointer();
    this.#viewport.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#tip.hide();
    this.#hoverTip.hide();
    this.#notice.hide();
    this.#host.replaceChildren();
    this.#host.classList.remove('soat-grid');
  }

  // Making

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
    const sink = new Sink(this.#viewport.overlay, {
      opened: () => this.#opened(),
      typed: () => this.#typed(),
      key: (event) => this.#onKey(event),
      left: () => this.#left(),
    }, signal);
    setAttribute(sink.element, 'aria-describedby', `${help.id} ${this.#prefix}-tip`);
    return sink;
  }

  /** For the mouse only: the keyboard has Alt+Down. */
  #makeButton(signal: AbortSignal): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'soat-open-list';
    button.tabIndex = -1;
    button.hidden = true;
    button.setAttribute('aria-label', this.#texts.suggestions);
    button.title = this.#texts.suggestions;
    this.#viewport.overlay.append(button);
    button.addEventListener('mousedown', (event) => event.preventDefault(), { signal });
    button.addEventListener('click', () => {
      this.#sink.focus();
      if (this.#list.isOpen) this.#list.close();
      else this.#suggest();
    }, { signal });
    return button;
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
        this.#move(() => this.#press(cell, extend), extend || isWhole ? 'stay' : 'show');
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

  // Painting

  #later(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => this.#paint());
  }

  #paint(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const { top, rows } = this.#viewport;
    this.#needRows();
    const { row, column } = this.#selection.active;
    const tip = rows.nRows > 0 ? this.#events.describe(row, column) : undefined;
    this.#pool.paint({
      top,
      nRows: rows.nRows,
      nPainted: rows.nPainted,
      active: this.#selection.active,
      range: this.#selection.range,
      row: (index) => this.#source.row(index),
      draft: (index, at) => this.#edits.draft(index, at),
      loading: this.#texts.loading,
      description: tip && `${this.#prefix}-tip`,
    });
    this.#header.setCurrent(column);
    this.#paintActive(tip);
  }

  /** Puts the text area, the button and the tooltip where the active cell is. */
  #paintActive(tip: { label: string; message: string } | undefined): void {
    const { row, column } = this.#selection.active;
    const seen = this.#viewport.seen({ row, column });
    const room = this.#viewport.width - seen.x;
    const data = this.#source.row(row);
    const states = data?.states[column] ?? 0;
    const value = this.#edits.value(row, column) ?? this.#texts.loading;
    const heading = this.#columns[column];
    const readonly = this.#viewport.rows.nRows === 0 || this.#edits.isReadonly(column);
    this.#sink.place(seen.x, seen.y, seen.width, room, seen.inView);
    this.#sink.allowEditing(!readonly);
    if (heading) {
      const described = `${this.#prefix}-help ${this.#prefix}-tip`;
      this.#sink.name(this.#texts.cellName(heading, data?.label ?? '', value), (states & CellState.Error) !== 0, described);
    }
    this.#pointAtCell();
    this.#button.hidden = !seen.inView || this.#sink.isOpen || readonly || (states & PROBLEM) === 0;
    this.#button.style.transform = `translate(${Math.min(seen.x + seen.width, this.#viewport.width) - 24}px, ${seen.y + 3}px)`;
    if (!tip || !seen.inView || this.#list.isOpen || this.#sink.isOpen) this.#tip.hide();
    else this.#tip.show(`${row},${column},${tip.message}`, tip, this.#anchor({ row, column }));
  }

  #pointAtCell(): void {
    if (this.#list.isOpen) return;
    const cell = this.#sink.isOpen ? undefined : this.#pool.element(this.#selection.active);
    this.#sink.pointAt(this.#root.id, cell?.id);
  }

  /** Asks once for the painted rows, and a screenful around them, when one of them is missing. */
  #needRows(): void {
    const { top, rows } = this.#viewport;
    const last = Math.min(rows.nRows, top + rows.nPainted) - 1;
    let missing = false;
    for (let row = top; row <= last && !missing; row += 1) missing = this.#source.row(row) === undefined;
    if (!missing || this.#asked === `${top},${last}`) return;
    this.#asked = `${top},${last}`;
    this.#source.need(Math.max(0, top - rows.nPainted), Math.min(rows.nRows - 1, last + rows.nPainted));
  }

  #resized(refrozen: boolean): void {
    if (refrozen) this.#rebuild();
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

  #anchor(cell: Cell): Anchor {
    const { x, y } = this.#viewport.seen(cell);
    return { x, above: y, below: y + ROW_HEIGHT, width: this.#host.clientWidth, height: this.#host.clientHeight };
  }

  #hover(cell: Cell | undefined): void {
    const { row, column } = this.#selection.active;
    const isActive = cell?.row === row && cell.column === column;
    const tip = cell && !isActive && !this.#list.isOpen ? this.#events.describe(cell.row, cell.column) : undefined;
    if (!cell || !tip) this.#hoverTip.hide();
    else this.#hoverTip.show(`${cell.row},${cell.column},${tip.message}`, tip, this.#anchor(cell));
  }

  // Moving

  /** Every move of the selection: keeps the draft first, then moves, shows and tells. */
  #move(change: () => void, view: 'show' | 'stay' = 'show'): void {
    const before = this.#selection.active;
    this.#commit();
    this.#list.close();
    this.#hoverTip.hide();
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

  #press({ row, column }: Cell, extend: boolean): void {
    const { range } = this.#selection;
    if (row < 0 && column < 0) this.#selection.coverAll();
    else if (row < 0) this.#selection.coverColumns(extend ? range.left : column, column, this.#viewport.top);
    else if (column < 0) this.#selection.coverRows(extend ? range.top : row, row);
    else if (extend) this.#selection.extendTo({ row, column });
    else this.#selection.moveTo({ row, column });
  }

  #moveTo(cell: Cell, extend: boolean): void {
    this.#move(() => (extend ? this.#selection.extendTo(cell) : this.#selection.moveTo(cell)));
  }

  // Keys

  #onKey(event: KeyboardEvent): void {
    if (this.#list.isOpen && this.#list.key(event)) {
      event.preventDefault();
      return;
    }
    const intent = intentOf(event, this.#sink.isOpen);
    if (intent) {
      event.preventDefault();
      this.#obey(intent);
    } else if (this.#sink.element.readOnly && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      this.#refuse();
    }
  }

  #obey(intent: Intent): void {
    const { active, corner } = this.#selection;
    const far = { row: this.#source.nRows() - 1, column: this.#columns.length - 1 };
    switch (intent.do) {
      case 'step': {
        const from = intent.extend ? corner : active;
        return this.#moveTo({ row: from.row + intent.rows, column: from.column + intent.columns }, intent.extend);
      }
      case 'jump': {
        const { row, column } = intent.extend ? corner : active;
        const to = (step: number, at: number, last: number): number => (step < 0 ? 0 : step > 0 ? last : at);
        return this.#moveTo({ row: to(intent.rows, row, far.row), column: to(intent.columns, column, far.column) }, intent.extend);
      }
      case 'page': return this.#page(intent.rows, intent.extend);
      case 'corner': return this.#moveTo(intent.to === 'first' ? { row: 0, column: 0 } : far, intent.extend);
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

  #page(pages: -1 | 1, extend: boolean): void {
    const { active, corner } = this.#selection;
    const from = extend ? corner : active;
    const rows = pages * this.#viewport.rows.nFull;
    this.#viewport.scrollBy(rows);
    this.#moveTo({ row: from.row + rows, column: from.column }, extend);
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

  // Editing

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
    this.#paintActive(undefined);
  }

  #typed(): void {
    this.#list.close();
    this.#viewport.show(this.#selection.active);
    this.#later();
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
    this.#tip.dismiss();
    this.#hoverTip.dismiss();
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
    this.#tip.dismiss();
  }

  #suggest(): void {
    const { row, column } = this.#selection.active;
    if (this.#sink.element.readOnly) return this.#refuse();
    this.#viewport.show({ row, column });
    this.#tip.hide();
    this.#hoverTip.hide();
    void this.#list.open(this.#anchor({ row, column }), this.#events.suggestions(row, column));
  }
}
