import { createHash } from 'node:crypto';

import { expect, test } from 'vitest';

import { faults } from './check.mjs';

const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

function page({ script = 'let a = 1;', style = 'a{}', body = '', policy = (it) => it } = {}) {
  const content = policy(
    `default-src 'none'; script-src ${hash(script)} 'wasm-unsafe-eval'; worker-src blob:; style-src ${hash(style)}; ` +
      "img-src data: blob:; font-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types default",
  );
  return (
    `<head><meta http-equiv="Content-Security-Policy" content="${content}">` +
    `<script type="module">${script}</script><style>${style}</style></head><body>${body}</body>`
  );
}

test('a page as it should be has no faults', () => {
  expect(faults(page({ script: 'let ns = "http://www.w3.org/2000/svg";' }))).toEqual([]);
});

test.each([
  'a.innerHTML=b',
  'a["outerHTML"]=b',
  'eval("1")',
  'new Function("x")',
  'new RTCPeerConnection()',
  'location.href="x"',
  'let a="https://example.com/x"',
  'let a="http://www.w3.org.example.com/x"',
  'let a="__SCRIPT_HASHES__"',
])('%s is a fault', (script) => {
  expect(faults(page({ script }))).toHaveLength(1);
});

test('a changed script, a weaker policy and an outside file are faults', () => {
  expect(faults(page().replace('let a = 1;', 'let a = 2;'))).toEqual([
    'script-src lacks the hash of a <script>',
  ]);
  expect(faults(page({ policy: (it) => it.replace("connect-src 'none'", "connect-src 'self'") }))).toHaveLength(1);
  expect(faults(page({ body: '<img alt="" src="a.png">' }))).toHaveLength(1);
  expect(faults(page({ body: '<p style="color:red">' }))).toHaveLength(1);
});
