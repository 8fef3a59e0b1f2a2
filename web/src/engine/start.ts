/** The one place that makes the real worker, out of the page's own text. */

import EngineWorker from './worker?worker&inline';
import { Engine } from './client';

export function startEngine(): Engine {
  return new Engine(() => new EngineWorker());
}
