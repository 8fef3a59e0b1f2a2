/** What is kept of the work on this machine, and what the user is told of it. */

import { claim, type Release } from '../keep/claim';
import { crc32, type Frame } from '../keep/frame';
import { readHead } from '../keep/head';
import { Keeper, type Kept, type Place } from '../keep/keeper';
import type { Note, Sentinel } from '../keep/sentinel';
import type { Store } from '../keep/store';
import { heal, load, survey, type Found } from '../keep/survey';
import { Vault, type KeyMaker } from '../keep/vault';
import { openWork } from '../keep/work';
import { t } from '../texts';
import { clock } from './clock';
import type { Journal } from './journal';
import { isPlayable, type PlayableEntries } from './workFile';

/** `off`: no passphrase yet. `none`: this browser cannot. */
export type Line = Kept | { kind: 'none' } | { kind: 'off' } | { kind: 'read-only' };

/** A work that was left before it was finished. */
export interface Unfinished {
  work: string;
  name: string;
  savedAt: number;
  /** Open in another tab. */
  isElsewhere: boolean;
  /** Frames lost at its end. */
  nLost: number;
}

/** A work as it was, for a journal to play again. */
export interface Restored {
  work: string;
  bytes: Uint8Array<ArrayBuffer>;
  entries: PlayableEntries;
  vault: Vault;
  nFrames: number;
  release: Release | undefined;
}

/** Of a large file, so much of either end tells it from others. */
const END = 1024 * 1024;

/** Who stores things for it, and where. */
export interface Means {
  stores: () => Promise<Store[]>;
  keys: KeyMaker | undefined;
  sentinel: Sentinel;
}

export class Keeping {
  line = $state.raw<Line>({ kind: 'off' });
  unfinished = $state.raw<Unfinished[]>([]);
  /** Damages found at the start. */
  notices = $state.raw<string[]>([]);
  /** Told once when storing begins to fail. */
  onTrouble: (line: Kept) => void = () => {};

  readonly #means: Means;
  readonly #stores: Promise<Store[]>;
  #vault: Vault | undefined;
  #journal: Journal | undefined;
  #keeper = $state.raw<Keeper | undefined>();
  #work = '';
  #releases: Release[] = [];

  constructor(means: Means) {
    this.#means = means;
    this.#stores = means.stores();
    this.line = this.#nothing;
  }

  /** Is everything that was done somewhere else than in this tab's memory? */
  get isSafe(): boolean {
    return this.line.kind === 'saved' || this.line.kind === 'half' || this.line.kind === 'read-only';
  }

  get isKept(): boolean {
    return this.#keeper !== undefined;
  }

  get #nothing(): Line {
    return this.#means.keys && globalThis.crypto?.subtle ? { kind: 'off' } : { kind: 'none' };
  }

  // Works of before.

  /** What can be restored; damages are mended and told. */
  async look() {
    const stores = await this.#stores;
    const lists = await Promise.all(stores.map((it) => it.works().catch(() => [])));
    const notes = this.#means.sentinel.all();
    const works = new Set([...lists.flat(), ...Object.keys(notes)]);
    works.delete(this.#work);
    const found = await Promise.all([...works].map((it) => this.#lookAt(stores, it, notes[it])));
    const unfinished = found.filter((it) => it !== undefined);
    this.unfinished = unfinished.sort((a, b) => b.savedAt - a.savedAt);
  }

  async #lookAt(stores: readonly Store[], work: string, note: Note | undefined): Promise<Unfinished | undefined> {
    const release = await claim(lockOf(work));
    if (!release) return note && { work, name: note.name, savedAt: note.at, isElsewhere: true, nLost: 0 };
    try {
      const found = await survey(stores, work, note);
      if (found.parts.some((it) => !it.isDead)) await this.#mend(stores, found, note);
      const { head, savedAt, nWhole, nLost } = found;
      const isBegun = head !== undefined && nWhole >= 2 + head.nSources;
      return isBegun ? { work, name: head.name, savedAt, isElsewhere: false, nLost } : undefined;
    } finally {
      release();
    }
  }

  async #mend(stores: readonly Store[], found: Found, note: Note | undefined) {
    const { work, head, nWhole, nLost, damaged } = found;
    const name = head?.name ?? note?.name ?? '';
    if (!head || nWhole < 2 + head.nSources) {
      // Ended before it was ever said to be kept, or lost: of no use either way.
      if (note) this.#notice(t('keepLostAll', { name, at: clock(note.at) }));
      await this.#forget(stores, work);
    } else {
      if (nLost > 0) this.#notice(t('keepLostSome', { name, n: nLost }));
      else if (damaged.length > 0) this.#notice(t('keepHealed', { name }));
      await heal(stores, found).catch(() => this.#notice(t('keepNotHealed', { name })));
    }
  }

  /** Nothing when the passphrase is another one. In a second tab it is restored for reading only. */
  async restore({ work }: Unfinished, passphrase: string): Promise<Restored | undefined> {
    const { keys } = this.#means;
    const stores = await this.#stores;
    const release = await claim(lockOf(work));
    const frames = await load(stores, work);
    const head = frames[0] && readHead(frames[0]);
    const vault = head && keys && (await Vault.unlock(keys, passphrase, head.recipe));
    const opened = vault && (await openWork(work, frames, vault));
    if (!opened || !isPlayable(opened.entries)) {
      release?.();
      return undefined;
    }
    const { bytes, entries, nFrames } = opened;
    if (release) await this.#cut(stores, work, frames, nFrames);
    return { work, bytes, entries, vault, nFrames, release };
  }

  /** What is beyond a gap has been told to be lost; its numbers are needed again. */
  async #cut(stores: readonly Store[], work: string, frames: readonly Frame[], nFrames: number) {
    const note = this.#means.sentinel.all()[work];
    if (note && note.saved > nFrames) {
      this.#means.sentinel.set(work, { ...note, saved: nFrames, inBoth: Math.min(note.inBoth, nFrames) });
    }
    if (nFrames === frames.length) return;
    for (const it of stores) await it.replace(work, frames.slice(0, nFrames)).catch(() => undefined);
  }

  async discard({ work }: Unfinished) {
    const release = await claim(lockOf(work));
    if (!release) return;
    await this.#forget(await this.#stores, work);
    release();
    this.unfinished = this.unfinished.filter((it) => it.work !== work);
  }

  // The work that is open.

  /** A list has been opened. It is kept from now on, if there is a passphrase. */
  async attach(journal: Journal, restored?: Restored) {
    await this.detach();
    this.#journal = journal;
    const list = await claim(`soat.list.${await fingerprint(journal.bytes)}`);
    if (this.#journal !== journal) {
      list?.();
      restored?.release?.();
      return;
    }
    if (list) this.#releases.push(list);
    if (restored?.release) this.#releases.push(restored.release);
    if (restored) this.#vault = restored.vault;
    if (!list || (restored && !restored.release)) {
      journal.readOnly = t('keepReadOnlyWhy');
      this.line = { kind: 'read-only' };
    } else if (restored) this.#resume(journal, await this.#stores, restored);
    else if (this.#vault) await this.#begin(journal, this.#vault);
    else this.line = this.#nothing;
  }

  /** What is on its way still arrives. */
  async detach() {
    const [keeper, releases, journal] = [this.#keeper, this.#releases, this.#journal];
    this.#keeper = undefined;
    this.#journal = undefined;
    this.#work = '';
    this.#releases = [];
    this.line = this.#nothing;
    if (journal) journal.onEntry = () => {};
    if (keeper) {
      keeper.onKept = () => {};
      await keeper.settle();
    }
    releases.forEach((it) => it());
  }

  async setPassphrase(passphrase: string) {
    const { keys } = this.#means;
    const journal = this.#journal;
    if (!keys) return;
    this.#vault = await Vault.unlock(keys, passphrase);
    if (journal && journal === this.#journal && !this.#keeper) await this.#begin(journal, this.#vault);
  }

  retry() {
    this.#keeper?.retry();
  }

  /** Removes all that is kept of this work. False when something could not be removed. */
  async finish(): Promise<boolean> {
    const work = this.#work;
    // Whoever comes next may be somebody else.
    this.#vault = undefined;
    await this.#keeper?.stop();
    const done = !work || (await this.#forget(await this.#stores, work));
    this.#keeper = undefined;
    await this.detach();
    return done;
  }

  async #begin(journal: Journal, vault: Vault) {
    const work = newName();
    const release = await claim(lockOf(work));
    if (release) this.#releases.push(release);
    const stores = await this.#stores;
    if (journal !== this.#journal || this.#keeper) return;
    // The browser may then not clear it away by itself when the disk is full. Not all listen.
    void globalThis.navigator?.storage?.persist?.().catch(() => false);
    this.#keep(journal, new Keeper(this.#place(work, stores, vault), journal.name)).begin(journal.bytes, journal.entries);
    this.#work = work;
  }

  #resume(journal: Journal, stores: readonly Store[], { work, vault, nFrames, entries }: Restored) {
    const place = this.#place(work, stores, vault);
    this.#keep(journal, new Keeper(place, journal.name, nFrames, entries.length)).retry();
    this.#work = work;
  }

  #place(work: string, stores: readonly Store[], vault: Vault): Place {
    return { work, stores, vault, sentinel: this.#means.sentinel };
  }

  #keep(journal: Journal, keeper: Keeper): Keeper {
    this.#keeper = keeper;
    keeper.onKept = (kept) => this.#tell(kept);
    journal.onEntry = (entry) => keeper.add(entry);
    return keeper;
  }

  #tell(kept: Kept) {
    const before = this.line.kind;
    // While it is tried again, the trouble stays on the screen.
    if (kept.kind === 'saving' && (before === 'failed' || before === 'half')) return;
    this.line = kept;
    if (kept.kind !== before && (kept.kind === 'failed' || kept.kind === 'half')) this.onTrouble(kept);
  }

  async #forget(stores: readonly Store[], work: string): Promise<boolean> {
    const done = await Promise.allSettled(stores.map((it) => it.remove(work)));
    this.#means.sentinel.set(work, undefined);
    return done.every((it) => it.status === 'fulfilled');
  }

  #notice(text: string) {
    this.notices = [...this.notices, text];
  }
}

function lockOf(work: string): string {
  return `soat.work.${work}`;
}

function newName(): string {
  return hex(crypto.getRandomValues(new Uint8Array(16)));
}

/** Tells the same file in two tabs: by its ends, for a zip has the sums of all its parts at the last. */
async function fingerprint(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const ends = bytes.length > 2 * END ? joined(bytes.subarray(0, END), bytes.subarray(-END)) : bytes;
  const { subtle } = globalThis.crypto;
  // A page from `http:` has none.
  const sum = subtle ? hex(new Uint8Array(await subtle.digest('SHA-256', ends))) : crc32(ends, -1);
  return `${bytes.length}.${sum}`;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((it) => it.toString(16).padStart(2, '0')).join('');
}
