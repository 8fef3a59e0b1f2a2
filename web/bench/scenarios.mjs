// What is measured. Each scenario gives rows for the table and numbers for the file.
import * as XLSX from 'xlsx';

import { writeFileSync } from 'node:fs';

import { Lab } from './lab.mjs';
import { FOLDER } from './lists.mjs';
import { personalIds, PERSONAL_ID } from './people.mjs';
import { openLarge, typeInto } from './product.mjs';
import { median, megabytes, ms, ninth } from './report.mjs';

const READ_RATIO = 3;
const READ_ALONE_RATIO = 10;
const MOST_BARE = 2.5;
const MOST_CHECK_SHARE = 0.4;
const WRITE_RATIO = 2;
const MOST_MEMORY = 200e6;
const MOST_EDIT_MS = 16;
const MOST_MATCH = 3;
const MOST_MEMORY_OF_MILLION = 600e6;
const MOST_FIRST_MS = 1_000;
const MOST_TASK_MS = 50;

/** Reading and checking, against merely reading. */
export async function open({ context, address, cpu, lists, runs }) {
  const runsOf = { soat: [], sheetjs: [], exceljs: [] };
  const bare = [];
  for (let run = 0; run < runs; run++) {
    for (const [kind, done] of Object.entries(runsOf)) done.push(await openOnce({ context, address, cpu }, kind, lists.mixed));
    bare.push(await bareOnce({ context, address }, lists.mixed));
  }
  const what = `open + check ${lists.mixed.n} rows, against merely reading`;
  const rows = [
    { ...readRow(what, runsOf, 'ms'), target: `>= ${READ_RATIO}x` },
    readRow('the same in processor time, all threads', runsOf, 'cpuMs'),
  ];
  rows[0].held = ratioOf(runsOf, 'ms') >= READ_RATIO;
  rows.push(...partRows(runsOf, median(bare)));
  return { rows, numbers: { ...runsOf, bare } };
}

/** Reading and checking apart. */
function partRows({ soat, sheetjs }, bare) {
  const read = median(soat.map((it) => it.ms - it.checkMs));
  const share = median(soat.map((it) => it.checkMs / it.ms));
  const [times, ratio] = [read / bare, median(sheetjs.map((it) => it.ms)) / read];
  return [
    {
      what: 'reading alone, against bare unpacking and scanning',
      soat: ms(read),
      others: `bare ${ms(bare)}`,
      ratio: `${times.toFixed(2)}x`,
      target: `<= ${MOST_BARE}x`,
      held: times <= MOST_BARE,
    },
    {
      what: 'reading alone, against SheetJS',
      soat: ms(read),
      ratio: `${ratio.toFixed(1)}x`,
      target: `>= ${READ_ALONE_RATIO}x`,
      held: ratio >= READ_ALONE_RATIO,
    },
    { what: 'the check within the opening, its code just loaded', soat: `${(100 * share).toFixed(0)} % of it` },
  ];
}

async function bareOnce({ context, address }, list) {
  const lab = await Lab.start(context, address, 'soat');
  try {
    return (await lab.ask('bare', { list: `${address}/lists/${list.name}` })).ms;
  } finally {
    await lab.stop();
  }
}

function readRow(what, runsOf, key) {
  const { soat, sheetjs, exceljs } = mediansOf(runsOf, key);
  const others = `SheetJS ${ms(sheetjs)}, ExcelJS ${ms(exceljs)}`;
  return { what, soat: ms(soat), others, ratio: `${ratioOf(runsOf, key).toFixed(2)}x` };
}

function ratioOf(runsOf, key) {
  const { soat, ...others } = mediansOf(runsOf, key);
  return Math.min(...Object.values(others)) / soat;
}

function mediansOf(runsOf, key) {
  return Object.fromEntries(Object.entries(runsOf).map(([kind, done]) => [kind, median(done.map((it) => it[key]))]));
}

async function openOnce({ context, address, cpu }, kind, list) {
  const lab = await Lab.start(context, address, kind);
  try {
    const before = await cpu();
    const opened = await openIn(lab, address, list);
    return { ms: opened.ms, checkMs: opened.checkMs, cpuMs: (await cpu()) - before };
  } catch (error) {
    // A reader that cannot do it at all takes for ever; ours must.
    if (kind === 'soat') throw error;
    console.log(`${kind} cannot: ${error.message}`);
    return { ms: Infinity, cpuMs: Infinity };
  } finally {
    await lab.stop();
  }
}

async function openIn(lab, address, list) {
  const opened = await lab.ask('open', { list: `${address}/lists/${list.name}` });
  if (opened.nRows < list.n) throw new Error(`${opened.nRows} rows instead of ${list.n}`);
  return opened;
}

/** The engine alone on an open list: memory, the check, edits, searches. */
export async function engine({ context, address, lists }, which) {
  const list = lists[which];
  const lab = await Lab.start(context, address, 'soat');
  try {
    const opened = await openIn(lab, address, list);
    const rechecks = [];
    for (let run = 0; run < 3; run++) rechecks.push((await lab.ask('recheck')).ms);
    const edits = await lab.ask('edits', { column: PERSONAL_ID, ids: personalIds(list.n, list.badShare) });
    const problems = await lab.ask('problems');
    const views = await viewTimes(lab);
    return engineRows(which, { opened, rechecks, edits, problems, views });
  } finally {
    await lab.stop();
  }
}

async function viewTimes(lab) {
  const times = {};
  for (const [name, request] of Object.entries(VIEWS)) {
    const runs = [];
    for (let run = 0; run < 5; run++) runs.push((await lab.ask('view', { request })).ms);
    times[name] = median(runs);
  }
  await lab.ask('view', { request: {} });
  times.rows = (await lab.ask('rows')).ms;
  return times;
}

const VIEWS = {
  all: {},
  text: { text: 'nguyen van' },
  digits: { text: '0912' },
  rule: { rule: 'ids/missing' },
  errors: { only: 'errors' },
};

function engineRows(which, { opened, rechecks, edits, problems, views }) {
  const check = median(rechecks);
  const share = (part) => `${((100 * part) / opened.ms).toFixed(0)} % of the opening`;
  const rows = [
    {
      what: `${which}: wasm memory after open + check`,
      soat: megabytes(opened.memory),
      target: `<= ${megabytes(MOST_MEMORY)}`,
      held: opened.memory <= MOST_MEMORY,
    },
    { what: `${which}: open + check`, soat: ms(opened.ms), others: `${opened.rowsWithErrors} rows with errors` },
    { what: `${which}: the check in it`, soat: ms(opened.checkMs), others: share(opened.checkMs) },
    {
      what: `${which}: all rules over the whole list`,
      soat: ms(check),
      others: share(check),
      target: `<= ${100 * MOST_CHECK_SHARE} %`,
      held: check / opened.ms <= MOST_CHECK_SHARE,
    },
    { what: `${which}: edit, engine alone`, soat: ms(median(edits.times)), others: `9 of 10 below ${ms(ninth(edits.times))}` },
    { what: `${which}: next problem`, soat: ms(median(problems.times)), others: `9 of 10 below ${ms(ninth(problems.times))}` },
    { what: `${which}: search for a name / for digits`, soat: `${ms(views.text)} / ${ms(views.digits)}` },
    { what: `${which}: filter by a rule / by errors`, soat: `${ms(views.rule)} / ${ms(views.errors)}` },
    { what: `${which}: 100 rows for the grid`, soat: ms(views.rows) },
  ];
  return { rows, numbers: { opened, rechecks, edits, problems, views } };
}

/** From the key that commits to the frame that shows the cell's new state, in the page that users get. */
export async function edit({ context, page, lists }, which) {
  const numbers = await typeInto(context, page, lists[which]);
  const middle = median(numbers.painted);
  const rows = [
    { what: `${which}: file chosen to rows shown, in the page`, soat: ms(numbers.openMs) },
    { what: `${which}: edit -> new state in the document`, soat: ms(median(numbers.document)) },
    {
      what: `${which}: edit -> recheck -> repaint, in the page`,
      soat: ms(middle),
      others: `9 of 10 below ${ms(ninth(numbers.painted))}`,
      target: `<= ${MOST_EDIT_MS} ms`,
      held: middle <= MOST_EDIT_MS,
    },
  ];
  return { rows, numbers };
}

/** A list of a province: memory, and a page that answers meanwhile. */
export async function million({ context, address, page, lists }) {
  const list = lists.million();
  const lab = await Lab.start(context, address, 'soat');
  const opened = await openIn(lab, address, list).finally(() => lab.stop());
  const seen = await openLarge(context, page, list);
  const rows = [
    {
      what: `${list.n} rows: wasm memory after open + check`,
      soat: megabytes(opened.memory),
      others: `open + check ${ms(opened.ms)}`,
      target: `<= ${megabytes(MOST_MEMORY_OF_MILLION)}`,
      held: opened.memory <= MOST_MEMORY_OF_MILLION,
    },
    {
      what: `${list.n} rows: file chosen to first rows, in the page`,
      soat: ms(seen.firstMs),
      others: `all rows ${ms(seen.allMs)}`,
      target: `<= ${ms(MOST_FIRST_MS)}`,
      held: seen.firstMs <= MOST_FIRST_MS,
    },
    {
      what: `${list.n} rows: longest task of the page meanwhile`,
      soat: ms(seen.longestTask),
      others: `${seen.nLongTasks} over 50 ms`,
      target: `<= ${MOST_TASK_MS} ms`,
      held: seen.longestTask <= MOST_TASK_MS,
    },
  ];
  return { rows, numbers: { opened, seen } };
}

/** A list of 20,000 looked for in the large one, against reading the large one. */
export async function match({ context, address, lists, runs }) {
  const done = [];
  for (let run = 0; run < runs; run++) {
    const lab = await Lab.start(context, address, 'soat');
    try {
      await openIn(lab, address, lists.part);
      done.push(await lab.ask('match', { list: `${address}/lists/${lists.mixed.name}` }));
    } finally {
      await lab.stop();
    }
  }
  const [readMs, matchMs] = [median(done.map((it) => it.readMs)), median(done.map((it) => it.matchMs))];
  const row = {
    what: `match ${lists.part.n} x ${lists.mixed.n}, against reading the second list`,
    soat: ms(matchMs),
    others: `reading ${ms(readMs)}`,
    ratio: `${(matchMs / readMs).toFixed(2)}x`,
    target: `<= ${MOST_MATCH}x`,
    held: matchMs <= MOST_MATCH * readMs,
  };
  return { rows: [row], numbers: done };
}

/** The import file of a list without faults, against the same cells written by ExcelJS. */
export async function write({ context, address, cpu, lists, runs }) {
  const runsOf = { soat: [], exceljs: [] };
  for (let run = 0; run < runs; run++) {
    const { file, ...done } = await writeSoat({ context, address, cpu }, lists.clean);
    runsOf.soat.push(done);
    if (run === 0) prepareSame(file, lists.clean.n);
    runsOf.exceljs.push(await writeExcel({ context, address, cpu }));
  }
  const rows = [
    { ...writeRow(`write ${lists.clean.n} rows, against the same cells`, runsOf, 'ms'), target: `>= ${WRITE_RATIO}x` },
    writeRow('the same in processor time, all threads', runsOf, 'cpuMs'),
  ];
  rows[0].held = ratioOf(runsOf, 'ms') >= WRITE_RATIO;
  return { rows, numbers: runsOf };
}

function writeRow(what, runsOf, key) {
  const { soat, exceljs } = mediansOf(runsOf, key);
  return { what, soat: ms(soat), others: `ExcelJS ${ms(exceljs)}`, ratio: `${ratioOf(runsOf, key).toFixed(2)}x` };
}

async function writeExcel({ context, address, cpu }) {
  const lab = await Lab.start(context, address, 'exceljs');
  const before = await cpu();
  const { ms: time } = await lab.ask('write', { rowsOf: `${address}/lists/${CELLS}` });
  const cpuMs = (await cpu()) - before;
  await lab.stop();
  return { ms: time, cpuMs };
}

async function writeSoat({ context, address, cpu }, list) {
  const lab = await Lab.start(context, address, 'soat');
  await openIn(lab, address, list);
  const before = await cpu();
  const { ms: time, file } = await lab.ask('write');
  const cpuMs = (await cpu()) - before;
  await lab.stop();
  return { ms: time, cpuMs, file: Buffer.from(file, 'base64') };
}

const CELLS = 'cells.json';

/** Reads our file with another reader, so that ExcelJS is given exactly what is in it. */
function prepareSame(file, n) {
  const book = XLSX.read(file, { dense: true });
  const sheet = book.Sheets[book.SheetNames[0]];
  const rows = XLSX.utils.sheet_to_json(sheet, { header: 1, raw: true, defval: null, blankrows: true });
  const people = rows.filter((it) => typeof it[PERSONAL_ID] === 'string' && /^\d{12}$/.test(it[PERSONAL_ID]));
  if (people.length !== n) throw new Error(`${people.length} rows were written instead of ${n}`);
  writeFileSync(new URL(CELLS, FOLDER), JSON.stringify(rows));
}
