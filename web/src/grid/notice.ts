import { div } from './dom';

const SHOWN_MS = 5000;

/** One line at the foot of the grid, spoken politely: why nothing happened, or what was left out. */
export class Notice {
  readonly #element: HTMLElement;
  #timer = 0;

  constructor(host: HTMLElement) {
    this.#element = div(host, 'soat-notice', 'status');
  }

  show(text: string): void {
    clearTimeout(this.#timer);
    this.#element.textContent = text;
    this.#timer = window.setTimeout(() => this.hide(), SHOWN_MS);
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.#element.textContent = '';
  }
}
