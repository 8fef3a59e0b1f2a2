/** Files that came back are read where nothing else is: what ends this worker ends nothing else. */

import type { Engine } from './client';

/** The cells of a file, for `plan_returned` of the session. */
export async function readReturned(engine: Engine, bytes: Uint8Array, password?: string): Promise<Uint8Array> {
  const room = engine.enter();
  try {
    return await room.call('read_returned', password === undefined ? [bytes] : [bytes, password]);
  } finally {
    room.end();
  }
}
