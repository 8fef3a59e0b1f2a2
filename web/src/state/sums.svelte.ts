/** Reports of several units added up. Needs no list: whoever adds up may have none. */

import { readReturned } from '../engine/returned';
import type { Engine } from '../engine/client';
import { EngineFailure, type SumView } from '../engine/protocol';
import type { Room } from '../engine/room';
import { t } from '../texts';
import { failureText } from '../texts/failures';

/** A report that was read, or why it was not. */
interface Given {
  name: string;
  grid?: Uint8Array;
  failure?: string;
}

export class Sums {
  view = $state.raw<SumView | undefined>();
  files = $state.raw<Given[]>([]);
  failure = $state('');
  busy = $state(false);

  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** What could not be read or was not counted. */
  get notes(): string[] {
    const failed = this.files.flatMap(({ name, failure }) => (failure ? [`${name}: ${failure}`] : []));
    return [...failed, ...(this.view?.notes ?? [])];
  }

  /** Files add up: those of a folder, then those that came later. */
  async add(files: readonly File[]) {
    this.busy = true;
    for (const file of files) {
      const read = await this.#read(file);
      this.files = [...this.files.filter((it) => it.name !== read.name), read];
    }
    this.view = await this.#ask((room, names, grids) => room.call('sum_reports', [names, grids]));
    this.busy = false;
  }

  clear() {
    this.files = [];
    this.view = undefined;
    this.failure = '';
  }

  async file(): Promise<Blob | undefined> {
    const bytes = await this.#ask((room, names, grids) => room.call('write_sum', [names, grids]));
    return bytes && new Blob([bytes as Uint8Array<ArrayBuffer>]);
  }

  async #read(file: File): Promise<Given> {
    try {
      return { name: file.name, grid: await readReturned(this.#engine, new Uint8Array(await file.arrayBuffer())) };
    } catch (error) {
      return { name: file.name, failure: error instanceof EngineFailure ? failureText(error) : t('failUnreadable') };
    }
  }

  async #ask<T>(call: (room: Room, names: string[], grids: Uint8Array) => Promise<T>): Promise<T | undefined> {
    const read = this.files.filter((it) => it.grid);
    const grids = new Uint8Array(await new Blob(read.map((it) => it.grid as BlobPart)).arrayBuffer());
    const room = this.#engine.enter();
    this.failure = '';
    try {
      return await call(room, read.map((it) => it.name), grids);
    } catch (error) {
      this.failure = failureText(error instanceof EngineFailure ? error : { code: 'crashed', message: '' });
      return undefined;
    } finally {
      room.end();
    }
  }
}
