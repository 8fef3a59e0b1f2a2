// The page that users get, typed into as they do.
import { personalIds, PERSONAL_ID } from './people.mjs';

const EDITS = 50;
/** Rows in view; the edits go through them again and again. */
const ROWS = 10;
/** Longer than a frame and no multiple of one, so that keys do not come at the same moment of each frame. */
const BETWEEN_MS = 57;
/** Rows shown while the rest is read, or the grid where reading was quicker. */
/** Nobody finds a file sooner; meanwhile the page unpacks its module and warms up. */
const CHOOSING_MS = 2_000;
const FIRST_ROWS = '.rows td, .soat-row .soat-cell:not(.is-waiting)';

/**
 * Opens a list from the disk, then types IDs down the first rows, each changing whether its cell is an error.
 * Times are from the key that commits: until the document holds the cell's new state, and until the frame with it,
 * for which there may be a sixtieth of a second to wait, has been painted.
 */
export async function typeInto(context, page, list) {
  const tab = await context.newPage();
  try {
    await tab.goto(page);
    await tab.evaluate(watch);
    const openMs = await open(tab, list);
    const edits = [];
    const ids = personalIds(list.n, list.badShare);
    for (let at = 0; at < EDITS; at++) edits.push(await typeOne(tab, at % ROWS, ids[at % ROWS]));
    return { openMs, document: edits.map((it) => it.documentMs), painted: edits.map((it) => it.paintedMs) };
  } finally {
    await tab.close();
  }
}

/**
 * Opens a large list from the disk: until its first rows are shown, until all are, and the longest task of the page
 * in between. Tasks under 50 ms are none to the browser: then the longest counts as none.
 */
export async function openLarge(context, page, list) {
  const tab = await context.newPage();
  try {
    await tab.goto(page);
    await tab.evaluate(() => {
      window.longTasks = [];
      new PerformanceObserver((seen) => window.longTasks.push(...seen.getEntries().map((it) => it.duration))).observe({ type: 'longtask' });
    });
    await tab.waitForTimeout(CHOOSING_MS);
    const start = performance.now();
    await tab.locator('input[type=file]').setInputFiles(list.path);
    await tab.locator(FIRST_ROWS).first().waitFor({ timeout: 300_000 });
    const firstMs = performance.now() - start;
    await tab.locator('.soat-row .soat-cell:not(.is-waiting)').first().waitFor({ timeout: 300_000 });
    const allMs = performance.now() - start;
    const tasks = await tab.evaluate(() => window.longTasks);
    return { firstMs, allMs, longestTask: Math.max(0, ...tasks), nLongTasks: tasks.length };
  } finally {
    await tab.close();
  }
}

async function open(tab, list) {
  const start = performance.now();
  await tab.locator('input[type=file]').setInputFiles(list.path);
  await tab.locator('.soat-row .soat-cell:not(.is-waiting)').first().waitFor({ timeout: 300_000 });
  const ms = performance.now() - start;
  await tab.locator('.soat-body').evaluate((it) => window.watchBody(it));
  await tab.keyboard.press('Control+Home');
  await tab.locator(cellAt(0)).waitFor();
  return ms;
}

async function typeOne(tab, row, id) {
  const wasError = await tab.locator(cellAt(row)).evaluate((it) => it.classList.contains('is-error'));
  await tab.locator(cellAt(row)).click();
  await tab.keyboard.insertText(wasError ? id : '12');
  await tab.waitForTimeout(BETWEEN_MS + row);
  await tab.evaluate((it) => window.expectError(it.cell, it.isError), { cell: cellAt(row), isError: !wasError });
  await tab.keyboard.press('Enter');
  const times = await tab.evaluate(() => window.painted);
  if (times === null) throw new Error(`row ${row}: the cell's state did not change`);
  await tab.waitForTimeout(BETWEEN_MS);
  return times;
}

/** Heading and row numbers come first, counted from 1. */
const cellAt = (row) => `.soat-row:not([hidden])[aria-rowindex="${row + 2}"] [aria-colindex="${PERSONAL_ID + 2}"]`;

/** Runs in the page: watches for the frame in which a cell gets the state that is waited for. */
function watch() {
  const MOST_MS = 5_000;
  const frame = window.requestAnimationFrame.bind(window);
  let inFrame = false;
  let awaited;

  window.requestAnimationFrame = (act) =>
    frame((now) => {
      inFrame = true;
      try {
        act(now);
      } finally {
        // Queued after the observer's own, which the changes made by `act` have queued.
        queueMicrotask(() => (inFrame = false));
      }
    });

  /** A message comes after the frame's style, layout and paint. */
  const afterFrame = (act) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = act;
    if (inFrame) port2.postMessage(0);
    else frame(() => port2.postMessage(0));
  };

  const look = () => {
    if (awaited?.start === undefined) return;
    const cell = document.querySelector(awaited.cell);
    if (!cell || cell.classList.contains('is-error') !== awaited.isError) return;
    const { start, resolve } = awaited;
    awaited = undefined;
    const documentMs = performance.now() - start;
    afterFrame(() => resolve({ documentMs, paintedMs: performance.now() - start }));
  };

  window.watchBody = (body) => {
    new MutationObserver(look).observe(body, { subtree: true, attributes: true, attributeFilter: ['class'] });
  };

  window.expectError = (cell, isError) => {
    window.painted = new Promise((resolve) => {
      awaited = { cell, isError, resolve };
      setTimeout(() => resolve(null), MOST_MS);
    });
  };

  document.addEventListener('keydown', (event) => awaited && (awaited.start ??= event.timeStamp), true);
}
