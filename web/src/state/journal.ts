/** The engine's calls that make up the list as it is now, so that a crash loses nothing. */

import type { Engine } from '../engine/client';
import type { Args, Method, OpenRequest, Overview, Progress, Result } from '../engine/protocol';

/** Calls which change what the engine holds. */
export type Change =
  | 'set_options'
  | 'set_mapping'
  | 'set_sheet'
  | 'edit'
  | 'accept'
  | 'dismiss'
  | 'apply'
  | 'undo'
  | 'redo'
  | 'revert';

export class Journal {
  readonly name: string;
  readonly #engine: Engine;
  readonly #bytes: Uint8Array;
  readonly #request: OpenRequest;
  #done: [Method, unknown[]][] = [];

  constructor(engine: Engine, bytes: Uint8Array, request: OpenRequest) {
    this.name = request.fileName;
    this.#engine = engine;
    this.#bytes = bytes;
    this.#request = request;
  }

  open(onProgress: (progress: Progress) => void): Promise<Overview> {
    return this.#engine.call('open', [this.#bytes, this.#request], onProgress);
  }

  /** Only calls that came through are kept: the one that broke the engine is not played again. */
  async change<M extends Change>(method: M, ...args: Args<M>): Promise<Result<M>> {
    const result = await this.#engine.call(method, args);
    this.#done.push([method, args]);
    return result;
  }

  ask<M extends Exclude<Method, Change | 'open'>>(method: M, ...args: Args<M>): Promise<Result<M>> {
    return this.#engine.call(method, args as Args<M>);
  }

  /** In a new worker: the same bytes, then the same changes in the same order. */
  async replay(): Promise<Overview> {
    await this.open(() => {});
    for (const [method, args] of this.#done) await this.#engine.call(method, args as Args<typeof method>);
    return this.#engine.call('overview', []);
  }
}
