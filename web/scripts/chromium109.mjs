// Unpacks Chromium 109, the oldest engine that the product promises, from the npm package that carries it, into
// the folder given, and prints its path. The package's own code would unpack into /tmp and never update.
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

const folder = process.argv[2];
const program = join(folder, 'chromium');
if (!existsSync(program)) {
  mkdirSync(folder, { recursive: true });
  const packed = new URL('../node_modules/@sparticuz/chromium/bin/chromium.br', import.meta.url);
  const half = `${program}.half`;
  await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(half, { mode: 0o755 }));
  renameSync(half, program);
}
console.log(program);
