// The product's module in a worker of its own, loaded and asked as `src/engine/worker.ts` does.
import { bare_scan, initSync, Session } from '/pkg/soat_wasm.js';
import { sampleBytes, warmUp } from '/warm/warm.js';

const TODAY = '2023-03-01';
const EDITS = 200;

let wasm;
let session;

const work = {
  async start() {
    const bytes = await (await fetch('/pkg/soat_wasm_bg.wasm')).arrayBuffer();
    wasm = initSync({ module: await WebAssembly.compile(bytes) });
    session = new Session();
    const [sample, request] = [sampleBytes(), { fileName: '', today: TODAY }];
    const open = () => {
      const passing = new Session();
      passing.open(sample, request, () => {});
      passing.free();
    };
    await warmUp(open, () => true);
  },

  /** Reads and checks. */
  open: ({ bytes }) => {
    const request = { fileName: 'list.xlsx', today: TODAY };
    let checking;
    const told = (progress) => {
      if (progress.stage === 'checking') checking ??= performance.now();
      self.postMessage({ progress });
    };
    const start = performance.now();
    const overview = session.open(new Uint8Array(bytes), request, told);
    const ms = performance.now() - start;
    return { ms, checkMs: start + ms - checking, memory: wasm.memory.buffer.byteLength, ...counts(overview) };
  },

  /** Unpacks the sheet and counts its tags: the least that any reader of it does. */
  bare: ({ bytes }) => timed(() => bare_scan(new Uint8Array(bytes))),

  /** The check alone, over the whole list. */
  recheck: () => timed(() => session.set_options(session.overview().options)),

  /** Types into one column of rows far from each other: a wrong number, and back. */
  edits: ({ column, ids }) => {
    const row = (at) => (at * 9_973) % ids.length;
    const edit = (at, value) => session.edit({ changes: [{ row: row(at), column, value }], how: 'typed', at: 0 });
    const times = [];
    for (let at = 0; at < EDITS; at++) {
      times.push(timed(() => edit(at, `${at}`)).ms);
      times.push(timed(() => edit(at, ids[row(at)])).ms);
    }
    return { times, memory: wasm.memory.buffer.byteLength };
  },

  problems: () => {
    const times = [];
    let place = { row: 0, column: 0 };
    for (let at = 0; at < EDITS && place; at++) {
      times.push(timed(() => (place = session.next_problem(place.row, place.column, true))).ms);
    }
    return { times, last: place };
  },

  view: ({ request }) => timed(() => session.view(request)),

  rows: () => timed(() => session.rows(50_000, 100)),

  /** A second list, read and laid beside the first, and everybody of the first looked for in it. */
  match: ({ bytes }) => {
    const { ms: readMs } = timed(() => session.open_second('list', 'second.xlsx', Session.read_second(new Uint8Array(bytes))));
    const { ms: matchMs } = timed(() => session.match_second('list', () => {}));
    const found = session.match_counts(new Uint32Array());
    return { readMs, matchMs, found, memory: wasm.memory.buffer.byteLength };
  },

  /** All clean rows of people to be added, in one file. */
  write: () => {
    session.set_options({ ...session.overview().options, source: 'own' });
    let file;
    const { ms } = timed(() => {
      session.export({ kind: 'import', rowsPerFile: 1_000_000 });
      file = session.take_file(0);
    });
    return { ms, file };
  },
};

function timed(act) {
  const start = performance.now();
  act();
  return { ms: performance.now() - start };
}

const counts = ({ nRows, rowsWithErrors, rowsWithProblems }) => ({ nRows, rowsWithErrors, rowsWithProblems });

self.onmessage = async ({ data: { name, given } }) => {
  try {
    self.postMessage({ result: (await work[name](given)) ?? {} });
  } catch (error) {
    self.postMessage({ failure: error.message ?? String(error) });
  }
};
