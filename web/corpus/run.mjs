// Opens every file of a folder with the module that is shipped: `cargo xtask corpus DIR`.
//
// A file may be opened, opened with its problems listed, or refused for a named reason. A trap, twenty seconds
// without an end or more than 512 MiB is our fault, and the exit is 1.
import { readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { Worker } from 'node:worker_threads';

const LIMIT_MS = 20_000;
const MOST_BYTES = 512 * 2 ** 20;
/** A module's memory never shrinks and Node keeps every import: a thread is renewed now and then. */
const FILES_A_THREAD = 40;

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('usage: node corpus/run.mjs FOLDER');

const queue = files(folder);
const counts = new Map();
const faults = [];
await Promise.all(Array.from({ length: availableParallelism() }, drain));
report();

function files(folder) {
  const found = readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
  return found.filter((it) => !/\.(md|tsv)$/.test(it));
}

async function drain() {
  while (queue.length > 0) {
    const worker = new Worker(new URL('thread.mjs', import.meta.url));
    for (let n = 0; n < FILES_A_THREAD && queue.length > 0; n++) {
      const path = queue.shift();
      const outcome = await opened(worker, path);
      note(path, outcome);
      if (outcome.isFault) break;
    }
    await worker.terminate();
  }
}

function opened(worker, path) {
  return new Promise((resolve) => {
    const fault = (what) => done({ what, isFault: true });
    const timer = setTimeout(() => fault('no end'), LIMIT_MS);
    const onMessage = ({ what, bytes }) => {
      if (bytes > MOST_BYTES) return fault(`over memory: ${Math.ceil(bytes / 2 ** 20)} MiB`);
      done({ what, isFault: what.startsWith('trap') });
    };
    const onError = () => fault('the thread ended');
    const done = (outcome) => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError);
      resolve(outcome);
    };
    worker.on('message', onMessage).on('error', onError);
    worker.postMessage(path);
  });
}

function note(path, { what, isFault }) {
  if (isFault) faults.push(`${relative(folder, path)}: ${what}`);
  else counts.set(what, (counts.get(what) ?? 0) + 1);
}

function report() {
  const total = faults.length + [...counts.values()].reduce((sum, it) => sum + it, 0);
  console.log(`the module that is shipped, ${total} files:`);
  for (const [what, n] of [...counts].sort()) console.log(`  ${what}: ${n}`);
  console.log(`  trap, no end or over memory: ${faults.length}`);
  for (const it of faults) console.log(`    ${it}`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
