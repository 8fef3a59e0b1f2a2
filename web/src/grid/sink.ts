import { setAttribute } from './dom';
import { ROW_HEIGHT } from './geometry';
import { cleanText } from './text';

export interface SinkEvents {
  /** Editing has begun; the text area is now visible. */
  opened(): void;
  /** The draft has changed. */
  typed(): void;
  /** A key that belongs to no composition. */
  key(event: KeyboardEvent): void;
  /** The focus has gone elsewhere on the page. */
  left(): void;
}

/**
 * The one text area of the grid. It has the focus while a cell is merely selected, invisible, so that Vietnamese
 * keyboards, which compose or which inject Backspace and letters within a millisecond, always write into a real
 * editor; the first letter makes it visible in the same task. Its value is never set while it is open.
 */
export class Sink {
  readonly element: HTMLTextAreaElement;
  readonly #events: SinkEvents;
  #open = false;
  #openedWith: string | undefined;
  #composing = false;
  #refocusing = false;
  #room = 0;

  constructor(parent: HTMLElement, events: SinkEvents, signal: AbortSignal) {
    this.#events = events;
    this.element = makeTextArea();
    parent.append(this.element);
    const on = <K extends keyof HTMLElementEventMap>(name: K, act: (event: HTMLElementEventMap[K]) => void): void =>
      this.element.addEventListener(name, act, { signal });
    on('compositionstart', () => {
      this.#composing = true;
      this.#begin();
    });
    on('compositionend', () => (this.#composing = false));
    on('input', () => {
      this.#begin();
      this.#grow();
      events.typed();
    });
    on('keydown', (event) => {
      // 229 is what a composing keyboard sends before `isComposing` is set.
      if (!event.isComposing && event.keyCode !== 229) events.key(event);
    });
    on('blur', () => {
      // Switching to another window leaves the element active: the draft waits for the user to come back.
      if (!this.#refocusing && document.activeElement !== this.element) events.left();
    });
  }

  get isOpen(): boolean {
    return this.#open;
  }

  get hasFocus(): boolean {
    return document.activeElement === this.element;
  }

  focus(): void {
    this.element.focus({ preventScroll: true });
  }

  /** Opens with this text, the caret after it. */
  open(text: string): void {
    if (this.#open || this.element.readOnly) return;
    this.element.value = text;
    this.#openedWith = this.element.value;
    this.element.setSelectionRange(text.length, text.length);
    this.#begin();
    this.#grow();
  }

  /** Closes; the cleaned draft, or undefined when nothing was open or F2's text is as it was. */
  close(): string | undefined {
    if (!this.#open) {
      this.element.value = '';
      return undefined;
    }
    if (this.#composing) this.#endComposition();
    const draft = this.element.value;
    const untouched = draft === this.#openedWith;
    this.discard();
    return untouched ? undefined : cleanText(draft);
  }

  /** What `close` would give, which then gives it no more. Nothing while a keyboard composes. */
  take(): string | undefined {
    const draft = this.element.value;
    if (!this.#open || this.#composing || draft === this.#openedWith) return undefined;
    this.#openedWith = draft;
    return cleanText(draft);
  }

  discard(): void {
    this.#open = false;
    this.#openedWith = undefined;
    this.element.classList.remove('is-open');
    this.element.value = '';
  }

  /** Lies over the active cell; `room` is how wide it may grow. Out of view it stays reachable but unseen. */
  place(x: number, y: number, width: number, room: number, inView: boolean): void {
    const style = this.element.style;
    style.transform = `translate(${x}px, ${y}px)`;
    style.minWidth = `${width}px`;
    this.#room = Math.max(room, width);
    this.element.classList.toggle('is-away', !inView);
    if (!this.#open) style.width = `${width}px`;
  }

  allowEditing(allowed: boolean): void {
    if (!this.#open && this.element.readOnly === allowed) this.element.readOnly = !allowed;
  }

  name(label: string, invalid: boolean, description: string): void {
    setAttribute(this.element, 'aria-label', label);
    setAttribute(this.element, 'aria-invalid', invalid ? 'true' : 'false');
    setAttribute(this.element, 'aria-describedby', description);
  }

  /**
   * Points screen readers at the active cell or at a line of the list of suggestions: a new label on an element
   * that keeps the focus is often not spoken, a new active descendant is.
   */
  pointAt(owner: string, descendant: string | undefined): void {
    setAttribute(this.element, 'aria-controls', owner);
    setAttribute(this.element, 'aria-activedescendant', descendant);
  }

  #begin(): void {
    if (this.#open) return;
    this.#open = true;
    this.element.classList.add('is-open');
    this.#events.opened();
  }

  #grow(): void {
    const { element } = this;
    if (element.scrollWidth > element.clientWidth) {
      element.style.width = `${Math.min(this.#room, element.scrollWidth + ROW_HEIGHT)}px`;
    }
  }

  /** Leaving the element makes the keyboard hand over its half-made syllable. */
  #endComposition(): void {
    this.#composing = false;
    if (!this.hasFocus) return;
    this.#refocusing = true;
    this.element.blur();
    this.focus();
    this.#refocusing = false;
  }
}

function makeTextArea(): HTMLTextAreaElement {
  const element = document.createElement('textarea');
  element.className = 'soat-sink';
  element.rows = 1;
  element.wrap = 'off';
  element.spellcheck = false;
  element.autocomplete = 'off';
  element.setAttribute('autocapitalize', 'off');
  return element;
}
