/** Which screen is shown, and the way from a file to a list. */

import { tryOut } from '../engine/beside';
import type { Engine } from '../engine/client';
import { isWorkFile } from '../engine/keys';
import { readReturned } from '../engine/returned';
import { readSecond } from '../engine/second';
import { EngineFailure, type FirstRows, type Overview, type Progress } from '../engine/protocol';
import { sampleBytes } from '../sample/sample';
import { t } from '../texts';
import { bytesOf } from './bytes';
import { Citizens } from './citizens.svelte';
import { today } from './clock';
import { failedOf, type Failed, type Hints } from './failed';
import { Handoffs } from './handoffs.svelte';
import type { ReadCells } from './handoffsBack.svelte';
import { Journal } from './journal';
import { Keeping, type Means, type Restored, type Unfinished } from './keeping.svelte';
import { List } from './list.svelte';
import { Matching } from './matching.svelte';
import { areChosen, bySheetColumn, rememberedMapping, rememberMapping } from './mappings';
import { Printing, type Printable } from './printing.svelte';
import { sizeOf, type Size } from './size';
import { Reports } from './reports.svelte';
import { Sums } from './sums.svelte';
import { Toasts } from './toasts.svelte';
import { Worklist } from './worklist.svelte';
import { openWorkFile, workFileOf, type ReadWork } from './workFile';

/** Crashes nearer to each other than this are one trouble. */
const SOON_MS = 10_000;
/** Bytes of a file whose first people are shown before it is read. */
const LARGE_FILE = 4 * 1024 * 1024;

export type Screen = 'open' | 'reading' | 'mapping' | 'review' | 'export' | 'sum' | Beside;
type Beside = 'worklist' | 'handoffs' | 'print' | 'report' | 'matching' | 'citizens';

export class App {
  screen = $state<Screen>('open');
  /** Why the last file could not be opened. */
  failure = $state.raw<Failed | undefined>();
  fileName = $state('');
  progress = $state.raw<Progress | undefined>();
  firstRows = $state.raw<FirstRows | undefined>();
  /** A work file that waits for its passphrase. */
  locked = $state.raw<{ name: string; bytes: Uint8Array<ArrayBuffer> } | undefined>();
  /** What the user is being asked about the work as a whole: to keep it or be done with it, or to save it as a file. */
  asking = $state<'keep' | 'work-file' | undefined>();
  /** Of the file that is being read, if that could be told beforehand. */
  size = $state.raw<Size | undefined>();
  list = $state.raw<List | undefined>();
  worklist = $state.raw<Worklist | undefined>();
  /** Lists that left from the list that is open. */
  handoffs = $state.raw<Handoffs | undefined>();
  printing = $state.raw<Printing | undefined>();
  reports = $state.raw<Reports | undefined>();
  /** Other lists beside the one that is open. */
  matching = $state.raw<Matching | undefined>();
  citizens = $state.raw<Citizens | undefined>();
  readonly toasts = new Toasts();
  readonly keeping: Keeping;
  readonly sums: Sums;

  readonly #engine: Engine;
  /** The list that is open. */
  #journal: Journal | undefined;
  /** The file chosen last, while it is being read. */
  #begun: symbol | undefined;
  /** The list that is to be. */
  #opening: Journal | undefined;
  #recovered = 0;
  /** Chosen by the user; else the engine finds it, also when it stands in two rows. */
  #headerRow: number | undefined;
  /** The header as it was first found in this sheet: by it the choice of columns is remembered. */
  #found = '';
  /** Has this list been seen in review? */
  #reviewed = false;

  constructor(engine: Engine, means: Means) {
    this.#engine = engine;
    this.sums = new Sums(engine);
    this.keeping = new Keeping(means);
    this.keeping.onTrouble = ({ kind }) => {
      this.#urge(t(kind === 'failed' ? 'keepFailedNow' : 'keepHalfNow'));
    };
    void this.keeping.look();
  }

  /** At once, and before anything that only passes. */
  #urge(text: string) {
    const action = { label: t('workSave'), run: () => void (this.asking = 'work-file') };
    this.toasts.clear();
    this.toasts.show({ text, action, stays: true });
  }

  /** Would something be lost if the list were closed now? */
  get isAtRisk(): boolean {
    const isUnsaved = (this.list?.unexported ?? false) || (this.handoffs?.unsaved ?? false);
    return isUnsaved && !this.keeping.isSafe;
  }

  async openFile(file: File) {
    const begun = this.#begin(file.name);
    const isGiven = () => begun === this.#begun;
    try {
      if (file.size >= LARGE_FILE) this.#engine.peek(file, (rows) => isGiven() && (this.firstRows = rows));
      const size = await sizeOf(file);
      if (isGiven()) this.size = size;
      const bytes = await bytesOf(file);
      if (!isGiven()) return;
      if (isWorkFile(bytes)) this.#askPassphrase(file.name, bytes);
      else await this.#open(file.name, bytes);
    } catch {
      if (isGiven()) this.#fail(file.name, new EngineFailure({ code: 'unreadable-file', message: '' }));
    }
  }

  #askPassphrase(name: string, bytes: Uint8Array<ArrayBuffer>) {
    this.back();
    this.locked = { name, bytes };
  }

  async openSample() {
    await this.openBytes(t('sampleName'), sampleBytes());
  }

  /** The list so far stays as it is until the new one is open. */
  openBytes(name: string, bytes: Uint8Array<ArrayBuffer>, hints: Hints = {}): Promise<void> {
    this.#begin(name);
    return this.#open(name, bytes, hints);
  }

  async #open(name: string, bytes: Uint8Array<ArrayBuffer>, hints: Hints = {}) {
    const journal = new Journal(this.#engine, bytes, { fileName: name, today: today(), ...hints });
    try {
      const overview = await this.#read(journal);
      if (overview) await this.#opened(journal, overview, hints.headerRow);
    } catch (error) {
      const again = (more: Hints) => void this.openBytes(name, bytes, { ...hints, ...more });
      this.#fail(name, error, again);
    }
  }

  /** A work of before. False when the passphrase is another one. */
  async restore(unfinished: Unfinished, passphrase: string): Promise<boolean> {
    const restored = await this.keeping.restore(unfinished, passphrase);
    if (!restored) return false;
    await this.#replay(unfinished.name, restored, restored);
    return true;
  }

  /** The work file that waits for its passphrase. False when that is another one. */
  async unlock(passphrase: string): Promise<boolean> {
    const { locked } = this;
    const read = locked && (await openWorkFile(this.#engine, passphrase, locked.bytes));
    if (!read) return false;
    this.locked = undefined;
    await this.#replay(locked.name, read);
    return true;
  }

  /** The work as a file of the user's own. */
  async workFile(passphrase: string): Promise<{ name: string; blob: Blob } | undefined> {
    const [list, journal] = [this.list, this.#journal];
    if (!list || !journal) return undefined;
    const blob = await workFileOf(this.#engine, journal, passphrase);
    list.unexported = false;
    if (this.handoffs) this.handoffs.unsaved = false;
    return { name: `${journal.name.replace(/\.\w+$/, '')}.soat`, blob };
  }

  /** Everything that is kept of this work goes, and the list with it. */
  async finish() {
    const done = await this.keeping.finish();
    this.close();
    this.toasts.show({ text: t(done ? 'keepFinished' : 'keepNotFinished'), stays: !done });
  }

  /** While reading: stops at once, whatever the engine is doing. */
  cancel() {
    this.#opening?.cancel();
    this.#opening = undefined;
    this.#begun = undefined;
    this.back();
  }

  /** From an opening that came to nothing, to the list that is still there. */
  back() {
    this.failure = undefined;
    if (!this.list) this.screen = 'open';
    else this.go(this.#reviewed ? 'review' : 'mapping');
  }

  /** Something to be looked at and printed. */
  async print(what: Printable, codes: readonly string[]) {
    if (await this.printing?.open(what, codes)) this.screen = 'print';
  }

  close() {
    this.#leave();
    this.failure = undefined;
    this.screen = 'open';
    void this.keeping.detach().then(() => this.keeping.look());
  }

  go(screen: Exclude<Screen, 'open' | 'reading'>) {
    this.toasts.clear();
    this.screen = screen;
  }

  /** Back from the choice of columns: to the list with its edits, if it has been seen. */
  leaveMapping() {
    if (this.#reviewed) this.go('review');
    else this.close();
  }

  /** Fields in the order of the list's columns. */
  async setMapping(fields: (string | null)[]) {
    const { list } = this;
    if (!list) return;
    const mapping = bySheetColumn(list.overview.columns, fields);
    if (!(await list.remap(mapping, this.#headerRow))) return;
    list.unexported = false;
    const { shape } = list.overview.file;
    rememberMapping(this.#found, { fields: mapping, headerRow: this.#headerRow ?? null, shape });
    await this.#show(list);
  }

  /** Another sheet is another list. */
  async setSheet(name: string) {
    const { list } = this;
    if (!list || !(await list.setSheet(name))) return;
    list.unexported = false;
    this.toasts.clear();
    this.#headerRow = undefined;
    this.#found = list.overview.file.shape;
    if (this.screen === 'review') await this.#show(list);
  }

  /** Without fields the engine proposes them anew. */
  async moveHeader(headerRow: number) {
    const { list } = this;
    if (!list || !(await list.remap([], headerRow))) return;
    list.unexported = false;
    this.#headerRow = headerRow;
  }

  /** Shows at once that a file is being read, whatever takes the time. */
  #begin(name: string): symbol {
    this.#opening?.cancel();
    this.#opening = undefined;
    this.toasts.clear();
    this.failure = undefined;
    this.size = undefined;
    this.progress = undefined;
    this.firstRows = undefined;
    this.fileName = name;
    this.screen = 'reading';
    return (this.#begun = Symbol());
  }

  /** Nothing when the user did not wait for it. */
  async #read(journal: Journal): Promise<Overview | undefined> {
    this.#opening = journal;
    try {
      const overview = await journal.open((it) => this.#progressed(journal, it));
      return journal === this.#opening ? overview : undefined;
    } catch (error) {
      if (journal === this.#opening) throw error;
      return undefined;
    }
  }

  #progressed(journal: Journal, progress: Progress) {
    if (journal !== this.#opening) return;
    this.progress = progress;
    if (progress.firstRows) this.firstRows = progress.firstRows;
  }

  async #opened(journal: Journal, overview: Overview, headerRow: number | undefined) {
    this.#enter(journal);
    this.#headerRow = headerRow;
    const list = this.#listOf(journal, overview);
    this.#found = overview.file.shape;
    const unknown = overview.file.layout === 'unknown';
    const recalled = unknown && (await this.#recall(list));
    await list.showAll();
    await list.goToFirstProblem();
    await this.keeping.attach(journal);
    this.list = list;
    const understood = recalled || (!unknown && areChosen(list.overview.columns));
    this.screen = understood ? 'review' : 'mapping';
    this.#reviewed = understood;
    if (recalled) this.toasts.show({ text: t('mappingUsed') });
  }

  async #replay(name: string, { bytes, entries, others }: ReadWork, restored?: Restored) {
    this.#begin(name);
    const [[, request], ...changes] = entries;
    const journal = new Journal(this.#engine, bytes, request, changes);
    journal.others = others;
    try {
      const overview = await this.#read(journal);
      if (overview) await this.#restored(journal, overview, restored);
      else restored?.release?.();
    } catch (error) {
      restored?.release?.();
      this.#fail(name, error);
    }
  }

  async #restored(journal: Journal, overview: Overview, restored: Restored | undefined) {
    this.#enter(journal);
    const list = this.#listOf(journal, overview);
    const [, , cells] = journal.entries.at(-1) ?? [];
    this.#headerRow = journal.request.headerRow;
    this.#found = overview.file.shape;
    list.unexported = overview.editedCells > 0;
    await list.showAll();
    await this.keeping.attach(journal, restored);
    this.list = list;
    await this.#show(list);
    if (cells !== undefined && cells !== overview.editedCells) this.toasts.show({ text: t('keepDiffers'), stays: true });
  }

  #listOf(journal: Journal, overview: Overview): List {
    const list = new List(journal, overview, this.toasts);
    this.worklist = new Worklist(journal, list, this.toasts);
    this.printing = new Printing(journal, this.toasts);
    this.reports = new Reports(journal, list, (bytes, request) => tryOut(this.#engine, bytes, request));
    this.handoffs = new Handoffs(journal, list, (bytes, password) => readReturned(this.#engine, bytes, password));
    const second: ReadCells = (bytes, password) => readSecond(this.#engine, bytes, password);
    this.matching = new Matching('list', journal, list, second);
    this.citizens = new Citizens('reports', journal, list, second);
    return list;
  }

  /** From now on this is the work. */
  #enter(journal: Journal) {
    this.#leave();
    this.#journal = journal;
    journal.onCrash = () => void this.#recover(journal);
  }

  #leave() {
    this.#opening = undefined;
    this.#journal?.close();
    this.#journal = undefined;
    this.list = this.worklist = this.handoffs = this.reports = this.matching = this.citizens = undefined;
    this.#reviewed = false;
    this.toasts.clear();
  }

  /** Maps the columns as the user did for such a header. Only if this is the very header is it the user's word. */
  async #recall(list: List): Promise<boolean> {
    const remembered = rememberedMapping(this.#found);
    if (!remembered) return false;
    const moved = remembered.shape !== this.#found;
    const headerRow = (moved && remembered.headerRow) || this.#headerRow;
    if (!(await list.remap(remembered.fields, headerRow))) return false;
    const { file, columns } = list.overview;
    if (file.shape === remembered.shape && areChosen(columns)) {
      this.#headerRow = headerRow;
      return true;
    }
    await list.remap([], this.#headerRow);
    return false;
  }

  async #show(list: List) {
    await list.goToFirstProblem();
    const understood = areChosen(list.overview.columns);
    this.screen = understood ? 'review' : 'mapping';
    this.#reviewed ||= understood;
  }

  /** The worker of the list died. The list is in the journal. */
  async #recover(journal: Journal) {
    const { list } = this;
    if (!list || journal !== this.#journal) return;
    // What is shown may itself be what breaks the engine.
    const again = Date.now() - this.#recovered < SOON_MS;
    this.#recovered = Date.now();
    try {
      if (again) throw new EngineFailure({ code: 'crashed', message: '' });
      await list.reopen();
      this.toasts.show({ text: t('recovered') });
    } catch {
      if (list.unexported) return this.#urge(t('notRecoveredEdits'));
      this.close();
      this.toasts.show({ text: t('notRecovered') });
    }
  }

  #fail(name: string, error: unknown, again?: (hints: Hints) => void) {
    this.#opening = undefined;
    this.failure = failedOf(name, error, again);
    this.screen = 'open';
  }
}
