/** The list that is open: what is shown of it, and every change made to it. The records are in the worker. */

import {
  EngineFailure,
  type BulkPreview,
  type BulkRequest,
  type CellView,
  type ExportRequest,
  type FindingView,
  type OptionsView,
  type Overview,
  type Place,
  type QuestionView,
  type Repaint,
  type RulePage,
  type ViewRequest,
} from '../engine/protocol';
import { decodePacket } from '../engine/packet';
import { RowCache } from '../engine/rows';
import type { CellEdit, GridRange } from '../grid/contract';
import { t } from '../texts';
import { failureText } from '../texts/failures';
import { painted } from './frame';
import { isDuplicate, type Group } from './group';
import type { Journal } from './journal';
import type { Toast, Toasts, Told } from './toasts.svelte';

/** One condition at a time, with the words for it. */
export interface Filter {
  kind: 'all' | 'only' | 'rule' | 'lane';
  key: string;
  title: string;
}

const ALL: Filter = { kind: 'all', key: '', title: '' };

/** What the screen does to the grid; the grid itself is not this module's business. */
export interface Surface {
  refresh(first?: number, last?: number): void;
  reset(): void;
  goTo(position: number, column: number): void;
  focus(): void;
}

export interface Bulk {
  title: string;
  request: BulkRequest;
  preview: BulkPreview | undefined;
  /** One question for a whole column: a yes takes every row. */
  allTicked: boolean;
}

export class List {
  overview = $state.raw() as Overview;
  filter = $state.raw<Filter>(ALL);
  text = $state('');
  nRows = $state(0);
  /** The list has changed since the view was made: rows that no longer belong may still be shown. */
  stale = $state(false);
  cell = $state.raw<CellView | undefined>();
  bulk = $state.raw<Bulk | undefined>();
  group = $state.raw<Group | undefined>();
  rule = $state.raw<RulePage | undefined>();
  busy = $state(false);
  unexported = $state(false);
  surface: Surface | undefined;
  readonly rows: RowCache;

  readonly #journal: Journal;
  readonly #toasts: Toasts;
  #active: { position: number; column: number } = { position: 0, column: 0 };
  #asking = false;
  #rules: RulePage[] | undefined;
  #viewing = 0;
  #changing = 0;
  /** All changes so far, told: a key struck meanwhile waits its turn and is never lost. */
  #settled: Promise<unknown> = Promise.resolve();

  constructor(journal: Journal, overview: Overview, toasts: Toasts) {
    this.#journal = journal;
    this.#toasts = toasts;
    this.overview = overview;
    const fetch = (first: number, count: number) => journal.ask('rows', first, count);
    this.rows = new RowCache(fetch, (first, last) => this.surface?.refresh(first, last));
  }

  // What is shown.

  showAll(): Promise<void> {
    return this.show(ALL);
  }

  /** Chosen again, the same filter is taken off. */
  toggle(filter: Filter): Promise<void> {
    const same = filter.kind === this.filter.kind && filter.key === this.filter.key;
    return this.show(same ? ALL : filter);
  }

  async show(filter: Filter, text = this.text) {
    const viewing = ++this.#viewing;
    const request: ViewRequest = {};
    if (filter.kind !== 'all') request[filter.kind] = filter.key;
    if (text.trim()) request.text = text;
    const made = await this.attempt(this.#journal.ask('view', request));
    if (!made || viewing !== this.#viewing) return;
    this.filter = filter;
    this.text = text;
    this.nRows = made.nRows;
    this.stale = false;
    this.rows.reset(made.nRows);
    this.surface?.reset();
    this.goTo(0, made.column ?? this.#active.column);
  }

  refilter(): Promise<void> {
    return this.show(this.filter);
  }

  activate(position: number, column: number) {
    this.#active = { position, column };
    void this.#askCell();
  }

  goTo(position: number, column: number) {
    if (this.nRows === 0) {
      this.cell = undefined;
      return;
    }
    this.#active = { position, column };
    this.surface?.goTo(position, column);
    void this.#askCell();
  }

  goToColumn(column: number) {
    this.goTo(this.#active.position, column);
  }

  /** At the start: the first thing to look at is the first problem. */
  async goToFirstProblem() {
    const place = await this.attempt(this.#journal.ask('next_problem', 0, 0, true));
    if (place?.viewIndex != null) this.goTo(place.viewIndex, place.column);
  }

  /** The grid is there again: it goes to where the user was. */
  resume() {
    this.goTo(this.#active.position, this.#active.column);
  }

  async nextProblem(forward: boolean) {
    const row = await this.#indexOf(this.#active.position);
    if (row === undefined) return;
    const place = await this.attempt(this.#journal.ask('next_problem', row, this.#active.column, forward));
    if (place?.viewIndex != null) this.goTo(place.viewIndex, place.column);
    else this.#toasts.show({ text: t('noMoreProblems') });
  }

  async openRule(id: string) {
    this.#rules ??= await this.attempt(this.#journal.ask('rules'));
    const title = this.overview.problems.find((it) => it.rule === id)?.title ?? id;
    const missing = { id, title, severity: 'hint', page: t('ruleMissing') };
    this.rule = this.#rules?.find((it) => it.id === id) ?? missing;
  }

  async openBulk(title: string, rule: string | undefined, applicability: 'safe' | 'confirm', allTicked = false) {
    const request: BulkRequest = { applicability, at: Date.now(), ...(rule ? { rule } : {}) };
    this.bulk = { title, request, preview: undefined, allTicked };
    const preview = await this.attempt(this.#journal.ask('preview', request));
    if (this.bulk?.request === request) this.bulk = preview && { title, request, preview, allTicked };
  }

  openQuestion({ text, rule }: QuestionView) {
    return this.openBulk(text, rule, 'confirm', true);
  }

  async openGroup({ row, rule, severity }: FindingView) {
    const group = { row, rule, isDuplicate: isDuplicate(rule), canDismiss: severity === 'warning' };
    const opened: Group = { ...group, view: undefined };
    this.group = opened;
    const view = await this.attempt(this.#journal.ask('group', row, rule));
    if (this.group === opened) this.group = view && { ...group, view };
  }

  /** To a row by itself; the whole list is shown when the filter hides it. */
  async goToRow(row: number) {
    this.group = undefined;
    const { column } = this.#active;
    const viewIndex = await this.attempt(this.#journal.ask('index_of', row));
    await this.#goToPlace({ row, column, viewIndex });
    this.surface?.focus();
  }

  // What the grid asks.

  cellAt(position: number, column: number): Promise<CellView | undefined> {
    return this.#indexOf(position).then((row) =>
      row === undefined ? undefined : this.#journal.ask('cell', row, column),
    );
  }

  copy({ top, bottom, left, right }: GridRange): Promise<string> {
    return this.#journal.ask('copy', top, bottom, left, right);
  }

  // Changes.

  async edit(changes: CellEdit[], how: 'typed' | 'paste' | 'clear') {
    const edited = this.#named(changes).then((it) => this.#journal.change('edit', { changes: it, how, at: Date.now() }));
    const key = ({ typed: 'doneEdit', paste: 'donePaste', clear: 'doneClear' } as const)[how];
    await this.change(edited, ({ nCells }) => t(key, { n: nCells }));
  }

  /** For the form beside the list: the row is named by itself, not by where it is shown. */
  async editCell(row: number, column: number, value: string) {
    const request = { changes: [{ row, column, value }], how: 'typed', at: Date.now() };
    await this.change(this.#journal.change('edit', request), (it) => t('doneEdit', { n: it.nCells }));
  }

  async accept(row: number, column: number, rule: string) {
    await this.change(this.#journal.change('accept', row, column, rule, Date.now()), () => t('doneAccept'));
    this.surface?.focus();
  }

  async dismiss(row: number, rule: string) {
    this.group = undefined;
    const key = isDuplicate(rule) ? 'doneDismissDuplicate' : 'doneDismiss';
    await this.change(this.#journal.change('dismiss', row, rule, Date.now()), () => t(key));
    this.surface?.focus();
  }

  async revert(row: number, column: number) {
    await this.change(this.#journal.change('revert', row, column, Date.now()), () => t('doneRevert'));
    this.surface?.focus();
  }

  async applyBulk(except: number[]) {
    const { bulk } = this;
    if (!bulk) return;
    this.bulk = undefined;
    const request = { ...bulk.request, except, at: Date.now() };
    await this.change(this.#journal.change('apply', request), (it) => t('doneBulk', { n: it.nCells }));
    this.surface?.focus();
  }

  async undo() {
    await this.#settled;
    const what = this.overview.undo;
    if (!what) return;
    const action = { label: t('toastRedo'), run: () => void this.redo() };
    await this.change(this.#journal.change('undo'), () => t('doneUndo', { what }), { goes: true, action });
  }

  async redo() {
    await this.#settled;
    const what = this.overview.redo;
    if (!what) return;
    await this.change(this.#journal.change('redo'), () => t('doneRedo', { what }), { goes: true });
  }

  // The list as a whole.

  setOptions(options: OptionsView) {
    return this.#replace(this.#journal.change('set_options', options));
  }

  setSheet(name: string) {
    return this.#replace(this.#journal.setSheet(name));
  }

  remap(mapping: (string | null)[], headerRow?: number) {
    return this.#replace(this.#journal.setMapping(mapping, headerRow));
  }

  fields() {
    return this.attempt(this.#journal.ask('fields'));
  }

  /** The first rows as they are, for the choice of columns. */
  async samples(count: number): Promise<string[][]> {
    await this.showAll();
    const packet = await this.attempt(this.#journal.ask('rows', 0, count));
    return packet ? decodePacket(packet).map((it) => it.cells) : [];
  }

  async export(request: ExportRequest) {
    const made = await this.attempt(this.#journal.ask('export', request));
    if (!made) return undefined;
    const bytes = await Promise.all(made.files.map((_, i) => this.#journal.ask('take_file', i)));
    return made.files.map((file, i) => ({ ...file, blob: new Blob([bytes[i] as Uint8Array<ArrayBuffer>]) }));
  }

  /** After a crash: everything again in the new worker, then the same view. */
  async reopen() {
    this.overview = await this.#journal.open(() => {});
    this.bulk = undefined;
    this.group = undefined;
    await this.show(this.filter);
  }

  async change(call: Promise<Repaint | undefined>, words: (changed: Repaint) => string, told: Told = {}) {
    const done = this.#carryOut(call, words, told);
    this.#settled = Promise.allSettled([this.#settled, done]);
    await done;
  }

  async #carryOut(call: Promise<Repaint | undefined>, words: (changed: Repaint) => string, told: Told) {
    const { goes = false, action = { label: t('toastUndo'), run: () => void this.undo() } } = told;
    this.#changing++;
    const changed = await this.attempt(call);
    if (changed) {
      // At once: leaving must ask even in the frame before the change is told.
      if (changed.nCells > 0) this.unexported = true;
      await this.#repaint(changed);
      if (goes && changed.at) await this.#goToPlace(changed.at);
      // The panels beside the grid cost more than the cell that the user looks at: they come a frame later.
      await painted();
      this.#tell(changed, words, action);
    } else this.surface?.refresh();
    this.#changing--;
    void this.#askCell();
  }

  #tell(changed: Repaint, words: (changed: Repaint) => string, action: Toast['action']) {
    this.overview = changed.overview;
    if (changed.nCells === 0) this.#toasts.show({ text: t('doneNothing') });
    else {
      this.stale = true;
      this.#toasts.show({ text: words(changed), action });
    }
  }

  async #replace(call: Promise<Overview>): Promise<boolean> {
    const slow = setTimeout(() => (this.busy = true), 300);
    const overview = await this.attempt(call);
    clearTimeout(slow);
    this.busy = false;
    if (!overview) return false;
    this.overview = overview;
    await this.show(this.filter);
    return true;
  }

  async #repaint({ rows, packet }: Repaint) {
    const shown = packet ? [] : this.rows.atHand(rows);
    if (shown.length > 0) packet = await this.attempt(this.#journal.ask('rows_by_index', Uint32Array.from(shown)));
    if (packet) this.rows.patch(packet);
    this.surface?.refresh();
  }

  /** Undo may lead to a row that the filter hides: the whole list is shown then. */
  async #goToPlace({ row, column, viewIndex }: Place) {
    if (viewIndex != null) return this.goTo(viewIndex, column);
    await this.show(ALL, '');
    const position = await this.attempt(this.#journal.ask('index_of', row));
    if (position != null) this.goTo(position, column);
  }

  /** Rows by themselves, not by where they are shown. */
  async #named(changes: readonly CellEdit[]) {
    const rows = await Promise.all(changes.map((it) => this.#indexOf(it.row)));
    return changes.flatMap(({ column, value }, i) => {
      const row = rows[i];
      return row === undefined ? [] : [{ row, column, value }];
    });
  }

  async #indexOf(position: number): Promise<number | undefined> {
    const row = this.rows.row(position);
    if (row) return row.index;
    if (position >= this.nRows) return undefined;
    const packet = await this.attempt(this.#journal.ask('rows', position, 1));
    return packet && new DataView(packet.buffer, packet.byteOffset).getUint32(8, true);
  }

  /** One question at a time: holding an arrow key asks only for where it stops. */
  async #askCell() {
    // A change asks when it is done, and first things first: the grid's answer is not to wait for the panel's.
    if (this.#asking || this.#changing > 0) return;
    this.#asking = true;
    let asked;
    do {
      asked = this.#active;
      this.cell = await this.attempt(this.cellAt(asked.position, asked.column));
    } while (asked !== this.#active);
    this.#asking = false;
    // A change on its way repaints by itself; before that, the value just typed would flicker.
    if (this.#changing === 0) this.surface?.refresh(asked.position, asked.position);
  }

  async attempt<T>(call: Promise<T>): Promise<T | undefined> {
    try {
      return await call;
    } catch (error) {
      if (!(error instanceof EngineFailure)) throw error;
      // A crash is told once, by whoever opens the list again.
      if (error.code !== 'crashed' && error.code !== 'aborted') this.#toasts.show({ text: failureText(error) });
      return undefined;
    }
  }
}
