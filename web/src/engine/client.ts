/** Calls into the worker: ids, a map of pending calls, one response a request. */

import {
  EngineFailure,
  type Args,
  type Method,
  type Progress,
  type Request,
  type Response,
  type Result,
} from './protocol';

interface Pending {
  resolve(result: never): void;
  reject(failure: EngineFailure): void;
  onProgress: ((progress: Progress) => void) | undefined;
}

/** The part of `Worker` that is used, so that tests can stand in for it. */
export type Port = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror' | 'onmessageerror'>;

export class Engine {
  /** Told after a crash, when a new worker waits with nothing open. */
  onCrash: () => void = () => {};

  readonly #makeWorker: () => Port;
  readonly #pending = new Map<number, Pending>();
  #worker: Port;
  #lastId = 0;

  constructor(makeWorker: () => Port) {
    this.#makeWorker = makeWorker;
    this.#worker = this.#start();
  }

  call<M extends Method>(
    method: M,
    args: Args<M>,
    onProgress?: (progress: Progress) => void,
  ): Promise<Result<M>> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as Pending['resolve'], reject, onProgress });
      this.#worker.postMessage({ id, method, args } satisfies Request);
    });
  }

  /** Gives up whatever runs. The list is no longer open afterwards. */
  abort() {
    this.#restart('aborted');
  }

  #start(): Port {
    const worker = this.#makeWorker();
    worker.onmessage = ({ data }: MessageEvent<Response>) => this.#receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#crash();
    };
    worker.onmessageerror = () => this.#crash();
    return worker;
  }

  #receive(response: Response) {
    const pending = this.#pending.get(response.id);
    if (!pending) return;
    if ('progress' in response) return pending.onProgress?.(response.progress);
    this.#pending.delete(response.id);
    if ('failure' in response) pending.reject(new EngineFailure(response.failure));
    else pending.resolve(response.result as never);
  }

  #crash() {
    this.#restart('crashed');
    this.onCrash();
  }

  #restart(code: 'aborted' | 'crashed') {
    this.#worker.terminate();
    this.#worker = this.#start();
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const it of pending) it.reject(new EngineFailure({ code, message: '' }));
  }
}
