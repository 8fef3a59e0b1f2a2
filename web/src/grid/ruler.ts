import { LONGEST } from './text';

/** For the bold type of an edited cell, as a share of the plain width. */
export const BOLD = 1.08;

/** Tells how wide a text is without asking for a layout. */
export class Ruler {
  readonly #context = document.createElement('canvas').getContext('2d');

  /** Takes the font of an element. */
  take(element: Element): void {
    const { fontSize, fontFamily } = getComputedStyle(element);
    if (this.#context) this.#context.font = `${fontSize} ${fontFamily}`;
  }

  /** In CSS pixels; a tab's width is not known. */
  width(text: string): number {
    if (text === '') return 0;
    if (!this.#context || text.length > LONGEST || text.includes('\t')) return Infinity;
    return Math.ceil(this.#context.measureText(text).width);
  }
}
