/** A store in memory, for tests: its n-th call fails, and it can be damaged. */

import { decodeFrame, encodeFrame, type Frame, type Scan } from './frame';
import type { Note, Sentinel } from './sentinel';
import type { Store } from './store';
import type { KeyMaker } from './vault';

/** Counts calls over all stores, and fails one of them, or all from it on. */
export class Faults {
  calls = 0;
  #failAt = Infinity;
  #isLasting = false;

  fail(at: number, isLasting: boolean) {
    this.#failAt = this.calls + at;
    this.#isLasting = isLasting;
  }

  heal() {
    this.#failAt = Infinity;
  }

  call() {
    this.calls++;
    if (this.calls === this.#failAt || (this.#isLasting && this.calls > this.#failAt)) {
      throw new DOMException('no room', 'QuotaExceededError');
    }
  }
}

export class MemoryStore implements Store {
  readonly records = new Map<string, Map<number, Uint8Array<ArrayBuffer>>>();
  readonly #faults: Faults;

  constructor(faults = new Faults()) {
    this.#faults = faults;
  }

  async works() {
    this.#faults.call();
    return [...this.records.keys()];
  }

  async scan(work: string, visit: (frame: Frame) => void): Promise<Scan> {
    this.#faults.call();
    let junk = 0;
    for (const bytes of this.records.get(work)?.values() ?? []) {
      const frame = decodeFrame(bytes);
      if (frame) visit(frame);
      else junk++;
    }
    return { junk, torn: false };
  }

  async append(work: string, frames: readonly Frame[]) {
    this.#faults.call();
    const records = this.records.get(work) ?? new Map<number, Uint8Array<ArrayBuffer>>();
    for (const it of frames) records.set(it.number, encodeFrame(it));
    this.records.set(work, records);
  }

  async replace(work: string, frames: readonly Frame[]) {
    this.#faults.call();
    this.records.set(work, new Map(frames.map((it) => [it.number, encodeFrame(it)])));
  }

  async remove(work: string) {
    this.#faults.call();
    this.records.delete(work);
  }
}

export class MemorySentinel implements Sentinel {
  notes: Record<string, Note> = {};

  all() {
    return this.notes;
  }

  set(work: string, note: Note | undefined) {
    if (note) this.notes[work] = note;
    else delete this.notes[work];
  }
}

/** Quick and weak: for tests only. */
export const quickKeys: KeyMaker = {
  async make(passphrase) {
    const key = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(passphrase)));
    return { key, recipe: { name: 'test', salt: '', cost: [] } };
  },
};

/** The same numbers from the same seed (mulberry32), from 0 to 1. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let it = Math.imul(state ^ (state >>> 15), 1 | state);
    it = (it + Math.imul(it ^ (it >>> 7), 61 | it)) ^ it;
    return ((it ^ (it >>> 14)) >>> 0) / 4294967296;
  };
}
