/** The one place that makes the real workers, out of the page's own text. */

import { Files, hasFiles } from '../keep/files';
import FilesWorker from '../keep/files.worker?worker&inline';
import { Database } from '../keep/database';
import type { Store } from '../keep/store';
import EngineWorker from './worker?worker&inline';
import { sampleBytes } from '../sample/sample';
import { Engine } from './client';

export function startEngine(): Engine {
  // Put there by `vite.config.ts`.
  const core = document.querySelector('#core-wasm')?.textContent ?? '';
  return new Engine(() => new EngineWorker(), core, sampleBytes());
}

/** Two at least, so that one can heal the other. */
export async function storesHere(): Promise<Store[]> {
  const second = (await hasFiles()) ? new Files(() => new FilesWorker()) : new Database('soat-2');
  return [new Database('soat'), second];
}
