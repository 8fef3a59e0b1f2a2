import { readFile } from 'node:fs/promises';

import type { Download } from '@playwright/test';
import xlsx, { type WorkSheet } from 'xlsx';

/** Lists that left, by the names of their files. */
export type Files = Map<string, Buffer>;

/** What a download holds: a workbook, or an archive of several. */
export async function filesOf(download: Download): Promise<Files> {
  const name = download.suggestedFilename();
  const bytes = await readFile(await download.path());
  if (!name.endsWith('.zip')) return new Map([[name, bytes]]);
  const { FileIndex, FullPaths } = xlsx.CFB.read(bytes, { type: 'buffer' });
  const paths = FullPaths.map((it, i) => [it.replace(/^Root Entry\//, ''), FileIndex[i]?.content] as const);
  return new Map(paths.flatMap(([path, content]) => (path.endsWith('.xlsx') && content ? [[path, Buffer.from(content)]] : [])));
}

/** A list as whoever fills it in sees it. */
export class Filled {
  readonly #book;
  readonly #sheet: WorkSheet;
  readonly #head: number;
  readonly #columns: Map<string, number>;
  /** Rows of people in the sheet, from 0. */
  readonly #rows: number[] = [];

  constructor(bytes: Buffer) {
    this.#book = xlsx.read(bytes, { cellStyles: true });
    this.#sheet = this.#book.Sheets[this.#book.SheetNames[0] ?? ''] as WorkSheet;
    const { e } = xlsx.utils.decode_range(this.#sheet['!ref'] ?? 'A1');
    let head = 0;
    while (this.#at(head, 1) !== 'Mã dòng') head++;
    this.#head = head;
    this.#columns = new Map(Array.from({ length: e.c + 1 }, (_, c) => [this.#at(head, c), c]));
    for (let r = head + 1; r <= e.r; r++) if (/^\w{3}-\w{5}$/.test(this.#at(r, 1))) this.#rows.push(r);
  }

  get headings(): string[] {
    return [...this.#columns.keys()].filter((it) => it !== '');
  }

  get length(): number {
    return this.#rows.length;
  }

  text(row: number, heading: string): string {
    return this.#at(this.#rows[row] ?? -1, this.#columns.get(heading) ?? -1);
  }

  /** Row and column of a cell in the sheet, from 0. */
  place(row: number, heading: string): [number, number] {
    const c = this.#columns.get(heading);
    const r = this.#rows[row];
    if (c === undefined || r === undefined) throw new Error(`no ${heading} in row ${row}`);
    return [r, c];
  }

  put(row: number, heading: string, value: string | number) {
    const [r, c] = this.place(row, heading);
    const cell = typeof value === 'number' ? { t: 'n' as const, v: value } : { t: 's' as const, v: value };
    this.#sheet[xlsx.utils.encode_cell({ r, c })] = cell;
  }

  /** Saved by another program: `bookType` as SheetJS names it. */
  save(bookType: 'xlsx' | 'biff8' | 'ods' | 'csv' = 'xlsx'): Buffer {
    return xlsx.write(this.#book, { type: 'buffer', bookType }) as Buffer;
  }

  /** The people in another order, without those for whom `isDropped`. */
  shuffled(isDropped: (row: number) => boolean): Buffer {
    const cells = xlsx.utils.sheet_to_json<unknown[]>(this.#sheet, { header: 1, raw: true, defval: null });
    const kept = this.#rows.filter((_, i) => !isDropped(i)).map((r) => cells[r] ?? []);
    const above = cells.slice(0, this.#head + 1);
    const sheet = xlsx.utils.aoa_to_sheet([...above, ...kept.reverse()]);
    const book = xlsx.utils.book_new();
    xlsx.utils.book_append_sheet(book, sheet, 'Sheet1');
    return xlsx.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
  }

  #at(r: number, c: number): string {
    return String((this.#sheet[xlsx.utils.encode_cell({ r, c })] as { v?: unknown } | undefined)?.v ?? '');
  }
}
