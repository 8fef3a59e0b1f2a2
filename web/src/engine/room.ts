/** One worker with at most one list in it. It may be ended at any moment, and ends itself when it can no longer be trusted. */

import {
  EngineFailure,
  type Answer,
  type Args,
  type FailureData,
  type Method,
  type Piece,
  type Progress,
  type Request,
  type Result,
  type Warm,
} from './protocol';
import { nextTask } from './task';

interface Pending {
  resolve(result: never): void;
  reject(failure: EngineFailure): void;
  onProgress: ((progress: Progress) => void) | undefined;
}

/** The part of `Worker` that is used, so that tests can stand in for it. */
export type Port = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror' | 'onmessageerror'>;

/** More than this is taken for a file that would bring the whole machine down. */
export const MOST_MEMORY = 512 * 1024 * 1024;
/** A module that traps beyond this has most likely asked for more than there is. */
const NEARLY_ALL = 0.8 * MOST_MEMORY;

/** Copied at once: a thousandth of a second or two. */
const PIECE = 4 * 1024 * 1024;

const TICK_MS = 1_000;
/** Opening tells its progress all the time; other calls are silent until they are done. */
const MOST_SILENT_TICKS = { opening: 20, working: 120 };
const OPENING: ReadonlySet<Method> = new Set(['peek', 'open']);

export class Room {
  /** Told once, when the worker has ended by itself. */
  onCrash: () => void = () => {};

  readonly #port: Port;
  readonly #pending = new Map<number, Pending>();
  #end: FailureData | undefined;
  #lastId = 0;
  #allowed = MOST_SILENT_TICKS.opening;
  #silent = 0;
  #watch: ReturnType<typeof setInterval> | undefined;

  /** The module is compiled by the first worker, and given to all others. */
  constructor(port: Port, module: WebAssembly.Module | string, onModule: (module: WebAssembly.Module) => void) {
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<Answer>) => {
      if ('module' in data) onModule(data.module);
      else this.#receive(data);
    };
    port.onerror = (event) => {
      event.preventDefault();
      this.#crash('crashed');
    };
    port.onmessageerror = () => this.#crash('crashed');
    port.postMessage({ boot: module });
  }

  call<M extends Method>(method: M, args: Args<M>, onProgress?: (progress: Progress) => void): Promise<Result<M>> {
    if (this.#end) return Promise.reject(new EngineFailure(this.#end));
    const id = ++this.#lastId;
    if (this.#pending.size === 0) this.#startWatch(method);
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as Pending['resolve'], reject, onProgress });
      this.#port.postMessage({ id, method, args } satisfies Request);
    });
  }

  /** Lets the module be translated well before it is needed. */
  warm(sample: Uint8Array<ArrayBuffer>) {
    this.#port.postMessage({ warm: sample } satisfies Warm);
  }

  /** Copies a file to the worker, letting the page live in between. A small one is there at once. */
  async feed(bytes: Uint8Array) {
    for (let start = 0; !this.#end; start += PIECE) {
      const piece = bytes.slice(start, start + PIECE);
      this.#port.postMessage({ piece, start, size: bytes.length } satisfies Piece, [piece.buffer]);
      if (start + PIECE >= bytes.length) return;
      await nextTask();
    }
  }

  /** Gives up whatever runs, and the list with it. */
  end(code = 'aborted') {
    if (this.#end) return;
    this.#end = { code, message: '' };
    clearInterval(this.#watch);
    this.#port.terminate();
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const it of pending) it.reject(new EngineFailure(this.#end));
  }

  #receive(answer: Exclude<Answer, { module: unknown }>) {
    const pending = this.#pending.get(answer.id);
    if (!pending || this.#end) return;
    this.#silent = 0;
    if ('trap' in answer) return this.#crash(answer.memory > NEARLY_ALL ? 'too-large' : 'crashed');
    if ('progress' in answer) {
      pending.onProgress?.(answer.progress);
      if (answer.memory > MOST_MEMORY) this.#crash('too-large');
      return;
    }
    this.#pending.delete(answer.id);
    if (this.#pending.size === 0) clearInterval(this.#watch);
    if ('failure' in answer) pending.reject(new EngineFailure(answer.failure));
    else pending.resolve(answer.result as never);
  }

  #crash(code: string) {
    if (this.#end) return;
    this.end(code);
    this.onCrash();
  }

  /** Counts ticks, not the clock: a machine that slept has not let the worker work either. */
  #startWatch(method: Method) {
    clearInterval(this.#watch);
    this.#silent = 0;
    this.#allowed = OPENING.has(method) ? MOST_SILENT_TICKS.opening : MOST_SILENT_TICKS.working;
    this.#watch = setInterval(() => {
      if (++this.#silent > this.#allowed) this.#crash('hung');
    }, TICK_MS);
  }
}

