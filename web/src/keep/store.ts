/** A place on this machine that holds works as rows of frames. */

import type { Frame, Scan } from './frame';

export interface Store {
  /** Names of the works that have any frame here. */
  works(): Promise<string[]>;
  /** Every whole frame of a work, in any order. A frame may come twice. */
  scan(work: string, visit: (frame: Frame) => void): Promise<Scan>;
  /** Done when the frames would survive the end of the browser. */
  append(work: string, frames: readonly Frame[]): Promise<void>;
  /** Instead of whatever is there. */
  replace(work: string, frames: readonly Frame[]): Promise<void>;
  /** With its last work, the store itself goes, and leaves nothing. */
  remove(work: string): Promise<void>;
}

/** Why something could not be stored. */
export type Trouble = 'full' | 'refused' | 'stuck';

/** Longer than any disk takes for one small write. */
const MOST_MS = 20_000;

/** The trouble that a call ran into, or nothing. A call that never answers is a trouble as well. */
export async function troubleOf(call: Promise<unknown>): Promise<Trouble | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stuck = new Promise<Trouble>((resolve) => (timer = setTimeout(() => resolve('stuck'), MOST_MS)));
  const done = call.then(
    () => undefined,
    (error: unknown): Trouble => (isFull(error) ? 'full' : 'refused'),
  );
  const trouble = await Promise.race([done, stuck]);
  clearTimeout(timer);
  return trouble;
}

function isFull(error: unknown): boolean {
  return error instanceof Object && 'name' in error && error.name === 'QuotaExceededError';
}
