import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { compress } from 'lzma1';
import { defineConfig, type Plugin } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

import { encode } from './src/engine/base85.ts';

/** Vite's own output; `scripts/dist.mjs` makes the deliverables from it. */
const OUT = '../target/web';

/** `virtual:core-wasm`: the module as text, so that one file holds all. */
function coreWasm(): Plugin {
  const name = 'virtual:core-wasm';
  return {
    name: 'core-wasm',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load(id) {
      if (id !== `\0${name}`) return null;
      const wasm = new URL('pkg/soat_wasm_bg.wasm', import.meta.url);
      const packed = new URL(`${wasm.href}.lzma`); // Made by a release build, as small as can be.
      const lzma = existsSync(packed) ? readFileSync(packed) : compress(readFileSync(wasm), 1);
      return `export default ${JSON.stringify(encode(lzma))}`;
    },
  };
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
  worker: { format: 'iife', plugins: () => [coreWasm()] },
  plugins: [
    // `tree` builds elements one by one; the usual way goes through innerHTML.
    svelte({ compilerOptions: { fragments: 'tree' } }),
    coreWasm(),
    testKeys(),
    icon(),
    noManual(),
    noPolicyInDev(),
    viteSingleFile(),
    policyHashes(),
  ],
});
