/** The engine's calls that make up the list as it is now: played again in another worker, they make it anew. */

import type { Engine } from '../engine/client';
import {
  EngineFailure,
  type Args,
  type Method,
  type OpenRequest,
  type Overview,
  type Progress,
  type Repaint,
  type Result,
} from '../engine/protocol';
import type { Room } from '../engine/room';
import { t } from '../texts';

/** Calls which change what the engine holds. */
export type Change =
  | 'set_options'
  | 'edit'
  | 'accept'
  | 'dismiss'
  | 'apply'
  | 'undo'
  | 'redo'
  | 'revert'
  | 'tick'
  | 'send'
  | 'merge'
  | 'keep_export'
  | 'take_answers'
  | 'take_matched'
  | 'reply_reports';

/** A call that came through, and how many cells differed from the file after it. `open` begins anew. */
export type Entry = ['open', OpenRequest] | [Change, unknown[], number];

export class Journal {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Told of every entry, in order, after the engine has taken it. */
  onEntry: (entry: Entry) => void = () => {};
  onCrash: () => void = () => {};
  /** Of the work file that this came from: what only a later version knows. */
  others: Uint8Array | undefined;
  /** Why nothing may be changed, if so. */
  readOnly = '';

  readonly #engine: Engine;
  #entries: [['open', OpenRequest], ...[Change, unknown[], number][]];
  #room: Room | undefined;
  #opening: Room | undefined;

  constructor(engine: Engine, bytes: Uint8Array<ArrayBuffer>, request: OpenRequest, past: readonly Entry[] = []) {
    this.name = request.fileName;
    this.bytes = bytes;
    this.#engine = engine;
    this.#entries = [['open', request]];
    for (const it of past) this.#keep(it);
  }

  /** What makes up the list, the shortest way. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** As the list was opened last. */
  get request(): OpenRequest {
    return this.#entries[0][1];
  }

  /** In a new worker: the bytes, then every change in order. The worker so far, if any, ends when that is done. */
  async open(onProgress: (progress: Progress) => void): Promise<Overview> {
    const [[, request], ...changes] = this.#entries;
    return this.#move(request, onProgress, async (room, overview) => {
      if (changes.length === 0) return overview;
      for (const [method, args] of changes) await room.call(method, args as Args<Change>);
      return room.call('overview', []);
    });
  }

  async change<M extends Change>(method: M, ...args: Args<M>): Promise<Result<M>> {
    if (this.readOnly) throw new EngineFailure({ code: 'read-only', message: this.readOnly });
    const result: Pick<Repaint, 'overview'> | Overview | undefined = await this.#ask<Change>(method, args);
    // There was nothing to take back.
    if (result) this.#add([method, args, ('overview' in result ? result.overview : result).editedCells]);
    return result as Result<M>;
  }

  ask<M extends Exclude<Method, Change | 'open'>>(method: M, ...args: Args<M>): Promise<Result<M>> {
    return this.#ask(method, args as Args<M>);
  }

  /** The same, for what takes its time. */
  follow<M extends Exclude<Method, Change | 'open'>>(
    onProgress: (progress: Progress) => void,
    method: M,
    ...args: Args<M>
  ): Promise<Result<M>> {
    return this.#ask(method, args as Args<M>, onProgress);
  }

  /** Another sheet. Reading may fail in every way that opening may, and leaves the list as it was. */
  setSheet(sheet: string): Promise<Overview> {
    return this.#reopen({ ...this.#file, sheet });
  }

  /** The user's own mapping of columns; without fields they are proposed anew. */
  async setMapping(fields: (string | null)[], headerRow?: number): Promise<Overview> {
    const { file } = await this.#ask('overview', []);
    const mapping = fields.length > 0 ? { mapping: fields.map((it) => it ?? undefined) } : {};
    return this.#reopen({ ...this.#file, sheet: file.sheet, ...mapping, ...(headerRow ? { headerRow } : {}) });
  }

  /** Stops an opening that has not come to its end. The list so far stays. */
  cancel() {
    this.#opening?.end();
  }

  close() {
    this.#opening?.end();
    this.#room?.end();
  }

  /** What holds for the file however it is read. */
  get #file(): OpenRequest {
    const { fileName, today, password } = this.request;
    return { fileName, today, ...(password ? { password } : {}) };
  }

  /** Edits go; the choices of profile, source and day stay. */
  async #reopen(request: OpenRequest): Promise<Overview> {
    if (this.readOnly) throw new EngineFailure({ code: 'read-only', message: this.readOnly });
    // Lists that are out name rows of the list as it was opened.
    if (this.#entries.some(([method]) => method === 'send')) {
      throw new EngineFailure({ code: 'handed-out', message: t('handoffNoReopen') });
    }
    const { options } = await this.#ask('overview', []);
    const overview = await this.#move(request, () => {}, (room) => room.call('set_options', [options]));
    this.#add(['open', request]);
    this.#add(['set_options', [options], 0]);
    return overview;
  }

  async #move(
    request: OpenRequest,
    onProgress: (progress: Progress) => void,
    then: (room: Room, overview: Overview) => Promise<Overview>,
  ): Promise<Overview> {
    this.#opening?.end();
    const { room, overview } = this.#engine.open(this.bytes, request, onProgress);
    this.#opening = room;
    try {
      const opened = await then(room, await overview);
      this.#room?.end();
      this.#room = room;
      room.onCrash = () => this.onCrash();
      return opened;
    } catch (failure) {
      room.end();
      throw failure;
    } finally {
      if (this.#opening === room) this.#opening = undefined;
    }
  }

  #ask<M extends Method>(method: M, args: Args<M>, onProgress?: (progress: Progress) => void): Promise<Result<M>> {
    if (!this.#room) return Promise.reject(new EngineFailure({ code: 'no-list', message: t('failNoList') }));
    return this.#room.call(method, args, onProgress);
  }

  #add(entry: Entry) {
    this.#keep(entry);
    this.onEntry(entry);
  }

  #keep(entry: Entry) {
    if (entry[0] === 'open') this.#entries = [entry];
    else this.#entries.push(entry);
  }
}
