import type { GridTexts, Suggestion } from './contract';
import { div, setAttribute } from './dom';

export interface SuggestionEvents {
  chosen(suggestion: Suggestion): void;
  /** The line that screen readers should read. */
  pointed(list: string, line: string): void;
  closed(): void;
}

/** Where the box may be: `above`..`below` is the height of the cell, both from the top of the grid. */
export interface Anchor {
  x: number;
  above: number;
  below: number;
  width: number;
  height: number;
}

/** The list under a cell. The focus stays in the text area, which points at the chosen line. */
export class SuggestionBox {
  readonly #box: HTMLElement;
  readonly #texts: GridTexts;
  readonly #events: SuggestionEvents;
  #items: Suggestion[] = [];
  #chosen = 0;
  #isOpen = false;
  /** Grows with each opening and closing, so that a late answer to an old question is known. */
  #question = 0;

  constructor(host: HTMLElement, id: string, texts: GridTexts, events: SuggestionEvents) {
    this.#box = div(host, 'soat-suggestions', 'listbox');
    this.#box.id = id;
    this.#box.hidden = true;
    this.#box.setAttribute('aria-label', texts.suggestions);
    // Keeps the focus in the text area while the mouse chooses.
    this.#box.addEventListener('mousedown', (event) => event.preventDefault());
    this.#box.addEventListener('click', (event) => this.#click(event));
    this.#texts = texts;
    this.#events = events;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  async open(anchor: Anchor, answer: Promise<Suggestion[]>): Promise<void> {
    this.#question += 1;
    const question = this.#question;
    this.#isOpen = true;
    this.#items = [];
    this.#box.hidden = false;
    this.#say(this.#texts.searching);
    this.#place(anchor);
    const items = await answer.catch((): Suggestion[] => []);
    if (question !== this.#question) return;
    this.#fill(items);
    this.#place(anchor);
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#question += 1;
    this.#isOpen = false;
    this.#box.hidden = true;
    this.#events.closed();
  }

  /** Takes a key while open; false leaves it to the grid, and the box then closes. */
  key(event: KeyboardEvent): boolean {
    const last = this.#items.length - 1;
    switch (event.key) {
      case 'ArrowDown': this.#choose(this.#chosen >= last ? 0 : this.#chosen + 1); return true;
      case 'ArrowUp':
        if (event.altKey) this.close();
        else this.#choose(this.#chosen <= 0 ? last : this.#chosen - 1);
        return true;
      case 'Home': this.#choose(0); return true;
      case 'End': this.#choose(last); return true;
      case 'Enter': this.#accept(); return true;
      case 'Escape': this.close(); return true;
      case 'Alt': case 'Shift': case 'Control': return true;
      default: this.close(); return false;
    }
  }

  #fill(items: Suggestion[]): void {
    this.#items = items;
    if (items.length === 0) {
      this.#say(this.#texts.noSuggestions);
      return;
    }
    this.#box.replaceChildren();
    items.forEach((item, at) => this.#addOption(item, at));
    this.#choose(0);
  }

  #addOption(item: Suggestion, at: number): void {
    const option = div(this.#box, 'soat-option', 'option');
    option.id = `${this.#box.id}-${at}`;
    const line = div(option, 'soat-option-line');
    div(line, 'soat-option-value').textContent = item.value;
    div(line, `soat-promise is-${item.applicability}`).textContent = this.#texts.applicability[item.applicability];
    div(option, 'soat-option-title').textContent = item.title;
    for (const evidence of item.evidence) div(option, 'soat-option-evidence').textContent = evidence;
  }

  /** A line which cannot be chosen; still an option, since a list box holds nothing else. */
  #say(text: string): void {
    this.#box.replaceChildren();
    const option = div(this.#box, 'soat-option is-message', 'option');
    option.id = `${this.#box.id}-message`;
    option.setAttribute('aria-disabled', 'true');
    option.setAttribute('aria-selected', 'false');
    option.textContent = text;
    this.#events.pointed(this.#box.id, option.id);
  }

  #choose(at: number): void {
    if (this.#items.length === 0) return;
    this.#chosen = at;
    [...this.#box.children].forEach((option, index) => {
      setAttribute(option, 'aria-selected', index === at ? 'true' : 'false');
      if (index === at) option.scrollIntoView({ block: 'nearest' });
    });
    this.#events.pointed(this.#box.id, `${this.#box.id}-${at}`);
  }

  #accept(): void {
    const item = this.#items[this.#chosen];
    this.close();
    if (item) this.#events.chosen(item);
  }

  #click(event: MouseEvent): void {
    const option = event.target instanceof Element ? event.target.closest('.soat-option') : null;
    const at = option ? [...this.#box.children].indexOf(option) : -1;
    if (at < 0 || this.#items.length === 0) return;
    this.#chosen = at;
    this.#accept();
  }

  /** Under the cell, or over it where there is more room. */
  #place({ x, above, below, width, height }: Anchor): void {
    const style = this.#box.style;
    const roomBelow = height - below;
    const upwards = roomBelow < this.#box.scrollHeight && above > roomBelow;
    style.maxHeight = `${Math.max(80, (upwards ? above : roomBelow) - 8)}px`;
    style.left = `${Math.max(4, Math.min(x, width - this.#box.offsetWidth - 4))}px`;
    style.top = upwards ? 'auto' : `${below + 2}px`;
    style.bottom = upwards ? `${height - above + 2}px` : 'auto';
  }
}
