// Makes the deliverables from Vite's output: `dist/soat.html` and `dist/hosted/`. Fails when the page is not
// as `check.mjs` wants it, or larger than its budget.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

import { faults, policyOf } from './check.mjs';

const BUDGET_BYTES = 1_600_000;

/** What the page never asks a browser for. */
const POWERS = [
  'accelerometer', 'autoplay', 'camera', 'display-capture', 'fullscreen', 'geolocation', 'gyroscope', 'hid',
  'idle-detection', 'magnetometer', 'microphone', 'midi', 'payment', 'publickey-credentials-get', 'screen-wake-lock',
  'serial', 'usb', 'xr-spatial-tracking',
];

const built = (name) => readFileSync(new URL(`../../target/web/${name}`, import.meta.url), 'utf8');
const dist = new URL('../../dist/', import.meta.url);

const bare = built('index.html');
const found = faults(bare);
const page = numbered(bare);
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
const version = sha256(hosted).slice(0, 16);
const files = {
  'hosted/index.html': hosted,
  'hosted/sw.js': built('sw.js').replace('__VERSION__', version),
  'hosted/manifest.webmanifest': manifest(),
  'hosted/_headers': headers(policyOf(hosted)),
};
for (const [name, text] of Object.entries(files)) writeFileSync(new URL(name, dist), text);
const sums = Object.entries({ 'soat.html': page, ...files }).map(([name, text]) => `${sha256(text)}  ${name}\n`);
writeFileSync(new URL('SHA256SUMS', dist), sums.join(''));
console.log(`soat.html: ${bytes} bytes of ${BUDGET_BYTES}; hosted version ${version}`);

/** The page with the number that it shows: the hash of all the rest of it. Same source, same number. */
function numbered(html) {
  return html.replace('__BUILD__', sha256(html).slice(0, 16));
}

function sha256(text) {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * What the server of the hosted copy must send, in the form that Netlify and Cloudflare Pages read: the page's own
 * policy, what a `<meta>` cannot say, and a policy for the service worker, which fetches the page to keep it.
 */
function headers(policy) {
  const page = `${policy}; frame-ancestors 'none'; sandbox allow-scripts allow-same-origin allow-forms allow-downloads allow-modals`;
  const sections = {
    '/*': {
      'Permissions-Policy': POWERS.map((it) => `${it}=()`).join(', '),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Cache-Control': 'no-cache',
    },
    '/': { 'Content-Security-Policy': page },
    '/index.html': { 'Content-Security-Policy': page },
    '/sw.js': { 'Content-Security-Policy': "default-src 'none'; connect-src 'self'; require-trusted-types-for 'script'" },
  };
  const lines = (of) => Object.entries(of).map(([name, value]) => `  ${name}: ${value}\n`).join('');
  return Object.entries(sections).map(([path, of]) => `${path}\n${lines(of)}`).join('');
}

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
