/** A file laid beside the list that is open: it is read, its columns get their meaning, its people are looked for. */

import { EngineFailure, type Progress, type SecondView } from '../engine/protocol';
import { t } from '../texts';
import { failureText } from '../texts/failures';
import { bytesOf } from './bytes';
import type { ReadCells } from './handoffsBack.svelte';
import type { Journal } from './journal';
import type { List } from './list.svelte';

interface Locked {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export abstract class Second {
  second = $state.raw<SecondView | undefined>();
  isMatched = $state(false);
  doing = $state('');
  failure = $state('');
  locked = $state.raw<Locked | undefined>();

  protected readonly journal: Journal;
  protected readonly list: List;
  readonly #which: 'list' | 'reports';
  readonly #read: ReadCells;

  constructor(which: 'list' | 'reports', journal: Journal, list: List, read: ReadCells) {
    this.#which = which;
    this.journal = journal;
    this.list = list;
    this.#read = read;
  }

  /** What is left after an edit or its undoing. Rejected when the worker has begun anew: it knows of no second list. */
  protected abstract look(): Promise<void>;
  /** What is shown first. */
  protected abstract begin(): Promise<void>;

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
    [this.failure, this.locked, this.second, this.isMatched] = ['', undefined, undefined, false];
    try {
      const cells = await this.#read(bytes, password);
      this.second = await this.journal.ask('open_second', this.#which, name, cells);
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
    const call = this.journal.ask('map_second', this.#which, sheet, fields);
    this.second = (await this.list.attempt(call)) ?? this.second;
    this.isMatched = false;
  }

  async match() {
    const told = ({ rows, of }: Pick<Progress, 'rows' | 'of'>) => {
      this.doing = t('matchRunning', { percent: Math.floor((100 * rows) / (of || 1)) });
    };
    told({ rows: 0, of: 1 });
    const done = await this.list.attempt(this.journal.follow(told, 'match_second', this.#which).then(() => true));
    this.doing = '';
    if (!done) return;
    await this.begin();
    this.isMatched = true;
  }

  async refresh() {
    if (!this.isMatched || this.doing) return;
    try {
      await this.look();
    } catch {
      [this.second, this.isMatched] = [undefined, false];
    }
  }
}
