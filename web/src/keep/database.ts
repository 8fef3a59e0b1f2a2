/** Works in an IndexedDB database: a frame is a record, and a batch of them comes whole or not at all. */

import { decodeFrame, encodeFrame, type Frame, type Scan } from './frame';
import type { Store } from './store';

const FRAMES = 'frames';

export class Database implements Store {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  async works(): Promise<string[]> {
    const keys = await this.#with('readonly', (frames) => asked(frames.getAllKeys()));
    return [...new Set((keys ?? []).flatMap((it) => (Array.isArray(it) ? [String(it[0])] : [])))];
  }

  /** A record at a time: whole works may be large. */
  async scan(work: string, visit: (frame: Frame) => void): Promise<Scan> {
    let junk = 0;
    await this.#with('readonly', (frames) =>
      walked(frames.openCursor(rangeOf(work)), ({ key, value }) => {
        const frame = value instanceof Uint8Array ? decodeFrame(value as Uint8Array<ArrayBuffer>) : undefined;
        if (frame && frame.number === (key as [string, number])[1]) visit(frame);
        else junk++;
      }),
    );
    return { junk, torn: false };
  }

  async append(work: string, frames: readonly Frame[]) {
    await this.#with('readwrite', (store) => frames.forEach((it) => store.put(encodeFrame(it), [work, it.number])));
  }

  async replace(work: string, frames: readonly Frame[]) {
    await this.#with('readwrite', (store) => {
      store.delete(rangeOf(work));
      frames.forEach((it) => store.put(encodeFrame(it), [work, it.number]));
    });
  }

  async remove(work: string) {
    const left = await this.#with('readwrite', (store) => {
      store.delete(rangeOf(work));
      return asked(store.count());
    });
    if (left === 0) await asked(indexedDB.deleteDatabase(this.#name));
  }

  /** Reading makes no database where there is none: nothing is then done. */
  async #with<T>(mode: IDBTransactionMode, run: (frames: IDBObjectStore) => T | Promise<T>): Promise<T | undefined> {
    const database = await this.#open(mode === 'readwrite');
    if (!database) return undefined;
    try {
      const transaction = database.transaction(FRAMES, mode, { durability: 'strict' });
      const done = completed(transaction);
      done.catch(() => {});
      const result = await wholly(transaction, run);
      await done;
      return result;
    } finally {
      database.close();
    }
  }

  async #open(make: boolean): Promise<IDBDatabase | undefined> {
    let isNew = false;
    const request = indexedDB.open(this.#name, 1);
    request.onupgradeneeded = () => {
      isNew = true;
      if (make) request.result.createObjectStore(FRAMES);
      else request.transaction?.abort();
    };
    try {
      return await asked(request);
    } catch (error) {
      if (isNew && !make) return undefined;
      throw error;
    }
  }
}

/** What fails in the middle leaves nothing behind. */
async function wholly<T>(transaction: IDBTransaction, run: (frames: IDBObjectStore) => T | Promise<T>): Promise<T> {
  try {
    return await run(transaction.objectStore(FRAMES));
  } catch (error) {
    // A failed request has done so already.
    if (transaction.error === null) transaction.abort();
    throw error;
  }
}

function rangeOf(work: string): IDBKeyRange {
  return IDBKeyRange.bound([work], [work, []]);
}

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no answer'));
  });
}

function walked(request: IDBRequest<IDBCursorWithValue | null>, visit: (at: IDBCursorWithValue) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    request.onerror = () => reject(request.error ?? new Error('no answer'));
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return resolve();
      visit(cursor);
      cursor.continue();
    };
  });
}

/** Before that, nothing is on the disk. */
function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
    transaction.onerror = () => reject(transaction.error ?? new Error('failed'));
  });
}
