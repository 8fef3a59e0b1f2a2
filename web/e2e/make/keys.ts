/** Takes the place of `src/engine/keys.ts` in pages built with `SOAT_TEST_KEYS=1`. Never shipped. */

import type { KeyMaker } from '../../src/keep/vault';

export function keysBy(): KeyMaker {
  return {
    recipe: () => ({ name: 'pbkdf2-test', salt: [...crypto.getRandomValues(new Uint8Array(16))].join(), cost: [1000] }),
    async make(passphrase, { salt, cost }) {
      const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(passphrase), 'PBKDF2', false, ['deriveBits']);
      const bytes = Uint8Array.from(salt.split(',').map(Number));
      const made = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes, iterations: cost[0] ?? 1000 };
      return new Uint8Array(await crypto.subtle.deriveBits(made, key, 256));
    },
  };
}
