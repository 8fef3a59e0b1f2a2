/**
 * Bytes as text, four in five characters. The page carries its module this way: base64 needs a
 * fifteenth more, and the one file has a limit. The characters are those of ZeroMQ's Z85 but for
 * `<` and `$`: nothing in the text may be escaped in a script or look like markup.
 */
const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&,>()[]{}@%;#';

/** The text of `bytes`, with the number of bytes before it. */
export function encode(bytes: Uint8Array): string {
  const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  padded.set(bytes);
  const view = new DataView(padded.buffer);
  const parts = [`${bytes.length}|`];
  for (let at = 0; at < padded.length; at += 4) {
    let word = view.getUint32(at);
    let group = '';
    for (let place = 0; place < 5; place++) {
      group = LETTERS.charAt(word % 85) + group;
      word = Math.floor(word / 85);
    }
    parts.push(group);
  }
  return parts.join('');
}

/** The bytes of a text made by `encode`. */
export function decode(text: string): Uint8Array<ArrayBuffer> {
  const values = new Uint8Array(128);
  for (let value = 0; value < LETTERS.length; value++) values[LETTERS.charCodeAt(value)] = value;
  const start = text.indexOf('|') + 1;
  const length = Number.parseInt(text, 10);
  const view = new DataView(new ArrayBuffer(Math.ceil(length / 4) * 4));
  for (let at = start, to = 0; to < view.byteLength; to += 4) {
    let word = 0;
    for (const end = at + 5; at < end; at++) word = word * 85 + (values[text.charCodeAt(at)] ?? 0);
    view.setUint32(to, word);
  }
  return new Uint8Array(view.buffer, 0, length);
}
