import type { GridRange } from './contract';
import { cellCount } from './edits';
import { formatHtml, formatTsv, parseTsv } from './text';

export interface ClipboardPort {
  /** False while a cell is being edited: then the text area does as text areas do. */
  isInCharge(): boolean;
  range(): GridRange;
  /** Undefined when the row is not at hand. */
  value(row: number, column: number): string | undefined;
  fetch(range: GridRange): Promise<string>;
  paste(block: string[][]): void;
  clear(): void;
  failed(): void;
}

/** Ranges up to this size are written at once when all their rows are at hand. */
const MOST_AT_ONCE = 100_000;

export function listenToClipboard(target: HTMLElement, port: ClipboardPort, signal: AbortSignal): void {
  const on = (name: 'copy' | 'cut' | 'paste', act: (event: ClipboardEvent) => void): void =>
    target.addEventListener(
      name,
      (event) => {
        if (!port.isInCharge()) return;
        event.preventDefault();
        act(event);
      },
      { signal },
    );
  on('copy', (event) => copy(event, port));
  on('cut', (event) => {
    copy(event, port);
    port.clear();
  });
  on('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text !== '') port.paste(parseTsv(text));
  });
}

function copy(event: ClipboardEvent, port: ClipboardPort): void {
  const range = port.range();
  const block = cellCount(range) <= MOST_AT_ONCE ? blockAtHand(range, port) : undefined;
  if (block) {
    event.clipboardData?.setData('text/plain', formatTsv(block));
    event.clipboardData?.setData('text/html', formatHtml(block));
  } else {
    writeLater(port.fetch(range)).catch(() => port.failed());
  }
}

function blockAtHand({ top, bottom, left, right }: GridRange, port: ClipboardPort): string[][] | undefined {
  const block: string[][] = [];
  for (let row = top; row <= bottom; row += 1) {
    const cells: string[] = [];
    for (let column = left; column <= right; column += 1) {
      const value = port.value(row, column);
      if (value === undefined) return undefined;
      cells.push(value);
    }
    block.push(cells);
  }
  return block;
}

/** The browser wants to be asked within the key press; only the text may come later. */
async function writeLater(text: Promise<string>): Promise<void> {
  if (typeof ClipboardItem === 'undefined') return navigator.clipboard.writeText(await text);
  const blob = text.then((it) => new Blob([it], { type: 'text/plain' }));
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}
