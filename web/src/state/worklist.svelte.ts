/** The people to edit on the platform by hand, one after the other. What is ticked is in the journal. */

import { EngineFailure, type WorklistItem, type WorklistPerson } from '../engine/protocol';
import { failureText } from '../texts/failures';
import type { Journal } from './journal';
import type { List } from './list.svelte';
import type { Toasts } from './toasts.svelte';

export type Shown = 'left' | 'done' | 'all';

export class Worklist {
  items = $state.raw<WorklistItem[]>([]);
  /** Chosen when it was last asked for: who is ticked stays in sight until then. */
  shown = $state.raw<WorklistItem[]>([]);
  show = $state<Shown>('left');
  text = $state('');
  /** Position among those shown. */
  at = $state(0);
  person = $state.raw<WorklistPerson | undefined>();
  readonly list: List;

  readonly #journal: Journal;
  readonly #toasts: Toasts;
  #opened = false;
  /** Keys struck fast are taken one after the other, each for the person seen then. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(journal: Journal, list: List, toasts: Toasts) {
    this.#journal = journal;
    this.list = list;
    this.#toasts = toasts;
  }

  /** People ready for the signing, people who are not, foreigners. */
  async verifiedCounts(): Promise<Uint32Array | undefined> {
    return this.#try(this.#journal.ask('verified_counts'));
  }

  get nDone(): number {
    return this.items.filter(isDone).length;
  }

  /** Again from where the user was; the list may have changed since. */
  async open() {
    const row = this.person?.row;
    const made = await this.#try(this.#journal.ask('worklist'));
    if (!made) return;
    this.items = made.items;
    if (!this.#opened && this.nDone === this.items.length) this.show = 'all';
    this.#opened = true;
    await this.choose(this.show, this.text, row);
  }

  /** Whom to show; the person who was looked at stays, if shown. */
  async choose(show: Shown, text = this.text, row = this.person?.row) {
    this.show = show;
    this.text = text;
    const wanted = plain(text);
    this.shown = this.items.filter(
      (it) => (show === 'all' || isDone(it) === (show === 'done')) && plain(it.name).includes(wanted),
    );
    const at = this.shown.findIndex((it) => it.row === row);
    await this.goTo(Math.max(at, 0));
  }

  goTo(at: number): Promise<void> {
    return this.#inTurn(() => this.#look(at));
  }

  step(by: 1 | -1): Promise<void> {
    return this.#inTurn(() => this.#look(this.at + by));
  }

  tick(done: boolean): Promise<void> {
    return this.#inTurn(() => this.#tick(done));
  }

  /** The usual step: done, and on to the next. */
  tickAndStep(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.person?.done !== 'yes') await this.#tick(true);
      await this.#look(this.at + 1);
    });
  }

  #inTurn(act: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(act);
    this.#turn = done.catch(() => {});
    return done;
  }

  /** Position and person change together. */
  async #look(at: number) {
    const item = this.shown[at];
    if (!item) {
      if (this.shown.length === 0) [this.at, this.person] = [0, undefined];
      return;
    }
    const person = await this.#try(this.#journal.ask('worklist_person', item.row));
    if (person) [this.at, this.person] = [at, person];
  }

  async #tick(done: boolean) {
    const row = this.person?.row;
    if (row === undefined) return;
    const overview = await this.#try(this.#journal.change('tick', row, done, Date.now()));
    if (!overview) return;
    this.list.overview = overview;
    this.list.unexported = true;
    const person = await this.#try(this.#journal.ask('worklist_person', row));
    if (person) this.#renew(person);
  }

  #renew(person: WorklistPerson) {
    const now = (it: WorklistItem) => (it.row === person.row ? { ...it, done: person.done } : it);
    this.items = this.items.map(now);
    this.shown = this.shown.map(now);
    if (this.person?.row === person.row) this.person = person;
  }

  async #try<T>(call: Promise<T>): Promise<T | undefined> {
    try {
      return await call;
    } catch (error) {
      if (!(error instanceof EngineFailure)) throw error;
      if (error.code !== 'crashed' && error.code !== 'aborted') this.#toasts.show({ text: failureText(error) });
      return undefined;
    }
  }
}

export function isDone({ done }: WorklistItem): boolean {
  return done === 'yes';
}

/** Without marks and case, as people search. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase().trim();
}
