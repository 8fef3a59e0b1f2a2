/** Text as it goes into a cell, and tab-separated text as Excel puts it on the clipboard. */

/** Longer texts are wider than any column, and slow to measure and to lay out. */
export const LONGEST = 400;

/** As much of a cell's text as can be seen in it. */
export const seen = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/**
 * What the grid keeps of a typed or pasted value: NFC, plain spaces, nothing invisible, one line.
 * U+202F is what OpenKey types to defeat auto-completion; line breaks inside join as a space, so no words stick together.
 */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200b-\u200d\ufeff]/g, '')
    .replace(/^[\r\n]+|[\r\n]+$/g, '')
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\u00a0\u202f]/g, ' ');
}

/** Excel's longest cell, every character a doubled quote: where the search for a closing quote gives up. */
const MAX_QUOTED = 2 * 32_767;

/** Rows of cells of a clipboard text. Excel's line break after the last row makes no row; raggedness is kept. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let at = 0;
  while (at <= text.length) {
    const { value, end } = cellAt(text, at);
    rows[rows.length - 1]?.push(value);
    if (end >= text.length) break;
    at = end + (text.startsWith('\r\n', end) ? 2 : 1);
    if (text[end] === '\t') continue;
    if (at >= text.length) break;
    rows.push([]);
  }
  return rows;
}

function cellAt(text: string, start: number): { value: string; end: number } {
  const quotedEnd = text[start] === '"' ? closingQuote(text, start) : undefined;
  if (quotedEnd !== undefined) {
    return { value: text.slice(start + 1, quotedEnd).replaceAll('""', '"'), end: quotedEnd + 1 };
  }
  let end = start;
  while (end < text.length && !isBreak(text[end])) end += 1;
  return { value: text.slice(start, end), end };
}

/** Undefined when the quote opens nothing: text from Notepad may well begin with one. */
function closingQuote(text: string, start: number): number | undefined {
  const limit = Math.min(text.length, start + MAX_QUOTED);
  for (let at = start + 1; at < limit; at += 1) {
    if (text[at] !== '"') continue;
    if (text[at + 1] !== '"') return at + 1 === text.length || isBreak(text[at + 1]) ? at : undefined;
    at += 1;
  }
  return undefined;
}

const isBreak = (it: string | undefined): boolean => it === '\t' || it === '\n' || it === '\r';

export function formatTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(quoteIfNeeded).join('\t')).join('\r\n');
}

const quoteIfNeeded = (cell: string): string =>
  /[\t\r\n]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/**
 * The same cells for Excel's HTML paste, all marked as text: from plain text Excel would make numbers of identity
 * numbers and drop their leading zeros.
 */
export function formatHtml(rows: readonly (readonly string[])[]): string {
  const body = rows.map((row) => `<tr>${row.map((it) => `<td>${escapeHtml(it)}</td>`).join('')}</tr>`).join('');
  return `<html><head><style>td{mso-number-format:"\\@"}</style></head><body><table>${body}</table></body></html>`;
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
