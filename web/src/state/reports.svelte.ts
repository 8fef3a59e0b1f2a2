/** What is reported of the list, what a later export says of it, and what the platform answered to an import. */

import {
  EngineFailure,
  type AnswersView,
  type BesideRequest,
  type OpenRequest,
  type RecheckView,
  type ReportView,
  type TrendView,
} from '../engine/protocol';
import { t } from '../texts';
import { failureText } from '../texts/failures';
import { bytesOf } from './bytes';
import type { Journal } from './journal';
import type { List } from './list.svelte';

export type Tab = 'figures' | 'recheck' | 'answers';
/** What a second file is opened as. */
export type Kind = 'recheck' | 'answers';

/** Reads a file where nothing else is, so that what cannot be read ends nothing. */
export type TryOut = (bytes: Uint8Array<ArrayBuffer>, request: OpenRequest) => Promise<void>;

/** A file that waits for its password, or could not be read. */
export interface Refused {
  kind: Kind;
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  message: string;
  isLocked: boolean;
}

export class Reports {
  tab = $state<Tab>('figures');
  /** The unit's name; when empty it is read from the addresses. */
  place = $state('');
  view = $state.raw<ReportView | undefined>();
  trend = $state.raw<TrendView | undefined>();
  recheck = $state.raw<RecheckView | undefined>();
  answers = $state.raw<AnswersView | undefined>();
  /** By what the later export is shown. */
  label = $state('');
  /** The name of the result file. */
  answered = $state('');
  busy = $state(false);
  refused = $state.raw<Refused | undefined>();

  readonly #journal: Journal;
  readonly #list: List;
  readonly #tryOut: TryOut;

  constructor(journal: Journal, list: List, tryOut: TryOut) {
    this.#journal = journal;
    this.#list = list;
    this.#tryOut = tryOut;
  }

  get nRejected(): number {
    return this.answers?.lines.filter((it) => it.row != null && !it.taken).length ?? 0;
  }

  get nTaken(): number {
    return this.answers?.lines.filter((it) => it.row != null && it.taken).length ?? 0;
  }

  get nStrangers(): number {
    return this.answers?.lines.filter((it) => it.row == null).length ?? 0;
  }

  async refresh() {
    const [view, trend] = await Promise.all([
      this.#list.attempt(this.#journal.ask('report', this.place, day())),
      this.#list.attempt(this.#journal.ask('trend')),
    ]);
    this.view = view ?? this.view;
    this.trend = trend ?? this.trend;
  }

  async file(): Promise<{ name: string; blob: Blob } | undefined> {
    this.busy = true;
    const made = await this.#list.attempt(this.#journal.ask('write_report', this.place, day()));
    const bytes = made && (await this.#list.attempt(this.#journal.ask('take_file', 0)));
    this.busy = false;
    const name = made?.files[0]?.name;
    return name && bytes ? { name, blob: new Blob([bytes as Uint8Array<ArrayBuffer>]) } : undefined;
  }

  async open(kind: Kind, file: File) {
    try {
      await this.read(kind, file.name, await bytesOf(file));
    } catch {
      const failed = { kind, name: file.name, bytes: new Uint8Array(), isLocked: false };
      this.refused = { ...failed, message: t('failUnreadable') };
    }
  }

  async read(kind: Kind, name: string, bytes: Uint8Array<ArrayBuffer>, password?: string) {
    const request: BesideRequest = { fileName: name, ...(password ? { password } : {}) };
    this.busy = true;
    this.refused = undefined;
    try {
      await this.#tryOut(bytes, { ...request, today: this.#journal.request.today });
      if (kind === 'recheck') {
        this.recheck = await this.#journal.ask('recheck', bytes, request);
        this.label = name;
      } else {
        this.answers = await this.#journal.ask('read_answers', bytes, request);
        this.answered = name;
      }
    } catch (error) {
      const failure = error instanceof EngineFailure ? error : { code: 'crashed', message: '' };
      const isLocked = failure.code === 'password-protected' || failure.code === 'password-wrong';
      this.refused = { kind, name, bytes, message: failureText(failure), isLocked };
    } finally {
      this.busy = false;
    }
  }

  /** Keeps the counts of the later export in the work: nobody is in them. */
  async keep() {
    if (!this.recheck) return;
    const kept = { ...this.recheck.export, label: this.label.trim() || this.recheck.export.label };
    const overview = await this.#list.attempt(this.#journal.change('keep_export', kept));
    if (!overview) return;
    this.#list.overview = overview;
    this.#list.unexported = true;
    await this.refresh();
  }

  isKept(): boolean {
    return this.trend?.points.slice(1).some((it) => it.label === this.label.trim()) ?? false;
  }

  /** One step of the journal. False when it could not be done. */
  async take(): Promise<boolean> {
    const lines = this.answers?.lines ?? [];
    const answers = lines.flatMap(({ row, taken, said }) => (row == null ? [] : [{ row, taken, said }]));
    let isDone = false;
    // Plain data, for it is kept in the journal. The last answer of a person holds.
    const request = JSON.parse(JSON.stringify({ answers, at: Date.now() }));
    const call = this.#journal.change('take_answers', request).then((it) => {
      isDone = true;
      return it;
    });
    await this.#list.change(call, () => t('answersDone', { n: answers.length }));
    if (isDone) this.answers = undefined;
    return isDone;
  }
}

/** Today, by this machine's clock and calendar. */
function day(): string {
  const now = new Date();
  const two = (it: number) => String(it).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
