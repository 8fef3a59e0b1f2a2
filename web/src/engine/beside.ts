/** A file to be read beside the list is read once where nothing else is: what ends this worker ends nothing else. */

import type { Engine } from './client';
import type { OpenRequest } from './protocol';

/** Rejected when the file cannot be read as a list. */
export async function tryOut(engine: Engine, bytes: Uint8Array, request: OpenRequest): Promise<void> {
  const { room, overview } = engine.open(bytes, request, () => {});
  try {
    await overview;
  } finally {
    room.end();
  }
}
