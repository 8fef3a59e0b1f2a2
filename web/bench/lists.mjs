// The lists that are measured, made once and kept in `target/bench/`.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { book } from './book.mjs';
import { people } from './people.mjs';

/** Everything the bench leaves behind. */
export const FOLDER = new URL('../../target/bench/', import.meta.url);

/** Of the sources, so that a list is made anew when what makes it has changed. */
const VERSION = ['book.mjs', 'people.mjs']
  .reduce((hash, it) => hash.update(readFileSync(new URL(it, import.meta.url))), createHash('sha256'))
  .digest('hex')
  .slice(0, 8);

/** A list of `n` people, `badShare` of them with mistakes; or only the first of them. */
export function list(n, badShare, first = n) {
  mkdirSync(FOLDER, { recursive: true });
  const name = `list-${n}-${Math.round(badShare * 100)}-${first < n ? `${first}-` : ''}${VERSION}.xlsx`;
  const file = new URL(name, FOLDER);
  if (!existsSync(file)) {
    console.log(`making ${name}`);
    const half = new URL(`${name}.part`, FOLDER);
    writeFileSync(half, book(someOf(people(n, badShare), first)));
    renameSync(half, file);
  }
  return { name, path: fileURLToPath(file), bytes: statSync(file).size, n: first, badShare };
}

function* someOf(people, n) {
  for (const it of people) {
    if (n-- <= 0) return;
    yield it;
  }
}
