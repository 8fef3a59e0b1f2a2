/** Looks through the stores without any key: what is there, what is damaged; and makes the stores equal again. */

import type { Frame } from './frame';
import { isHead, readHead, type Head } from './head';
import type { Note } from './sentinel';
import type { Store } from './store';

/** What is known of a work in one store. */
interface Part {
  numbers: Set<number>;
  /** Something stood there that is no frame, and not because a last write was cut off. */
  isSpoilt: boolean;
  isTorn: boolean;
  /** The store could not be read at all. */
  isDead: boolean;
}

export interface Found {
  work: string;
  /** Missing when no store has the beginning any more. */
  head: Head | undefined;
  /** By the clock of the last change. */
  savedAt: number;
  /** Frames from the first on, up to the first that no store has. */
  nWhole: number;
  /** Frames that were stored once and are nowhere now, or are of no use without those. */
  nLost: number;
  /** Stores that had lost or damaged something, in the order of the stores. */
  damaged: number[];
  parts: Part[];
}

export async function survey(stores: readonly Store[], work: string, note: Note | undefined): Promise<Found> {
  let [floor, saved, savedAt] = [note?.inBoth ?? 0, note?.saved ?? 0, note?.at ?? 0];
  let head: Head | undefined;
  const see = (frame: Frame) => {
    floor = Math.max(floor, frame.inBoth);
    saved = Math.max(saved, frame.number + 1);
    savedAt = Math.max(savedAt, frame.at);
    if (isHead(frame)) head ??= readHead(frame);
  };
  const parts = await Promise.all(stores.map((it) => look(it, work, see)));
  const isAnywhere = (number: number) => parts.some((it) => it.numbers.has(number));
  const nWhole = countFrom(isAnywhere);
  // The batch a work begins with may be in one store and not yet in the other when the browser ends.
  const isBegun = head !== undefined && nWhole > head.nFirst;
  const isDamaged = (part: Part) =>
    part.isSpoilt || part.isDead || countFrom((it) => part.numbers.has(it)) < floor || (isBegun && part.numbers.size === 0);
  const damaged = parts.flatMap((it, i) => (isDamaged(it) ? [i] : []));
  return { work, head, savedAt, nWhole, nLost: Math.max(0, saved - nWhole), damaged, parts };
}

/** Gives every store what the others have. The first is made whole before the second is touched. */
export async function heal(stores: readonly Store[], { work, parts, nWhole }: Found): Promise<void> {
  for (const [i, store] of stores.entries()) {
    const part = parts[i];
    if (!part || part.isDead) continue;
    const isEqual = part.numbers.size === nWhole && countFrom((it) => part.numbers.has(it)) === nWhole;
    if (isEqual && !part.isSpoilt && !part.isTorn) continue;
    const frames = await load(stores, work);
    // What is beyond a gap is of no use, but it is not ours to throw away.
    await store.replace(work, frames);
  }
}

/** Each frame once, from whichever store has it, by number. */
export async function load(stores: readonly Store[], work: string): Promise<Frame[]> {
  const frames = new Map<number, Frame>();
  for (const store of stores) {
    const keep = (frame: Frame) => {
      if (!frames.has(frame.number)) frames.set(frame.number, frame);
    };
    await store.scan(work, keep).catch(() => undefined);
  }
  return [...frames.values()].sort((a, b) => a.number - b.number);
}

async function look(store: Store, work: string, see: (frame: Frame) => void): Promise<Part> {
  const numbers = new Set<number>();
  try {
    const { junk, torn } = await store.scan(work, (frame) => {
      numbers.add(frame.number);
      see(frame);
    });
    return { numbers, isSpoilt: junk > (torn ? 1 : 0), isTorn: torn, isDead: false };
  } catch {
    return { numbers, isSpoilt: false, isTorn: false, isDead: true };
  }
}

function countFrom(has: (number: number) => boolean): number {
  let count = 0;
  while (has(count)) count++;
  return count;
}
