/** A second list beside the first: who was found, and what is taken. */

import {
  EngineFailure,
  type MatchCandidate,
  type MatchCount,
  type MatchPage,
  type MatchPerson,
  type MatchSuggestion,
  type SecondView,
  type TakenValue,
} from '../engine/protocol';
import { t } from '../texts';
import { failureText } from '../texts/failures';
import { bytesOf } from './bytes';
import type { ReadCells } from './handoffsBack.svelte';
import type { Journal } from './journal';
import type { List } from './list.svelte';

/** People on the screen at once. */
export const PER_PAGE = 20;

interface Locked {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export class Matching {
  second = $state.raw<SecondView | undefined>();
  counts = $state.raw<MatchCount[] | undefined>();
  confidence = $state('');
  page = $state(0);
  found = $state.raw<MatchPage | undefined>();
  /** Rows that somebody has looked at and wants nothing of. */
  passed = $state.raw<ReadonlySet<number>>(new Set());
  doing = $state('');
  failure = $state('');
  locked = $state.raw<Locked | undefined>();
  readonly count: MatchCount | undefined = $derived(this.counts?.find((it) => it.key === this.confidence));

  readonly #journal: Journal;
  readonly #list: List;
  readonly #read: ReadCells;

  constructor(journal: Journal, list: List, read: ReadCells) {
    this.#journal = journal;
    this.#list = list;
    this.#read = read;
  }

  async openFile(file: File) {
    try {
      await this.open(file.name, await bytesOf(file));
    } catch {
      this.failure = t('failUnreadable');
    }
  }

  /** Headings that say enough are taken at their word; else the user is asked first. */
  async open(name: string, bytes: Uint8Array<ArrayBuffer>, password?: string) {
    this.doing = t('matchReading', { name });
    [this.failure, this.locked, this.second, this.counts, this.found] = ['', undefined, undefined, undefined, undefined];
    this.passed = new Set();
    try {
      const cells = await this.#read(bytes, password);
      this.second = await this.#journal.ask('open_second', name, cells);
    } catch (error) {
      const failure = error instanceof EngineFailure ? error : { code: 'crashed', message: '' };
      this.failure = failureText(failure);
      if (failure.code === 'password-protected' || failure.code === 'password-wrong') this.locked = { name, bytes };
    }
    this.doing = '';
    if (this.second && !this.isUnsure) await this.match();
  }

  get isUnsure(): boolean {
    return this.second?.sheets.some((it) => it.isUnsure) ?? false;
  }

  async map(sheet: number, column: number, field: string) {
    const columns = this.second?.sheets[sheet]?.columns ?? [];
    const fields = columns.map((it, i) => (i === column ? field : it.field === field ? '' : (it.field ?? '')));
    this.second = (await this.#list.attempt(this.#journal.ask('map_second', sheet, fields))) ?? this.second;
    this.counts = undefined;
    this.found = undefined;
  }

  async match() {
    this.doing = t('matchRunning');
    const view = await this.#list.attempt(this.#journal.ask('match_second'));
    this.doing = '';
    this.counts = view?.counts;
    await this.show(this.counts?.find((it) => it.rows > 0)?.key ?? 'cao');
  }

  async show(confidence: string, page = 0) {
    [this.confidence, this.page] = [confidence, page];
    const call = this.#journal.ask('match_page', confidence, page * PER_PAGE, PER_PAGE);
    this.found = await this.#list.attempt(call);
  }

  /** What is left after an edit or its undoing. A worker that has begun anew knows of no second list. */
  async refresh() {
    if (!this.counts || this.doing) return;
    try {
      this.counts = (await this.#journal.ask('match_counts', Uint32Array.from(this.passed))).counts;
    } catch {
      [this.counts, this.found, this.second] = [undefined, undefined, undefined];
      return;
    }
    await this.show(this.confidence, this.page);
  }

  pass(row: number, isPassed: boolean) {
    const passed = new Set(this.passed);
    if (isPassed) passed.add(row);
    else passed.delete(row);
    this.passed = passed;
    void this.refresh();
  }

  /** Everything sure of the confidence on the screen, less the people passed over. */
  async takeAll() {
    const call = this.#journal.ask('sure_values', this.confidence, Uint32Array.from(this.passed));
    const sure = await this.#list.attempt(call);
    if (sure) await this.#take(sure.values);
  }

  async take({ row }: MatchPerson, { sheet, rowNumber }: MatchCandidate, suggestions: readonly MatchSuggestion[]) {
    await this.#take(suggestions.map(({ column, new: value }) => ({ row, column, value, sheet, rowNumber })));
  }

  async #take(values: TakenValue[]) {
    const list = this.second?.name ?? '';
    const call = this.#journal.change('take_matched', { list, values, at: Date.now() });
    await this.#list.change(call, ({ nCells }) => t('matchDone', { n: nCells, list }));
  }
}
