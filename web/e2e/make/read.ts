import { readFile } from 'node:fs/promises';

import type { Download } from '@playwright/test';
import xlsx, { type CellObject, type WorkSheet } from 'xlsx';

import { textOf } from './list';
import type { Cell } from './people';

/** A file as an independent reader sees it: the only sheet and what is in its cells. */
export interface Read {
  fileName: string;
  name: string;
  sheet: WorkSheet;
  /** All cells of a row, by number from 1, as the reader has them. */
  row(number: number): (CellObject | undefined)[];
  texts(number: number): string[];
  lastRow: number;
}

export async function readBack(download: Download): Promise<Read> {
  const book = xlsx.read(await readFile(await download.path()), { cellNF: true, cellFormula: true, cellHTML: false });
  const [name = '', ...others] = book.SheetNames;
  if (others.length > 0) throw new Error(`more sheets: ${others.join()}`);
  const sheet = book.Sheets[name] ?? {};
  const { e } = xlsx.utils.decode_range(sheet['!ref'] ?? 'A1');
  const row = (number: number) => Array.from({ length: e.c + 1 }, (_, c) => at(sheet, number - 1, c));
  const texts = (number: number) => row(number).map((it) => textOf((it?.v ?? null) as Cell));
  return { fileName: download.suggestedFilename(), name, sheet, row, texts, lastRow: e.r + 1 };
}

/** The rows under the one whose first cell is `heading`, by heading. */
export function tableUnder(read: Read, heading: string): Record<string, string>[] {
  let head = 1;
  while (read.texts(head)[0] !== heading) if (++head > read.lastRow) throw new Error(`no heading ${heading}`);
  const headings = read.texts(head);
  const rows = Array.from({ length: read.lastRow - head }, (_, i) => read.texts(head + 1 + i));
  return rows.map((texts) => Object.fromEntries(headings.map((it, i) => [it, texts[i] ?? ''])));
}

/** Every formula of a sheet. */
export function formulas(sheet: WorkSheet): string[] {
  return Object.keys(sheet).filter((it) => !it.startsWith('!') && (sheet[it] as CellObject).f !== undefined);
}

function at(sheet: WorkSheet, r: number, c: number): CellObject | undefined {
  const cell = sheet[xlsx.utils.encode_cell({ r, c })] as CellObject | undefined;
  return cell?.t === 'z' ? undefined : cell;
}
