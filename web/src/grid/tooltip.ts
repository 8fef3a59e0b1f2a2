import { div } from './dom';
import type { Anchor } from './suggestions';

/** Time the cell must be active or under the mouse before its text covers its neighbours. */
const DELAY_MS = 350;

/** A small text under a cell. Its words are in the page at once, for screen readers; it is seen a little later. */
export class Tooltip {
  readonly element: HTMLElement;
  readonly #label: HTMLElement;
  readonly #message: HTMLElement;
  #timer = 0;
  #key = '';

  constructor(host: HTMLElement, id: string) {
    this.element = div(host, 'soat-tooltip', 'tooltip');
    this.element.id = id;
    this.element.hidden = true;
    this.#label = div(this.element, 'soat-tooltip-label');
    this.#message = div(this.element, 'soat-tooltip-message');
  }

  /** `key` names the cell and its text: while it stays the same, the tooltip stays as it is, but for its place. */
  show(key: string, text: { label: string; message: string }, anchor: Anchor): void {
    if (key !== this.#key) {
      this.hide();
      this.#key = key;
      this.element.hidden = false;
      this.#label.textContent = text.label;
      this.#message.textContent = text.message;
      this.#timer = window.setTimeout(() => this.element.classList.add('is-shown'), DELAY_MS);
    }
    const style = this.element.style;
    const overflow = anchor.below + this.element.offsetHeight + 6 > anchor.height;
    const y = overflow ? anchor.above - this.element.offsetHeight - 4 : anchor.below + 4;
    const x = Math.max(4, Math.min(anchor.x, anchor.width - this.element.offsetWidth - 4));
    style.transform = `translate(${x}px, ${y}px)`;
  }

  /** Hides until another cell or text comes. */
  dismiss(): void {
    clearTimeout(this.#timer);
    this.element.classList.remove('is-shown');
  }

  hide(): void {
    if (this.#key === '') return;
    this.dismiss();
    this.#key = '';
    this.element.hidden = true;
    this.#label.textContent = '';
    this.#message.textContent = '';
  }
}
