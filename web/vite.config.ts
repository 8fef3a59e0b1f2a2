import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { compress } from 'lzma1';
import { defineConfig, type Plugin } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

import { encode } from './src/engine/asText.ts';

/** Vite's own output; `scripts/dist.mjs` makes the deliverables from it. */
const OUT = '../target/web';

/** Puts the module into the page as text, so that one file holds all. Last, for it is no matter to anybody else. */
function coreWasm(): Plugin {
  const fill = (html: string) => html.replace('__CORE_WASM__', () => encode(packedCore()));
  return {
    name: 'core-wasm',
    enforce: 'post',
    transformIndexHtml: { order: 'post', handler: (html, { server }) => (server ? fill(html) : html) },
    writeBundle(options) {
      const file = `${options.dir}/index.html`;
      writeFileSync(file, fill(readFileSync(file, 'utf8')));
    },
  };
}

function packedCore(): Uint8Array {
  const wasm = new URL('pkg/soat_wasm_bg.wasm', import.meta.url);
  const packed = new URL(`${wasm.href}.lzma`); // Made by a release build, as small as can be.
  return existsSync(packed) ? readFileSync(packed) : compress(readFileSync(wasm), 1);
}

/** `SOAT_TEST_KEYS=1`: quick keys, for tests of what is stored. `scripts/check.mjs` lets no such page leave. */
function testKeys(): Plugin {
  const quick = new URL('e2e/make/keys.ts', import.meta.url).pathname;
  return {
    name: 'test-keys',
    enforce: 'pre',
    resolveId: (id) => (process.env['SOAT_TEST_KEYS'] && id.endsWith('/engine/keys') ? quick : null),
  };
}

/** The icon inside the page: a link to a file would be refused by the policy. */
function icon(): Plugin {
  const svg = readFileSync(new URL('public/icon.svg', import.meta.url), 'utf8').trim();
  const url = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  return {
    name: 'icon',
    transformIndexHtml: { order: 'pre', handler: (html) => html.replace('__ICON__', () => url) },
  };
}

/** Svelte's errors are addresses of its manual; the built file shall name no site at all. */
function noManual(): Plugin {
  return {
    name: 'no-manual',
    transform: (code, id) =>
      id.includes('/node_modules/svelte/') && code.includes('https://svelte.dev/')
        ? { code: code.replaceAll('https://svelte.dev/', 'svelte.dev/'), map: null }
        : null,
  };
}

/** Puts the hashes of what was inlined into the page's policy. */
function policyHashes(): Plugin {
  const hashes = (html: string, element: RegExp) =>
    [...html.matchAll(element)]
      .map((it) => `'sha256-${createHash('sha256').update(it[1] ?? '').digest('base64')}'`)
      .join(' ') || "'none'";
  return {
    name: 'policy-hashes',
    apply: 'build',
    enforce: 'post',
    writeBundle(options) {
      const file = `${options.dir}/index.html`;
      const html = readFileSync(file, 'utf8');
      const scripts = hashes(html, /<script[^>]*>([\s\S]*?)<\/script>/g);
      const styles = hashes(html, /<style[^>]*>([\s\S]*?)<\/style>/g);
      const done = html
        .replace('__SCRIPT_HASHES__', () => scripts)
        .replace('__STYLE_HASHES__', () => styles);
      writeFileSync(file, done);
    },
  };
}

/** The dev server inlines nothing and talks to itself: it runs without the policy. */
function noPolicyInDev(): Plugin {
  return {
    name: 'no-policy-in-dev',
    apply: 'serve',
    transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv[^>]*>/, ''),
  };
}

export default defineConfig({
  build: {
    target: ['chrome109', 'firefox115'],
    outDir: OUT,
    emptyOutDir: true,
    modulePreload: false,
    assetsInlineLimit: 100_000_000,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      checks: { pluginTimings: false },
      // The single-file plugin looks at the policy before the hashes are put in.
      onwarn: (warning, tell) => {
        if (!(warning.plugin === 'vite:singlefile' && warning.message.includes('Policy'))) tell(warning);
      },
    },
  },
  worker: { format: 'iife' },
  plugins: [
    // `tree` builds elements one by one; the usual way goes through innerHTML.
    // A class stands a thousand times in the page: it is named by the styles, and shortly.
    svelte({ compilerOptions: { fragments: 'tree', cssHash: ({ hash, css }) => `s${hash(css).slice(-4)}` } }),
    testKeys(),
    icon(),
    noManual(),
    noPolicyInDev(),
    viteSingleFile(),
    coreWasm(),
    policyHashes(),
  ],
});
