/** The one line at the bottom that says what has just happened. */

export interface Toast {
  text: string;
  action?: { label: string; run(): void };
  /** Until it is closed. */
  stays?: boolean;
}

const SHOWN_MS = 8_000;

export class Toasts {
  current = $state.raw<Toast | undefined>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  show(toast: Toast) {
    this.current = toast;
    this.resume();
  }

  close() {
    clearTimeout(this.#timer);
    this.current = undefined;
  }

  /** While it is pointed at or has the focus, it stays. */
  hold() {
    clearTimeout(this.#timer);
  }

  resume() {
    clearTimeout(this.#timer);
    if (this.current?.stays) return;
    this.#timer = setTimeout(() => this.close(), SHOWN_MS);
  }
}
