// One file after another, each in a module of its own.
import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';

const pkg = new URL('../pkg/', import.meta.url);
const module = new WebAssembly.Module(readFileSync(new URL('soat_wasm_bg.wasm', pkg)));
let n = 0;

parentPort.on('message', async (path) => {
  // Another query is another import: a module that has trapped, or grown, is not used again.
  const { initSync, Session } = await import(`${pkg.href}soat_wasm.js?${n++}`);
  const { memory } = initSync({ module });
  const what = outcome(Session, readFileSync(path));
  parentPort.postMessage({ what, bytes: memory.buffer.byteLength });
});

function outcome(Session, bytes) {
  try {
    const request = { fileName: 'a', today: '2022-06-01' };
    new Session().open(new Uint8Array(bytes), request, () => {});
    return 'opened';
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) return `trap: ${error.name}`;
    // What is no list opens too: its user is shown the sheet and asked for the headings.
    const isOpened = error?.code === 'no-header' || error?.code === 'empty-file';
    return isOpened ? `opened, ${error.code}` : `refused, ${error?.code ?? `unknown: ${error?.name}`}`;
  }
}
