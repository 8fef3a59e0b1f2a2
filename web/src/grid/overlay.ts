import type { GridTexts } from './contract';
import { ROW_HEIGHT } from './geometry';
import type { Cell } from './selection';
import type { Anchor } from './suggestions';
import { Tooltip } from './tooltip';
import type { Viewport } from './viewport';

export interface CellText {
  label: string;
  message: string;
}

/** What floats over the cells: the button of the active cell, its tooltip, and that of the cell under the mouse. */
export class Overlay {
  /** Id of the active cell's tooltip; its text is there for screen readers before it is seen. */
  readonly tipId: string;
  readonly #host: HTMLElement;
  readonly #viewport: Viewport;
  readonly #button: HTMLButtonElement;
  readonly #tip: Tooltip;
  readonly #hoverTip: Tooltip;

  constructor(host: HTMLElement, viewport: Viewport, prefix: string, texts: GridTexts, pressed: () => void) {
    this.tipId = `${prefix}-tip`;
    this.#host = host;
    this.#viewport = viewport;
    this.#button = makeButton(texts.suggestions, pressed);
    viewport.overlay.append(this.#button);
    this.#tip = new Tooltip(host, this.tipId);
    this.#hoverTip = new Tooltip(host, `${prefix}-hover`);
  }

  anchor(cell: Cell): Anchor {
    const { x, y } = this.#viewport.seen(cell);
    return { x, above: y, below: y + ROW_HEIGHT, width: this.#host.clientWidth, height: this.#host.clientHeight };
  }

  placeButton(cell: Cell, shown: boolean): void {
    this.#button.hidden = !shown;
    if (!shown) return;
    const { x, y, width } = this.#viewport.seen(cell);
    const right = Math.min(x + width, this.#viewport.width);
    this.#button.style.transform = `translate(${right - 24}px, ${y + 3}px)`;
  }

  /** Hides what was shown when there is no text. */
  tell(cell: Cell, text: CellText | undefined): void {
    this.#show(this.#tip, cell, text);
  }

  hover(cell: Cell | undefined, text: CellText | undefined): void {
    if (cell) this.#show(this.#hoverTip, cell, text);
    else this.#hoverTip.hide();
  }

  /** Hides both tooltips until another cell is active or under the mouse. */
  dismiss(): void {
    this.#tip.dismiss();
    this.#hoverTip.dismiss();
  }

  hide(): void {
    this.#tip.hide();
    this.#hoverTip.hide();
  }

  #show(tip: Tooltip, cell: Cell, text: CellText | undefined): void {
    if (text) tip.show(`${cell.row},${cell.column},${text.message}`, text, this.anchor(cell));
    else tip.hide();
  }
}

/** For the mouse only: the keyboard has Alt+Down. */
function makeButton(label: string, pressed: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'soat-open-list';
  button.tabIndex = -1;
  button.hidden = true;
  button.title = label;
  button.setAttribute('aria-label', label);
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', pressed);
  return button;
}
