/** Most that a key waits: a frame. */
const MOST_MS = 16;

/** What may follow a key, and must find the grid as the key leaves it. */
const FOLLOWING = [
  'keydown', 'beforeinput', 'compositionstart', 'paste', 'copy', 'cut',
  'pointerdown', 'mousedown', 'wheel', 'focusout',
];

/**
 * Puts off what a key does to the page until the owner has answered the change made by it: one frame then shows both,
 * where a frame of its own for the key would keep the answer waiting. Whatever else happens first ends the wait.
 */
export class Hold {
  #act: (() => void) | undefined;
  #timer = 0;

  constructor(signal: AbortSignal) {
    for (const name of FOLLOWING) window.addEventListener(name, () => this.release(), { capture: true, signal });
  }

  put(act: () => void): void {
    this.release();
    this.#act = act;
    this.#timer = window.setTimeout(() => this.release(), MOST_MS);
  }

  /** Whether anything was put off; it is done now. */
  release(): boolean {
    const act = this.#act;
    if (!act) return false;
    clearTimeout(this.#timer);
    this.#act = undefined;
    act();
    return true;
  }
}
