// Measures the built product in one Chromium, side by side with other readers and writers. README.md says how to read it.
import { cpSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { chromium } from '@playwright/test';
import { build } from 'vite';

import { processorTime } from './lab.mjs';
import { FOLDER, list } from './lists.mjs';
import { table } from './report.mjs';
import * as scenarios from './scenarios.mjs';
import { serve } from './serve.mjs';

const SCENARIOS = {
  open: scenarios.open,
  'engine-mixed': (lab) => scenarios.engine(lab, 'mixed'),
  'engine-bad': (lab) => scenarios.engine(lab, 'bad'),
  'edit-mixed': (lab) => scenarios.edit(lab, 'mixed'),
  'edit-bad': (lab) => scenarios.edit(lab, 'bad'),
  write: scenarios.write,
  match: scenarios.match,
  million: scenarios.million,
};

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    runs: { type: 'string', default: '3' },
    only: { type: 'string', multiple: true, default: Object.keys(SCENARIOS) },
  },
});

const here = (path) => new URL(path, import.meta.url);
const n = Number(options.rows);
const lists = { mixed: list(n, 0.3), bad: list(n, 1), clean: list(10_000, 0), part: list(n, 0.3, Math.ceil(n / 5)), million: () => list(10 * n, 0.3) };
// A build that goes on meanwhile must not change what is measured.
cpSync(here('../pkg/'), new URL('pkg/', FOLDER), { recursive: true });
const warm = { entry: here('page/warm.ts').pathname, formats: ['es'], fileName: 'warm' };
const outDir = new URL('warm/', FOLDER).pathname;
await build({ configFile: false, logLevel: 'error', build: { lib: warm, outDir } });
const { address, stop } = await serve({
  bench: here('page/'),
  pkg: new URL('pkg/', FOLDER),
  warm: new URL('warm/', FOLDER),
  modules: here('../node_modules/'),
  lists: FOLDER,
});
const browser = await chromium.launch({ executablePath: process.env.CHROME, args: ['--no-sandbox'] });
const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
const page = process.env.SOAT_PAGE ?? here('../../dist/soat.html').href;
const lab = { context, address, cpu: await processorTime(browser), lists, page, runs: Number(options.runs) };

const rows = [];
const measured = { chromium: browser.version(), rows: n };
for (const name of options.only) {
  console.log(`measuring ${name} ...`);
  try {
    const done = await SCENARIOS[name](lab);
    rows.push(...done.rows);
    measured[name] = done.numbers;
  } catch (error) {
    process.exitCode = 1;
    rows.push({ what: name, soat: 'could not run' });
    console.error(`${name} could not run: ${error.message}`);
  }
}
await browser.close();
stop();

const file = new URL('last.json', FOLDER);
writeFileSync(file, `${JSON.stringify(measured, null, 1)}\n`);
console.log(`\nChromium ${measured.chromium}; all times are medians\n\n${table(rows)}\n\nnumbers: ${file.pathname}`);
