/** A stored work, opened with its key. */

import type { Frame } from './frame';
import { aboutOf, isHead, readHead } from './head';
import type { Vault } from './vault';

export interface Opened {
  bytes: Uint8Array<ArrayBuffer>;
  /** As they were added. */
  entries: unknown[];
  /** Frames that all this came from; what is beyond cannot be used. */
  nFrames: number;
}

/** Frames by number. Nothing when the key is another one. */
export async function openWork(work: string, frames: readonly Frame[], vault: Vault): Promise<Opened | undefined> {
  const [first, ...sealed] = frames;
  const head = first && isHead(first) ? readHead(first) : undefined;
  if (!head) return undefined;
  const bytes = new Uint8Array(head.size);
  const entries: unknown[] = [];
  let at = 0;
  let nFrames = 1;
  for (const frame of sealed) {
    const body = frame.number === nFrames ? await vault.open(frame.body, aboutOf(work, frame.number)) : undefined;
    if (!body) break;
    nFrames++;
    if (frame.kind === 'entry') entries.push(JSON.parse(new TextDecoder().decode(body)));
    else {
      bytes.set(body.subarray(0, bytes.length - at), at);
      at += body.length;
    }
  }
  return at === bytes.length && entries.length > 0 ? { bytes, entries, nFrames } : undefined;
}
