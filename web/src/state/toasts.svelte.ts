/** The one line at the bottom that says what has just happened. */

export interface Toast {
  text: string;
  action?: { label: string; run(): void };
  /** Until it is closed: others may pass before it. */
  stays?: boolean;
}

const SHOWN_MS = 8_000;

/** Where to go after a change, and what the line about it offers. */
export interface Told {
  goes?: boolean;
  action?: Toast['action'];
}

export class Toasts {
  #passing = $state.raw<Toast | undefined>();
  #standing = $state.raw<Toast | undefined>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  get current(): Toast | undefined {
    return this.#passing ?? this.#standing;
  }

  show(toast: Toast) {
    if (toast.stays) this.#standing = toast;
    else {
      this.#passing = toast;
      this.resume();
    }
  }

  /** By the user: the one that is seen. */
  close() {
    if (!this.#passing) this.#standing = undefined;
    this.clear();
  }

  /** What has just happened is of no interest on another screen; a question stays. */
  clear() {
    clearTimeout(this.#timer);
    this.#passing = undefined;
  }

  /** While it is pointed at or has the focus, it stays. */
  hold() {
    clearTimeout(this.#timer);
  }

  resume() {
    clearTimeout(this.#timer);
    if (this.#passing) this.#timer = setTimeout(() => this.clear(), SHOWN_MS);
  }
}
