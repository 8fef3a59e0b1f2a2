/** The worker: one session, one request at a time, one answer each. */

import packed from 'virtual:core-wasm-gz';

import { initSync, Session } from '../../pkg/soat_wasm.js';
import { decode } from './base85';
import {
  CELL_CHANGES,
  MOST_ROWS_SENT,
  type FailureData,
  type Progress,
  type Repaint,
  type Request,
  type Response as Answer,
} from './protocol';

async function boot(): Promise<Session> {
  const stream = new Blob([decode(packed)]).stream().pipeThrough(new DecompressionStream('gzip'));
  const bytes = await new Response(stream).arrayBuffer();
  initSync({ module: await WebAssembly.compile(bytes) });
  return new Session();
}

type Call = (...args: unknown[]) => unknown;

const session = boot();
const cellChanges: ReadonlySet<string> = new Set(CELL_CHANGES);

self.onmessage = async ({ data }: MessageEvent<Request>) => {
  try {
    const opened = await session;
    const result = run(opened, data);
    if (cellChanges.has(data.method)) answerChange(opened, data.id, result as Repaint | undefined);
    else answer({ id: data.id, result }, result instanceof Uint8Array ? [result.buffer as ArrayBuffer] : []);
  } catch (error) {
    if (isFailure(error)) answer({ id: data.id, failure: { code: error.code, message: error.message } });
    else reportError(error); // A trap: the module is unusable now, and the page must know.
  }
};

function run(session: Session, { id, method, args }: Request): unknown {
  const owner = method === 'fields' || method === 'rules' ? Session : session;
  const call = (owner as unknown as Record<typeof method, Call>)[method];
  const told = (progress: Progress) => answer({ id, progress });
  return call.apply(owner, method === 'open' ? [...args, told] : args);
}

/** The changed rows go along, so that the grid is right one message after the key. */
function answerChange(session: Session, id: number, result: Repaint | undefined) {
  if (!result || result.rows.length > MOST_ROWS_SENT) return answer({ id, result });
  const packet = session.rows_by_index(result.rows);
  answer({ id, result: { ...result, packet } }, [packet.buffer as ArrayBuffer]);
}

function answer(response: Answer, transfer: Transferable[] = []) {
  self.postMessage(response, { transfer });
}

/** Not an `Error`: those are traps and mistakes of ours. */
function isFailure(error: unknown): error is FailureData {
  return typeof error === 'object' && error !== null && !(error instanceof Error) && 'code' in error;
}
