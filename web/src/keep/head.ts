/** The first frame of a work: what must be known of it before there is a key. */

import type { Frame } from './frame';
import type { KeyRecipe } from './vault';

export interface Head {
  version: 1;
  /** The opened file's name: by it the user knows the work. */
  name: string;
  size: number;
  startedAt: number;
  recipe: KeyRecipe;
  /** Frames of the file, from 1 on. */
  nSources: number;
  /** Frames stored before the work was first said to be kept. */
  nFirst: number;
}

export function isHead(frame: Frame): boolean {
  return frame.kind === 'head' && frame.number === 0;
}

export function headBody(head: Head): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(head));
}

export function readHead({ body }: Frame): Head | undefined {
  try {
    const head = JSON.parse(new TextDecoder().decode(body)) as Head;
    return head.version === 1 ? head : undefined;
  } catch {
    return undefined;
  }
}

/** Sealed bodies open only in their own work, at their own place. */
export function aboutOf(work: string, number: number): string {
  return `soat/1/${work}/${number}`;
}
