// Makes the deliverables from Vite's output: `dist/soat.html` and `dist/hosted/`. Fails when the page is not
// as `check.mjs` wants it, or larger than its budget.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

import { faults } from './check.mjs';

const BUDGET_BYTES = 1_600_000;

const built = (name) => readFileSync(new URL(`../../target/web/${name}`, import.meta.url), 'utf8');
const dist = new URL('../../dist/', import.meta.url);

const page = built('index.html');
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
writeFileSync(new URL('hosted/sw.js', dist), built('sw.js').replace('__VERSION__', version));
writeFileSync(new URL('hosted/manifest.webmanifest', dist), manifest());
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

/** The manifest with the icon inside: the policy's `img-src` refuses files, and then nothing can be installed. */
function manifest() {
  const icon = `data:image/svg+xml,${encodeURIComponent(built('icon.svg').trim())}`;
  return built('manifest.webmanifest').replace('"icon.svg"', () => JSON.stringify(icon));
}
