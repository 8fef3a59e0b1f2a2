/** Which screen is shown, and the way from a file to a list. */

import type { Engine } from '../engine/client';
import { EngineFailure, type FirstRows, type Overview, type Progress } from '../engine/protocol';
import { sampleBytes } from '../sample/sample';
import { failureText } from '../texts/failures';
import { t } from '../texts';
import { Journal } from './journal';
import { List } from './list.svelte';
import { bySheetColumn, rememberedMapping, rememberMapping } from './mappings';
import { Toasts } from './toasts.svelte';

/** Crashes nearer to each other than this are one trouble. */
const SOON_MS = 10_000;

export type Screen = 'open' | 'reading' | 'mapping' | 'review' | 'export';

export class App {
  screen = $state<Screen>('open');
  /** Why the last file could not be opened. */
  failure = $state.raw<{ name: string; message: string; openAt?: (headerRow: number) => void } | undefined>();
  fileName = $state('');
  progress = $state.raw<Progress | undefined>();
  firstRows = $state.raw<FirstRows | undefined>();
  list = $state.raw<List | undefined>();
  readonly toasts = new Toasts();

  readonly #engine: Engine;
  #opening = 0;
  #recovered = 0;
  /** Chosen by the user; else the engine finds it, also when it stands in two rows. */
  #headerRow: number | undefined;

  constructor(engine: Engine) {
    this.#engine = engine;
    engine.onCrash = () => void this.#recover();
  }

  get hasUnexportedEdits(): boolean {
    return this.list?.unexported ?? false;
  }

  async openFile(file: File) {
    try {
      await this.openBytes(file.name, new Uint8Array(await file.arrayBuffer()));
    } catch {
      this.#fail(file.name, new EngineFailure({ code: 'unreadable-file', message: '' }));
    }
  }

  async openSample() {
    await this.openBytes(t('sampleName'), sampleBytes());
  }

  async openBytes(name: string, bytes: Uint8Array, headerRow?: number) {
    const opening = ++this.#opening;
    this.#clear();
    this.fileName = name;
    this.#headerRow = headerRow;
    this.screen = 'reading';
    const journal = new Journal(this.#engine, bytes, {
      fileName: name,
      today: today(),
      ...(headerRow ? { headerRow } : {}),
    });
    try {
      const overview = await journal.open((it) => this.#progressed(opening, it));
      if (opening === this.#opening) await this.#opened(journal, overview);
    } catch (error) {
      if (opening !== this.#opening) return;
      const noHeader = error instanceof EngineFailure && error.code === 'no-header';
      this.#fail(name, error, noHeader ? (row) => void this.openBytes(name, bytes, row) : undefined);
    }
  }

  /** While reading: stops at once, whatever the engine is doing. */
  cancel() {
    this.#opening++;
    this.#engine.abort();
    this.close();
  }

  close() {
    this.#clear();
    this.failure = undefined;
    this.screen = 'open';
  }

  go(screen: 'review' | 'mapping' | 'export') {
    this.toasts.close();
    this.screen = screen;
  }

  /** Fields in the order of the list's columns. */
  async setMapping(fields: (string | null)[]) {
    const { list } = this;
    if (!list) return;
    const mapping = bySheetColumn(list.overview.columns, fields);
    if (!(await list.remap(mapping, this.#headerRow))) return;
    rememberMapping(list.overview.file.shape, mapping);
    await list.goToFirstProblem();
    this.screen = 'review';
  }

  /** Without fields the engine proposes them anew. */
  async moveHeader(headerRow: number) {
    this.#headerRow = headerRow;
    await this.list?.remap([], headerRow);
  }

  #progressed(opening: number, progress: Progress) {
    if (opening !== this.#opening) return;
    this.progress = progress;
    if (progress.firstRows) this.firstRows = progress.firstRows;
  }

  async #opened(journal: Journal, overview: Overview) {
    const list = new List(journal, overview, this.toasts);
    const unknown = overview.file.layout === 'unknown';
    const remembered = unknown ? rememberedMapping(overview.file.shape) : undefined;
    if (remembered) await list.remap(remembered);
    await list.showAll();
    await list.goToFirstProblem();
    this.list = list;
    this.screen = unknown && !remembered ? 'mapping' : 'review';
    if (remembered) this.toasts.show({ text: t('mappingUsed') });
  }

  /** The worker died. While a file is being opened its own call has failed and says so. */
  async #recover() {
    const { list } = this;
    if (!list) return;
    // What is shown may itself be what breaks the engine.
    const again = Date.now() - this.#recovered < SOON_MS;
    this.#recovered = Date.now();
    try {
      if (again) throw new EngineFailure({ code: 'crashed', message: '' });
      await list.reopen();
      this.toasts.show({ text: t('recovered') });
    } catch {
      this.close();
      this.toasts.show({ text: t('notRecovered') });
    }
  }

  #fail(name: string, error: unknown, openAt?: (headerRow: number) => void) {
    this.#clear();
    const failure = error instanceof EngineFailure ? error : { code: 'crashed', message: '' };
    this.failure = { name, message: failureText(failure), ...(openAt ? { openAt } : {}) };
    this.screen = 'open';
  }

  #clear() {
    this.list = undefined;
    this.progress = undefined;
    this.firstRows = undefined;
    this.failure = undefined;
    this.toasts.close();
  }
}

/** The day of the check, by this machine's clock and calendar. */
function today(): string {
  const now = new Date();
  const two = (it: number) => String(it).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
