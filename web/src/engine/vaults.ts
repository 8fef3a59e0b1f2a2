/** What the worker does with keys and work files. */

import { SavedWork, Vault } from '../../pkg/soat_wasm.js';
import type { Vaults } from './protocol';

const SALT = 16;

export const vaults: Vaults = {
  derive_key(passphrase, salt, cost) {
    const paid = cost ?? [...Vault.usual_cost()];
    const vault = Vault.derive(passphrase, salt, Uint32Array.from(paid));
    return { key: vault.key() as Uint8Array<ArrayBuffer>, cost: paid };
  },

  write_work(passphrase, { source, parts, others }, chance) {
    const vault = Vault.derive(passphrase, chance.subarray(0, SALT), Vault.usual_cost());
    const work = new SavedWork(source);
    work.set_parts(parts);
    if (others) work.set_others(others);
    return vault.write_work_file(work, chance.subarray(SALT)) as Uint8Array<ArrayBuffer>;
  },

  read_work(passphrase, file) {
    const { salt, cost } = Vault.recipe(file);
    const work = Vault.derive(passphrase, Uint8Array.from(salt), Uint32Array.from(cost)).read_work_file(file);
    return { source: work.take_source() as Uint8Array<ArrayBuffer>, parts: work.parts(), others: work.others() };
  },
};
