/**
 * Browsers translate a module twice: each function at once and badly when it is first called, well when it has been
 * called often. A first list, read by bad code, took a third longer; so a small one is read ahead, while the user
 * looks for a file.
 */

import { nextTask } from './task';

/** No more is to be gained, and an old machine has other things to do. */
const ENOUGH_MS = 400;

/** `open` reads the small list once, a hundredth of a second or two; what comes meanwhile is next, and then no more is read. */
export async function warmUp(open: () => void, isWanted: () => boolean) {
  const end = performance.now() + ENOUGH_MS;
  while (isWanted() && performance.now() < end) {
    open();
    await nextTask();
  }
}
