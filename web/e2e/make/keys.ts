/** Takes the place of `src/engine/keys.ts` in pages built with `SOAT_TEST_KEYS=1`: quick keys, never shipped. */

import type { KeyMaker } from '../../src/keep/vault';

export { isWorkFile, readWork, writeWork } from '../../src/engine/keys.ts';

const ROUNDS = 1000;

export function keysBy(): KeyMaker {
  return {
    async make(passphrase, recipe) {
      const salt = recipe?.salt ?? [...crypto.getRandomValues(new Uint8Array(16))].join();
      const from = await crypto.subtle.importKey('raw', new TextEncoder().encode(passphrase), 'PBKDF2', false, ['deriveBits']);
      const by = { name: 'PBKDF2', hash: 'SHA-256', salt: Uint8Array.from(salt.split(',').map(Number)), iterations: ROUNDS };
      const key = new Uint8Array(await crypto.subtle.deriveBits(by, from, 256));
      return { key, recipe: { name: 'pbkdf2-test', salt, cost: [ROUNDS] } };
    },
  };
}
