// Makes the deliverables from Vite's output: `dist/soat.html` and `dist/hosted/`. Fails when the page is not
// as `check.mjs` wants it, or larger than its budget.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

import { faults } from './check.mjs';

const BUDGET_BYTES = 1_600_000;

const built = new URL('../../target/web/', import.meta.url);
const dist = new URL('../../dist/', import.meta.url);

const page = readFileSync(new URL('index.html', built), 'utf8');
const found = faults(page);
const bytes = Buffer.byteLength(page);
if (bytes > BUDGET_BYTES && !process.env.SOAT_ANY_SIZE) {
  found.push(`${bytes} bytes, more than ${BUDGET_BYTES}`);
}
if (found.length > 0) {
  console.error(`The built page is not fit to leave:\n  ${found.join('\n  ')}`);
  process.exit(1);
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(new URL('hosted/', dist), { recursive: true });
writeFileSync(new URL('soat.html', dist), page);
const hosted = hostedPage(page);
writeFileSync(new URL('hosted/index.html', dist), hosted);
const version = createHash('sha256').update(hosted).digest('hex').slice(0, 16);
for (const name of ['sw.js', 'manifest.webmanifest', 'icon.svg']) {
  const text = readFileSync(new URL(name, built), 'utf8').replace('__VERSION__', version);
  writeFileSync(new URL(`hosted/${name}`, dist), text);
}
console.log(`soat.html: ${bytes} bytes of ${BUDGET_BYTES}; hosted version ${version}`);

/** The same page, allowed its service worker and manifest, which `file://` refuses. */
function hostedPage(html) {
  const page = html
    .replace('worker-src blob:;', "worker-src blob: 'self'; manifest-src 'self';")
    .replace('</title>', '</title>\n    <link rel="manifest" href="manifest.webmanifest" />');
  if (!page.includes('manifest-src') || !page.includes('rel="manifest"')) {
    throw new Error('the page has changed its shape: no place for the manifest');
  }
  return page;
}
