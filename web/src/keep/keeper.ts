/** Stores one work as it grows: everything is in a store, or is said not to be. */

import type { Frame, Kind } from './frame';
import { aboutOf, headBody } from './head';
import type { Sentinel } from './sentinel';
import { troubleOf, type Store, type Trouble } from './store';
import type { Vault } from './vault';

/** `half`: one store has it all, another does not. */
export type Kept =
  | { kind: 'saving' }
  | { kind: 'saved'; at: number; entries: number }
  | { kind: 'half'; at: number; entries: number; trouble: Trouble }
  | { kind: 'failed'; trouble: Trouble };

/** Of the opened file. */
const PIECE = 1024 * 1024;
/** Sealed at a time, and held for a store that lags behind. */
const MOST_BYTES = 8 * PIECE;
const AGAIN_MS = 10_000;

interface Lane {
  store: Store;
  /** Frames that it has. */
  done: number;
  trouble: Trouble | undefined;
  /** It has missed more than is held for it. At the next start it is healed from the others. */
  isLost: boolean;
}

interface Waiting {
  kind: Kind;
  body: Uint8Array<ArrayBuffer>;
}

export interface Place {
  work: string;
  stores: readonly Store[];
  vault: Vault;
  sentinel: Sentinel;
}

export class Keeper {
  /** Told whenever what is kept changes. */
  onKept: (kept: Kept) => void = () => {};

  readonly name: string;
  readonly #place: Place;
  readonly #lanes: Lane[];
  #waiting: Waiting[] = [];
  /** Sealed, and missing in some store yet: the last is number `#next - 1`. */
  #frames: Frame[] = [];
  #next: number;
  #entries: number;
  #pumping: Promise<void> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  /** Goes on with a work that has so many frames and entries in every store. */
  constructor(place: Place, name: string, next = 0, entries = 0) {
    this.name = name;
    this.#place = place;
    this.#next = next;
    this.#entries = entries;
    this.#lanes = place.stores.map((store) => ({ store, done: next, trouble: undefined, isLost: false }));
  }

  /** A new work: its file and all that has been done to it. */
  begin(bytes: Uint8Array<ArrayBuffer>, entries: readonly unknown[]) {
    const nSources = Math.ceil(bytes.length / PIECE);
    const { recipe } = this.#place.vault;
    const head = { version: 1, name: this.name, size: bytes.length, startedAt: Date.now(), recipe, nSources } as const;
    this.#waiting.push({ kind: 'head', body: headBody({ ...head, nFirst: 1 + nSources + entries.length }) });
    for (let at = 0; at < bytes.length; at += PIECE) {
      this.#waiting.push({ kind: 'source', body: bytes.subarray(at, at + PIECE) });
    }
    entries.forEach((it) => this.add(it));
  }

  add(entry: unknown) {
    this.#waiting.push({ kind: 'entry', body: new TextEncoder().encode(JSON.stringify(entry)) });
    this.#entries++;
    this.retry();
  }

  /** Also what failed before is tried again. */
  retry() {
    clearTimeout(this.#again);
    if (!this.#isOver) this.#pumping ??= this.#pump();
  }

  /** Done when all that was added is stored, or cannot be for now. */
  async settle() {
    await this.#pumping;
    clearTimeout(this.#again);
  }

  /** Stores nothing any more. Done when nothing is on its way either. */
  async stop() {
    this.#isOver = true;
    clearTimeout(this.#again);
    await this.#pumping;
  }

  async #pump() {
    // What comes in the same moment goes together.
    await undefined;
    this.onKept({ kind: 'saving' });
    for (const it of this.#lanes) if (!it.isLost) it.trouble = undefined;
    try {
      while (!this.#isOver && (this.#lanes.some((it) => this.#lags(it)) || this.#canGoOn)) await this.#move();
    } catch {
      // Not even sealed: what waits is told not to be saved, and tried again.
    }
    this.#pumping = undefined;
    if (!this.#isOver) this.#tell();
  }

  async #move() {
    await this.#sealSome();
    await Promise.all(this.#lanes.filter((it) => this.#lags(it)).map((it) => this.#push(it)));
    this.#forget();
    this.#note();
  }

  get #canGoOn(): boolean {
    return this.#waiting.length > 0 && this.#lanes.some((it) => !it.trouble);
  }

  async #sealSome() {
    const { vault, work } = this.#place;
    let held = this.#frames.reduce((sum, it) => sum + it.body.length, 0);
    while (held <= MOST_BYTES) {
      const [next] = this.#waiting;
      if (!next) return;
      const number = this.#next;
      const body = next.kind === 'head' ? next.body : await vault.seal(next.body, aboutOf(work, number));
      this.#frames.push({ kind: next.kind, number, inBoth: this.#inBoth, at: Date.now(), body });
      this.#waiting.shift();
      this.#next++;
      held += body.length;
    }
  }

  async #push(lane: Lane) {
    const end = this.#next;
    const frames = this.#frames.slice(this.#frames.length - (end - lane.done));
    lane.trouble = await troubleOf(lane.store.append(this.#place.work, frames));
    if (!lane.trouble) lane.done = end;
  }

  #lags(lane: Lane): boolean {
    return !lane.trouble && lane.done < this.#next;
  }

  /** Drops frames that every store has; a store that keeps too many waiting while another does not is given up. */
  #forget() {
    const held = this.#frames.reduce((sum, it) => sum + it.body.length, 0);
    if (held > MOST_BYTES && this.#lanes.some((it) => !it.trouble)) {
      for (const it of this.#lanes) it.isLost ||= it.trouble !== undefined;
    }
    const done = Math.min(...this.#lanes.filter((it) => !it.isLost).map((it) => it.done));
    this.#frames = this.#frames.slice(this.#frames.length - (this.#next - done));
  }

  get #inBoth(): number {
    return Math.min(...this.#lanes.map((it) => it.done));
  }

  #note() {
    const saved = Math.max(...this.#lanes.map((it) => it.done));
    if (saved === 0) return;
    this.#place.sentinel.set(this.#place.work, { name: this.name, saved, inBoth: this.#inBoth, at: Date.now() });
  }

  #tell() {
    const trouble = this.#lanes.find((it) => it.trouble)?.trouble;
    const isSaved = this.#waiting.length === 0 && this.#lanes.some((it) => it.done === this.#next);
    const [at, entries] = [Date.now(), this.#entries];
    if (trouble || !isSaved) this.#again = setTimeout(() => this.retry(), AGAIN_MS);
    if (!isSaved) this.onKept({ kind: 'failed', trouble: trouble ?? 'refused' });
    else this.onKept(trouble ? { kind: 'half', at, entries, trouble } : { kind: 'saved', at, entries });
  }
}
