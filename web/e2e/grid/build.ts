import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const folder = here('../../node_modules/.cache/soat-grid');

/** The built page; it needs no server. */
export const HARNESS_URL = pathToFileURL(`${folder}/harness.html`).href;

/** Builds the harness into one file under the product's kind of policy: hashes, no `unsafe-inline`. */
export default async function buildHarness(): Promise<void> {
  const js = await bundle();
  const css = (await readFile(here('../../src/grid/grid.css'), 'utf8')) + (await readFile(here('harness.css'), 'utf8'));
  const page = (await readFile(here('harness.html'), 'utf8'))
    .replace('__SCRIPT__', () => hash(js))
    .replace('__STYLE__', () => hash(css))
    .replace('__CSS__', () => css)
    .replace('__JS__', () => js);
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/harness.html`, page);
}

async function bundle(): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    root: here('.'),
    build: {
      write: false,
      target: ['chrome109', 'firefox115'],
      lib: { entry: here('harness.ts'), formats: ['es'], fileName: 'harness' },
    },
  });
  const [first] = Array.isArray(output) ? output : [output];
  const chunk = first && 'output' in first ? first.output[0] : undefined;
  if (!chunk) throw new Error('the harness was not built');
  return chunk.code;
}

const hash = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
