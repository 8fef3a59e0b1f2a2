/** The worker: the module first, then one session, one request at a time, one answer each. */

import { decompress } from 'lzma1';

import { initSync, Session } from '../../pkg/soat_wasm.js';
import { decode } from './asText';
import { inFile } from './inFile';
import {
  CELL_CHANGES,
  MOST_ROWS_SENT,
  STATICS,
  type Answer,
  type Boot,
  type FailureData,
  type Piece,
  type Progress,
  type Repaint,
  type Request,
  type Warm,
} from './protocol';
import { vaults } from './vaults';
import { warmUp } from './warm';

type Call = (...args: unknown[]) => unknown;

let session: Promise<Session>;
let memory: WebAssembly.Memory | undefined;
/** Waits to be opened. */
let file = new Uint8Array();
const cellChanges: ReadonlySet<string> = new Set(CELL_CHANGES);
const statics: ReadonlySet<string> = new Set(STATICS);

/** Has anything been asked for yet? */
let isAsked = false;

self.onmessage = ({ data }: MessageEvent<Boot | Warm | Piece | Request>) => {
  if ('boot' in data) session = boot(data.boot);
  else if ('warm' in data) void warm(data.warm);
  else {
    isAsked = true;
    if ('piece' in data) take(data);
    else void handle(data);
  }
};

async function boot(given: WebAssembly.Module | string): Promise<Session> {
  const module = typeof given === 'string' ? await compile(given) : given;
  ({ memory } = initSync({ module }));
  if (module !== given) answer({ module });
  return new Session();
}

async function warm(sample: Uint8Array<ArrayBuffer>) {
  await session;
  const open = () => {
    const passing = new Session();
    passing.open(sample, { fileName: '', today: '2022-01-01' }, () => {});
    passing.free();
  };
  await warmUp(open, () => !isAsked);
}

function take({ piece, start, size }: Piece) {
  if (start === 0) file = new Uint8Array(size);
  file.set(piece, start);
}

function compile(packed: string): Promise<WebAssembly.Module> {
  return WebAssembly.compile(decompress(decode(packed)));
}

async function handle(request: Request) {
  const { id, method } = request;
  try {
    const opened = await session;
    const result = run(opened, request);
    if (cellChanges.has(method)) answerChange(opened, id, result as Repaint | undefined);
    else answer({ id, result }, result instanceof Uint8Array ? [result.buffer as ArrayBuffer] : []);
  } catch (error) {
    if (isFailure(error)) answer({ id, failure: { code: error.code, message: error.message } });
    else answer({ id, trap: true, memory: held() }); // The module is unusable now.
  }
}

function run(session: Session, { id, method, args }: Request): unknown {
  const owner = method in vaults ? vaults : statics.has(method) ? Session : session;
  const call = (owner as unknown as Record<typeof method, Call>)[method];
  const told = (progress: Progress) => answer({ id, progress, memory: held() });
  if (method === 'peek') return call.call(owner, inFile(args[0] as Blob), told);
  if (method === 'match_second') return call.call(owner, ...args, told);
  if (method !== 'open') return call.apply(owner, args);
  const bytes = file;
  file = new Uint8Array();
  return call.call(owner, bytes, ...args, told);
}

function held(): number {
  return memory?.buffer.byteLength ?? 0;
}

/** The changed rows go along, so that the grid is right one message after the key. */
function answerChange(session: Session, id: number, result: Repaint | undefined) {
  if (!result || result.rows.length > MOST_ROWS_SENT) return answer({ id, result });
  const packet = session.rows_by_index(result.rows);
  answer({ id, result: { ...result, packet } }, [packet.buffer as ArrayBuffer]);
}

function answer(it: Answer, transfer: Transferable[] = []) {
  self.postMessage(it, { transfer });
}

/** Not an `Error`: those are traps and mistakes of ours. */
function isFailure(error: unknown): error is FailureData {
  return typeof error === 'object' && error !== null && !(error instanceof Error) && 'code' in error;
}
