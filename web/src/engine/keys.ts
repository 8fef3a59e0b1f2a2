/** Keys of passphrases and work files, in workers that end afterwards: it takes much memory, on purpose. */

import type { KeyMaker } from '../keep/vault';
import type { Engine } from './client';
import type { SavedParts } from './protocol';
import type { Room } from './room';

const SALT = 16;
/** A salt and what the work file draws on. */
const CHANCE = 60;

export function keysBy(engine: Engine): KeyMaker {
  return {
    async make(passphrase, recipe) {
      const salt = recipe ? fromHex(recipe.salt) : crypto.getRandomValues(new Uint8Array(SALT));
      const made = await alone(engine, (it) => it.call('derive_key', [passphrase, salt, recipe?.cost]));
      return { key: made.key, recipe: { name: 'argon2id', salt: toHex(salt), cost: made.cost } };
    },
  };
}

export function writeWork(engine: Engine, passphrase: string, work: SavedParts) {
  const chance = crypto.getRandomValues(new Uint8Array(CHANCE));
  return alone(engine, (it) => it.call('write_work', [passphrase, work, chance]));
}

export function readWork(engine: Engine, passphrase: string, file: Uint8Array) {
  return alone(engine, (it) => it.call('read_work', [passphrase, file]));
}

const MAGIC = [0x89, 0x53, 0x4f, 0x41, 0x54, 0x0d, 0x0a, 0x1a];

export function isWorkFile(bytes: Uint8Array): boolean {
  return MAGIC.every((it, i) => bytes[i] === it);
}

async function alone<T>(engine: Engine, run: (room: Room) => Promise<T>): Promise<T> {
  const room = engine.enter();
  try {
    return await run(room);
  } finally {
    room.end();
  }
}

function toHex(bytes: Uint8Array): string {
  return [...bytes].map((it) => it.toString(16).padStart(2, '0')).join('');
}

function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (it) => parseInt(it, 16));
}
