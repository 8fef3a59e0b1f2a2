/** A second list is read where nothing else is: what ends this worker ends nothing else. */

import type { Engine } from './client';

/** The cells of a file, for `open_second` of the session. */
export async function readSecond(engine: Engine, bytes: Uint8Array, password?: string): Promise<Uint8Array> {
  const room = engine.enter();
  try {
    return await room.call('read_second', password === undefined ? [bytes] : [bytes, password]);
  } finally {
    room.end();
  }
}
