import { readFileSync } from 'node:fs';

import xlsx, { type CellObject, type WorkSheet } from 'xlsx';

import type { Cell, Person } from './people';

export const SHEET = 'PL1_Danh sach doi tuong tiem';
/** Excel's day 0, as the epoch counts it. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const DAY = 86_400_000;

/** The template's rows 1 to 8, whose words the tests of reading know too. */
export const HEAD: string[][] = readFileSync(new URL('../../../tests/templates/v3.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split('|').map((it) => it.replace(/^ | $/g, '').replaceAll('⏎', '\n').replace(/^ +$/, '')));

export const MERGES = ['A1:R1', 'J7:P7', 'Q7:T7', 'U7:X7', 'Y7:AB7', 'AC7:AF7'].concat(
  'A B C D E F G H I AG AH AI'.split(' ').map((it) => `${it}7:${it}8`),
);

const DOSES = ['COVID-19 Vaccine AstraZeneca', '15/06/2021', 'D008', '01A01', 'COVID-19 Vaccine AstraZeneca', '20/09/2021', '0045', '01A01'];

/** The platform's `Thong_ke_xac_minh_doi_tuong`, as Excel 97 writes it. */
export function verificationList(people: Person[]): Buffer {
  const sheet = sheetOf([...HEAD, ...people.map(cellsOf)]);
  sheet['!merges'] = MERGES.map((it) => xlsx.utils.decode_range(it));
  return bookOf([[SHEET, sheet]]);
}

export function bookOf(sheets: [string, WorkSheet][]): Buffer {
  const book = xlsx.utils.book_new();
  for (const [name, sheet] of sheets) xlsx.utils.book_append_sheet(book, sheet, name);
  return xlsx.write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer;
}

export function sheetOf(rows: Cell[][]): WorkSheet {
  return xlsx.utils.aoa_to_sheet(rows.map((row) => row.map(cellObject)));
}

/** Columns A to AI of a person, as in the file. */
export function cellsOf(it: Person): Cell[] {
  const { written } = it;
  const { name, birth, sex, phone, id, commune, work } = { ...it, commune: '00658', work: 'Tự do', ...written };
  const home = ['Hà Nội', '01', 'Thanh Trì', '020', 'Tứ Hiệp', commune, 'Thôn Cổ Điển'];
  const later = Array<null>(8).fill(null);
  return [it.row - 8, name, birth, sex, '8', work, phone, id, null, ...home, ...DOSES, ...later, reasonOf(it), null, null];
}

function reasonOf({ written }: Person): string {
  if (written.id === undefined) return 'Sai thông tin cơ bản của công dân';
  return written.id === null ? 'Không có CCCD/Mã định danh' : 'Sai định dạng CCCD/Mã định danh';
}

function cellObject(cell: Cell): CellObject | null {
  if (cell === null || cell === '') return null;
  // Excel's own short date, 14: SheetJS numbers other formats as [MS-XLS] forbids, and calamine then reads none.
  if (cell instanceof Date) return { t: 'n', v: (cell.getTime() - DAY_ZERO) / DAY, z: 'm/d/yy' };
  return typeof cell === 'number' ? { t: 'n', v: cell } : { t: 's', v: cell, z: '@' };
}

/** A cell of the file in words: what is meant by it, and nothing made better. */
export function textOf(cell: Cell): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10).split('-').reverse().join('/');
  return cell === null ? '' : String(cell);
}
