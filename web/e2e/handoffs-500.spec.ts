import xlsx from 'xlsx';

import { Filled, filesOf, type Files } from './make/handoffs';
import { cellsOf, HEAD, MERGES, sheetOf, bookOf, SHEET, textOf } from './make/list';
import { makePeople, type Cell, type Person } from './make/people';
import { fillBy, type Program, type Put } from './make/programs';
import { readBack } from './make/read';
import { expect, test, type Product } from './product';

const ID = 'Số CCCD/số định danh';
const [NUMBER, ID_COLUMN, ADDRESS] = [0, 7, 15];
/** Five hundred people in five thôn; two of five have no ID in the list. */
const PEOPLE: Person[] = makePeople(500).all.map((it) => ({ ...it, problems: [], written: {} }));
const lacks = (i: number) => i % 5 === 1 || i % 5 === 3;
/** The village does not know everybody. */
const isAnswered = (i: number) => lacks(i) && i % 10 !== 3;
/** The police know another number of twenty of them. */
const isContradicted = (i: number) => isAnswered(i) && i % 25 === 1;
const policeId = ({ id }: Person) => id.slice(0, 6) + String(Number(id.slice(6)) + 1).padStart(6, '0');
const placeOf = (i: number) => `Thôn ${1 + (Math.floor(i / 5) % 5)}`;
const SAVED_AS = ['xlsx', 'biff8', 'ods', 'csv'] as const;
const BY_PROGRAMS = [['openpyxl', 'xlsx'], ['libreoffice', 'ods'], ['libreoffice', 'xls'], ['openpyxl', 'xlsx'], ['libreoffice', 'xlsx']] as const;

interface Returned {
  name: string;
  bytes: Buffer;
}
/** What is said of the person in a row of a list. */
interface Answer {
  row: number;
  heading: string;
  value: string | number;
}
/** Fills in the list of one village, or of the police, and saves it. */
type FillIn = (name: string, bytes: Buffer, answers: Answer[], k: number) => Returned;

test('five hundred people, five villages, the police against some: the Import file is as it must be', async ({ product }) => {
  test.setTimeout(180_000);
  await goAround(product, bySheetJs);
});

test('the same with lists filled in by openpyxl and by LibreOffice', async ({ product }) => {
  test.setTimeout(300_000);
  await goAround(product, byPrograms);
});

async function goAround(product: Product, fillIn: FillIn) {
  const { page } = product;
  await product.open();
  await product.openText('Thong_ke.xls', bookOfPeople());
  await expect(product.cell(9, 'B')).toHaveText(PEOPLE[0]?.name ?? '');
  await page.getByRole('button', { name: 'Giao nhận danh sách' }).click();
  const send = page.getByRole('button', { name: /^Lập .*danh sách/ });
  await expect(send).toHaveText('Lập 5 danh sách (200 người)');
  let download = page.waitForEvent('download');
  await send.click();
  const villages = await filesOf(await download);
  await page.getByRole('tab', { name: 'Giao đi' }).click();
  await page.getByText('Công an xã', { exact: true }).click();
  await expect(send).toHaveText('Lập danh sách (500 người)');
  download = page.waitForEvent('download');
  await send.click();
  const police = await filesOf(await download);

  await page.getByRole('tab', { name: 'Nhận về' }).click();
  const given = [...answersOf(villages, fillIn), policeAnswers(police, fillIn)];
  await page.locator('input[data-role=returned]').setInputFiles(
    given.map(({ name, bytes }) => ({ name, mimeType: 'application/octet-stream', buffer: bytes })),
  );
  const n = (is: (i: number) => boolean) => PEOPLE.filter((_, i) => is(i)).length;
  const [nAnswered, nContradicted] = [n(isAnswered), n(isContradicted)];
  const total = nAnswered + 2 * nContradicted + 100;
  await expect(page.getByText(`${total} câu trả lời trong tệp:`)).toBeVisible();
  await expect(page.getByRole('button', { name: `Cần chọn (${nContradicted})` })).toBeVisible();
  await expect(page.getByRole('button', { name: `Sẽ ghi (${nAnswered - nContradicted})` })).toBeVisible();
  await page.getByRole('button', { name: 'Chọn câu trả lời của Công an' }).click();
  // For the first the village is right after all.
  const first = PEOPLE.findIndex((_, i) => isContradicted(i));
  await page.getByRole('radio', { name: PEOPLE[first]?.id ?? '' }).check();
  await product.look('101-five-hundred');
  await page.getByRole('button', { name: `Ghi ${nAnswered} ô vào danh sách` }).click();
  await expect(product.toast).toContainText(`Đã ghi ${nAnswered} ô`);

  await page.getByRole('button', { name: 'Quay lại danh sách' }).click();
  await page.getByRole('button', { name: 'Xuất tệp', exact: true }).click();
  download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Xuất tệp: Tệp Import' }).click();
  const read = await readBack(await download);
  const expected = PEOPLE.flatMap((it, i) => {
    const id = isContradicted(i) && i !== first ? policeId(it) : it.id;
    return isAnswered(i) ? [rowOf(i, id)] : [];
  });
  expect(read.lastRow).toBe(8 + expected.length);
  for (const [k, cells] of expected.entries()) {
    cells[NUMBER] = String(k + 1);
    expect(read.texts(9 + k), `row ${k}`).toEqual(cells);
  }
}

/** A row as the Import file must have it, in words. */
function rowOf(i: number, id: string): string[] {
  return cellsAt(i).map((it, column) => (column === ID_COLUMN ? id : textOf(it)));
}

function cellsAt(i: number): Cell[] {
  const it = PEOPLE[i] as Person;
  const cells = cellsOf(lacks(i) ? { ...it, written: { id: null } } : it);
  cells[ADDRESS] = `Số ${i}, ${placeOf(i)}`;
  return cells;
}

function bookOfPeople(): Buffer {
  const sheet = sheetOf([...HEAD, ...PEOPLE.map((_, i) => cellsAt(i))]);
  sheet['!merges'] = MERGES.map((it) => xlsx.utils.decode_range(it));
  return bookOf([[SHEET, sheet]]);
}

/** Whom a row of a list is about. */
function personOf(list: Filled, row: number): number {
  const [name, birth] = [list.text(row, 'Họ và tên'), list.text(row, 'Ngày sinh')];
  return PEOPLE.findIndex((it) => it.name === name && it.birth === birth);
}

function answersOf(villages: Files, fillIn: FillIn): Returned[] {
  return [...villages].map(([name, bytes], k) => {
    const list = new Filled(bytes);
    const rows = Array.from({ length: list.length }, (_, row) => ({ row, i: personOf(list, row) }));
    const answers = rows.filter(({ i }) => isAnswered(i)).map(({ row, i }) => {
      const id = PEOPLE[i]?.id ?? '';
      // Numbers lose their zeros in Excel; the row proves them.
      return { row, heading: ID, value: k === 0 ? Number(id) : id };
    });
    return fillIn(name, bytes, answers, k);
  });
}

/** A hundred are right, and some of those without an ID have another one than the village says. */
function policeAnswers(police: Files, fillIn: FillIn): Returned {
  const [[name, bytes]] = [...police] as [[string, Buffer]];
  const list = new Filled(bytes);
  const answers: Answer[] = [];
  let nRight = 0;
  for (let row = 0; row < list.length; row++) {
    const i = personOf(list, row);
    if (isContradicted(i)) {
      answers.push({ row, heading: 'Sai', value: 'x' }, { row, heading: ID, value: policeId(PEOPLE[i] as Person) });
    } else if (!lacks(i) && nRight++ < 100) answers.push({ row, heading: 'Đúng', value: 'x' });
  }
  return fillIn(name, bytes, answers, 1);
}

/** Each village in another format; the last sorts its list and leaves out whom it does not know. */
function bySheetJs(name: string, bytes: Buffer, answers: Answer[], k: number): Returned {
  const list = new Filled(bytes);
  for (const { row, heading, value } of answers) list.put(row, heading, value);
  const format = SAVED_AS[k];
  const known = new Set(answers.map(({ row }) => row));
  const saved = format ? list.save(format) : list.shuffled((row) => !known.has(row));
  return { name: renamed(name, format === 'biff8' ? 'xls' : (format ?? 'xlsx')), bytes: saved };
}

function byPrograms(name: string, bytes: Buffer, answers: Answer[], k: number): Returned {
  const [program, ending] = BY_PROGRAMS[k] as [Program, string];
  const list = new Filled(bytes);
  const puts = answers.map(({ row, heading, value }): Put => [...list.place(row, heading), value]);
  const saved = fillBy(program, bytes, puts, ending);
  test.skip(!saved, `${program} is not on this machine`);
  return { name: renamed(name, ending), bytes: saved as Buffer };
}

function renamed(name: string, ending: string): string {
  return name.replace(/\.xlsx$/, `.${ending}`);
}
