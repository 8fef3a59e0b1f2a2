// What must hold for a built page, told from its text alone.
import { createHash } from 'node:crypto';

/** The policy of the single file, but for its hashes. The hosted copy adds to `worker-src` and has `manifest-src`. */
const POLICY = [
  "default-src 'none'",
  "script-src HASHES 'wasm-unsafe-eval'",
  'worker-src blob:',
  'style-src HASHES',
  'img-src data: blob:',
  'font-src data:',
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
];

/** Ways to turn text into markup or code, or to reach another machine in spite of the policy. */
const BANNED = [
  // As a property; Svelte names `innerHTML` among the attributes that it never sets.
  /(?:\.|\[["'`])(?:inner|outer)HTML\b/,
  /\binsertAdjacentHTML\b/,
  /\bdocument\.write\b/,
  /\beval\(/,
  /\bnew Function\b/,
  /\bRTCPeerConnection\b/,
  /\blocation\.href\s*=[^=]/,
  // Keys of `SOAT_TEST_KEYS`.
  /pbkdf2-test/,
  // A place left unfilled; `__PURE__` is a word to minifiers, `__BUILD__` is filled last.
  /__(?!PURE__|BUILD__)[A-Z]+(_[A-Z]+)*__/,
];

/** Addresses may appear only as names of XML vocabularies. */
const ADDRESS = /\bhttps?:\/\/(?!www\.w3\.org\/)[^\s"'`<>]{0,60}/g;

/** The policy that a page declares. */
export function policyOf(html) {
  return /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(html)?.[1] ?? '';
}

/** The text inside every element of a name. */
export function contents(html, name) {
  return [...html.matchAll(new RegExp(`<${name}[^>]*>([\\s\\S]*?)</${name}>`, 'g'))].map((it) => it[1]);
}

/** Everything wrong with a built page, a line each. */
export function faults(html) {
  const found = [];
  for (const pattern of BANNED) {
    const match = pattern.exec(html);
    if (match) found.push(`${match[0]} at ${match.index}: ${around(html, match.index)}`);
  }
  for (const match of html.matchAll(ADDRESS)) found.push(`address ${match[0]}`);
  for (const match of html.matchAll(/<(?:script|link|img|iframe)\b[^>]*\s(?:src|href)="(?!data:)[^"]*"/g)) {
    found.push(`not inlined: ${match[0]}`);
  }
  return found.concat(policyFaults(html));
}

function policyFaults(html) {
  const found = [];
  const policy = policyOf(html);
  const shape = policy.replace(/'sha256-[^']+'(?: 'sha256-[^']+')*/g, 'HASHES').split('; ');
  if (shape.join('; ') !== POLICY.join('; ')) found.push(`policy is: ${shape.join('; ')}`);
  for (const [element, directive] of [['script', 'script-src'], ['style', 'style-src']]) {
    const source = policy.split('; ').find((it) => it.startsWith(directive)) ?? '';
    const texts = contents(html, element);
    if (texts.length === 0) found.push(`no <${element}> was inlined`);
    for (const text of texts) {
      const hash = createHash('sha256').update(text).digest('base64');
      if (!source.includes(`'sha256-${hash}'`)) found.push(`${directive} lacks the hash of a <${element}>`);
    }
  }
  if (/\sstyle="/.test(contents(html, 'body').join(''))) found.push('a style attribute: the policy refuses it');
  return found;
}

function around(text, index) {
  return text.slice(Math.max(0, index - 40), index + 40).replace(/\s+/g, ' ');
}
