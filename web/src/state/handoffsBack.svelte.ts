/** Lists that came back: the files, what they would change, and what was chosen. */

import { EngineFailure, type MergePreview } from '../engine/protocol';
import { t } from '../texts';
import { failureText } from '../texts/failures';
import {
  carried,
  choiceFrom,
  count,
  decided,
  firstPicks,
  settled,
  valueOf,
  type Counts,
  type Pick,
  type Picks,
} from './handoffsMerge';
import type { Journal } from './journal';
import type { List } from './list.svelte';

/** The cells of a file, read in a worker of its own. */
export type ReadCells = (bytes: Uint8Array<ArrayBuffer>, password?: string) => Promise<Uint8Array>;

/** A file that came back. */
export interface BackFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  grid?: Uint8Array;
  failure?: string;
  isLocked?: boolean;
}

export class Returned {
  files = $state.raw<BackFile[]>([]);
  preview = $state.raw<MergePreview | undefined>();
  picks = $state.raw<Picks>({ items: [], verdicts: [] });
  reading = $state(false);
  /** What waited from earlier returns is being settled: there are no files. */
  isOpenOnes = $state(false);
  readonly counts: Counts | undefined = $derived(this.preview && count(this.preview.plan, this.picks));

  readonly #journal: Journal;
  readonly #list: List;
  readonly #read: ReadCells;
  #planning = 0;

  constructor(journal: Journal, list: List, read: ReadCells) {
    this.#journal = journal;
    this.#list = list;
    this.#read = read;
  }

  /** Files add up: the lists of several villages may be opened one after the other. */
  async add(files: readonly File[]) {
    if (this.isOpenOnes) this.clear();
    this.reading = true;
    for (const file of files) {
      const read = await this.#readFile(file);
      if (!this.files.some((it) => isSame(it, read))) this.files = [...this.files, { ...read, name: this.#freeName(read.name) }];
    }
    await this.#plan();
    this.reading = false;
  }

  async unlock(file: BackFile, password: string) {
    this.reading = true;
    const read = await this.#readCells(file.name, file.bytes, password);
    this.files = this.files.map((it) => (it === file ? read : it));
    await this.#plan();
    this.reading = false;
  }

  async remove(file: BackFile) {
    this.files = this.files.filter((it) => it !== file);
    await this.#plan();
  }

  async openOnes() {
    this.clear();
    this.isOpenOnes = true;
    await this.#plan();
  }

  /** The list has changed: the same files may now say something else. */
  async replan() {
    if (this.preview) await this.#plan();
  }

  clear() {
    this.files = [];
    this.isOpenOnes = false;
    this.#planning++;
    this.#show(undefined);
  }

  pick(i: number, pick: Pick) {
    this.picks = { ...this.picks, items: replaced(this.picks.items, i, pick) };
  }

  pickVerdict(i: number, chosen: number | undefined) {
    this.picks = { ...this.picks, verdicts: replaced(this.picks.verdicts, i, chosen) };
  }

  /** Every sure change, or none. */
  pickSure(indices: readonly number[], on: boolean) {
    const items = [...this.picks.items];
    for (const i of indices) items[i] = on ? { kind: 'choice', index: 0 } : { kind: 'later' };
    this.picks = { ...this.picks, items };
  }

  /** In conflicts where lists of these codes say one thing, that. Returns for how many cells. */
  pickFrom(codes: ReadonlySet<string>): number {
    const items = [...this.picks.items];
    let n = 0;
    this.preview?.plan.items.forEach((it, i) => {
      const isOpen = items[i]?.kind === 'later' && this.preview?.items[i]?.step === 'conflict';
      const index = isOpen ? choiceFrom(it, codes) : undefined;
      if (index === undefined) return;
      items[i] = { kind: 'choice', index };
      n++;
    });
    this.picks = { ...this.picks, items };
    return n;
  }

  /** Cells that the merge would change. */
  get nCells(): number {
    const { preview, picks } = this;
    const isChange = (i: number) => {
      const item = preview?.plan.items[i];
      const value = item && valueOf(item, picks.items[i] ?? { kind: 'later' });
      return value !== undefined && value !== item?.now;
    };
    return picks.items.filter((_, i) => isChange(i)).length;
  }

  /** One step of the journal, whatever is in it. False when it could not be done. */
  async apply(): Promise<boolean> {
    const { preview, picks } = this;
    if (!preview) return false;
    const plan = this.isOpenOnes ? settled(preview.plan, picks) : decided(preview.plan, picks);
    let isDone = false;
    // Plain data, for it is kept in the journal.
    const request = JSON.parse(JSON.stringify({ plan, at: Date.now() }));
    const call = this.#journal.change('merge', request).then((it) => {
      isDone = true;
      return it;
    });
    await this.#list.change(call, ({ nCells }) => t('backDone', { n: nCells }));
    if (isDone) this.clear();
    return isDone;
  }

  /** Two villages may both send `Book1.xlsx`. */
  #freeName(name: string): string {
    const isTaken = (name: string) => this.files.some((it) => it.name === name);
    let free = name;
    for (let n = 2; isTaken(free); n++) free = `${name} (${n})`;
    return free;
  }

  async #readFile(file: File): Promise<BackFile> {
    try {
      return await this.#readCells(file.name, new Uint8Array(await file.arrayBuffer()));
    } catch {
      return { name: file.name, bytes: new Uint8Array(), failure: t('failUnreadable') };
    }
  }

  async #readCells(name: string, bytes: Uint8Array<ArrayBuffer>, password?: string): Promise<BackFile> {
    try {
      return { name, bytes, grid: await this.#read(bytes, password) };
    } catch (error) {
      const failure = error instanceof EngineFailure ? error : { code: 'crashed', message: '' };
      const isLocked = failure.code === 'password-protected' || failure.code === 'password-wrong';
      return { name, bytes, failure: failureText(failure), isLocked };
    }
  }

  async #plan() {
    const planning = ++this.#planning;
    const read = this.files.filter((it) => it.grid);
    if (read.length === 0 && !this.isOpenOnes) return this.#show(undefined);
    const preview = await this.#list.attempt(this.isOpenOnes ? this.#journal.ask('plan_open') : this.#ask(read));
    if (planning === this.#planning) this.#show(preview);
  }

  async #ask(files: readonly BackFile[]) {
    const grids = new Uint8Array(await new Blob(files.map((it) => it.grid as BlobPart)).arrayBuffer());
    return this.#journal.ask('plan_returned', files.map((it) => it.name), grids);
  }

  /** What was chosen stays where a further file says nothing new. */
  #show(preview: MergePreview | undefined) {
    const before = this.preview && { plan: this.preview.plan, picks: this.picks };
    this.preview = preview;
    const none = { items: [], verdicts: [] };
    this.picks = preview ? (before ? carried(preview.plan, before) : firstPicks(preview.plan)) : none;
  }
}

/** The same file chosen twice. */
function isSame(a: BackFile, b: BackFile): boolean {
  return a.bytes.length === b.bytes.length && a.bytes.every((it, i) => it === b.bytes[i]) && b.bytes.length > 0;
}

function replaced<T>(items: readonly T[], i: number, item: T): T[] {
  return items.map((it, k) => (k === i ? item : it));
}
