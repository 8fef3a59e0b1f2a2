/**
 * Opens lists, each in a worker of its own. Reading is what may trap, hang or take all memory; it happens where nothing
 * else is, so that a file which ends its worker ends nothing else. A list opened beside the work (one that came back,
 * one to be matched) is another `open`: whoever asked for it ends its room when done.
 */

import { EngineFailure, type FirstRows, type OpenRequest, type Overview, type Progress } from './protocol';
import { Room, type Port } from './room';

export type { Port } from './room';

export interface Opening {
  room: Room;
  /** Rejected, the room has already ended. */
  overview: Promise<Overview>;
}

export class Engine {
  readonly #makeWorker: () => Port;
  /** As text, until it has been compiled. */
  #module: WebAssembly.Module | string;
  /** The first worker starts with the page, so that the module is ready when the first file comes. */
  #spare: Room | undefined;

  /** `sample` is a small list to warm up with. */
  constructor(makeWorker: () => Port, core: string, sample: Uint8Array<ArrayBuffer>) {
    this.#makeWorker = makeWorker;
    this.#module = core;
    this.#spare = this.#enter();
    this.#spare.warm(sample);
  }

  /** Shows the first people of a large file, if they can be found, in the worker that will open it. */
  peek(file: Blob, onFirstRows: (rows: FirstRows) => void) {
    this.#spare ??= this.#enter();
    const shown = this.#spare.call('peek', [file], ({ firstRows }) => firstRows && onFirstRows(firstRows));
    // Whatever is wrong with the file, opening it will say.
    shown.catch(() => {});
  }

  open(bytes: Uint8Array, request: OpenRequest, onProgress: (progress: Progress) => void): Opening {
    const room = this.enter();
    const opened = async () => {
      await room.feed(bytes);
      return room.call('open', [request], onProgress);
    };
    const overview = opened().catch((failure: unknown) => {
      room.end();
      throw failure;
    });
    return { room, overview };
  }

  /** A room with no list, for what needs the module only. */
  enter(): Room {
    const spare = this.#spare;
    this.#spare = undefined;
    return spare ?? this.#enter();
  }

  #enter(): Room {
    const room = new Room(this.#makeWorker(), this.#module, (module) => (this.#module = module));
    // A worker that could not even start would fail whoever came next.
    room.onCrash = () => {
      if (this.#spare === room) this.#spare = undefined;
    };
    return room;
  }
}

/** Has the engine itself ended, so that nothing more can be asked of it? */
export function isEnd(error: unknown): boolean {
  return error instanceof EngineFailure && ENDS.has(error.code);
}

const ENDS: ReadonlySet<string> = new Set(['crashed', 'hung', 'aborted']);
