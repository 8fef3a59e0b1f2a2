/** Works as files that only this page sees (OPFS): a log each. Writing goes through a worker, which alone can flush. */

import { encodeFrame, scanLog, type Frame, type Scan } from './frame';
import type { FileAnswer, FileRequest } from './files.protocol';
import type { Store } from './store';

const FOLDER = 'soat';
const ENDING = '.log';

export type FilePort = Pick<Worker, 'postMessage' | 'onmessage' | 'onerror'>;

/** Are there such files? On `file://` Chromium refuses them. */
export async function hasFiles(): Promise<boolean> {
  try {
    await navigator.storage.getDirectory();
    return true;
  } catch {
    return false;
  }
}

export class Files implements Store {
  readonly #start: () => FilePort;
  #port: FilePort | undefined;
  #waiting = new Map<number, { resolve(): void; reject(error: unknown): void }>();
  #lastId = 0;

  constructor(start: () => FilePort) {
    this.#start = start;
  }

  async works(): Promise<string[]> {
    const folder = await this.#folder();
    if (!folder) return [];
    const names: string[] = [];
    // TypeScript's DOM does not know that folders can be walked through.
    const walk = folder as unknown as { keys(): AsyncIterable<string> };
    for await (const name of walk.keys()) if (name.endsWith(ENDING)) names.push(name.slice(0, -ENDING.length));
    return names;
  }

  async scan(work: string, visit: (frame: Frame) => void): Promise<Scan> {
    const handle = await orNothing(this.#folder().then((it) => it?.getFileHandle(work + ENDING)));
    if (!handle) return { junk: 0, torn: false };
    const file = await handle.getFile();
    const read = async (start: number, end: number) => new Uint8Array(await file.slice(start, end).arrayBuffer());
    return scanLog(file.size, read, visit);
  }

  append(work: string, frames: readonly Frame[]): Promise<void> {
    return this.#write(work, frames, false);
  }

  replace(work: string, frames: readonly Frame[]): Promise<void> {
    return this.#write(work, frames, true);
  }

  async remove(work: string) {
    const folder = await this.#folder();
    if (!folder) return;
    await orNothing(folder.removeEntry(work + ENDING));
    if ((await this.works()).length > 0) return;
    const root = await navigator.storage.getDirectory();
    await root.removeEntry(FOLDER, { recursive: true });
  }

  async #folder(): Promise<FileSystemDirectoryHandle | undefined> {
    const root = await navigator.storage.getDirectory();
    return orNothing(root.getDirectoryHandle(FOLDER));
  }

  #write(work: string, frames: readonly Frame[], anew: boolean): Promise<void> {
    const id = ++this.#lastId;
    const parts = frames.map(encodeFrame);
    const request: FileRequest = { id, folder: FOLDER, name: work + ENDING, anew, parts };
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker().postMessage(request);
    });
  }

  #worker(): FilePort {
    if (this.#port) return this.#port;
    const port = this.#start();
    port.onmessage = ({ data }: MessageEvent<FileAnswer>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (data.failure === undefined) waiting?.resolve();
      else waiting?.reject(new DOMException('', data.failure));
    };
    port.onerror = () => {
      this.#port = undefined;
      for (const it of this.#waiting.values()) it.reject(new DOMException('', 'UnknownError'));
      this.#waiting.clear();
    };
    this.#port = port;
    return port;
  }
}

async function orNothing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return undefined;
    throw error;
  }
}
