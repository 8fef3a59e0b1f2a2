/**
 * Bytes as text, six in seven characters. The page carries its module this way, in an element of its own: base64 needs
 * a seventh more, and the one file has a limit. Each character is one byte of UTF-8 that no parser of HTML changes;
 * `<`, `&` and `_` are left out so that nothing looks like markup or like a place to be filled.
 */
const LEFT_OUT = '\0\t\n\v\f\r\x1a\x1b<&_\x7f';
const LETTERS = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).filter((it) => !LEFT_OUT.includes(it));
/** 116: seven of them are a little more than six bytes. */
const BASE = LETTERS.length;
const BYTES = 6;
const CHARACTERS = 7;

/** The text of `bytes`, after their number. */
export function encode(bytes: Uint8Array): string {
  const parts = [`${bytes.length}|`];
  for (let at = 0; at < bytes.length; at += BYTES) {
    let number = 0;
    for (let place = 0; place < BYTES; place++) number = number * 256 + (bytes[at + place] ?? 0);
    let group = '';
    for (let place = 0; place < CHARACTERS; place++) {
      group = LETTERS[number % BASE] + group;
      number = Math.floor(number / BASE);
    }
    parts.push(group);
  }
  return parts.join('');
}

/** The bytes of a text made by `encode`. */
export function decode(text: string): Uint8Array<ArrayBuffer> {
  const values = new Uint8Array(128);
  LETTERS.forEach((letter, value) => (values[letter.charCodeAt(0)] = value));
  const length = Number.parseInt(text, 10);
  const bytes = new Uint8Array(Math.ceil(length / BYTES) * BYTES);
  let at = text.indexOf('|') + 1;
  for (let to = 0; to < bytes.length; to += BYTES) {
    let number = 0;
    for (const end = at + CHARACTERS; at < end; at++) number = number * BASE + (values[text.charCodeAt(at)] ?? 0);
    // Numbers are exact up to nine quadrillion, of which a group is a thirtieth.
    const high = Math.floor(number / 0x1_0000_0000);
    bytes[to] = high >>> 8;
    bytes[to + 1] = high;
    for (let place = 0; place < 4; place++) bytes[to + 2 + place] = number >>> (24 - 8 * place);
  }
  return bytes.subarray(0, length);
}
