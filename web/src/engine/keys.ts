/** Makes keys of passphrases, in a worker that ends afterwards: the work takes much memory, on purpose. */

import type { KeyMaker } from '../keep/vault';
import type { Engine } from './client';

/** Nothing until the module can make them (Argon2id): then nothing is stored at all. */
export function keysBy(_engine: Engine): KeyMaker | undefined {
  return undefined;
}
