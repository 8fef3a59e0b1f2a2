import type { Keyboards } from '../grid/keyboards';

/** Grave, acute, tilde, hook above, dot below. */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** Types a text as UniKey's Telex does: marks with their letters, the tone after the word, all by injected Backspaces. */
export async function typeByUniKey(keys: Keyboards, text: string): Promise<void> {
  for (const [i, word] of text.split(' ').entries()) {
    if (i > 0) await keys.letter(' ');
    const flat = word.normalize('NFD').replace(TONES, '').normalize('NFC');
    for (const letter of flat) await typeLetter(keys, letter);
    const changed = [...flat].findIndex((it, j) => it !== [...word][j]);
    if (changed >= 0) await replaceTail(keys, flat.length - changed, word.slice(changed));
  }
}

async function typeLetter(keys: Keyboards, letter: string): Promise<void> {
  const [base = ''] = letter.replace('đ', 'd').replace('Đ', 'D').normalize('NFD');
  await keys.letter(base);
  if (base !== letter) await replaceTail(keys, 1, letter);
}

async function replaceTail(keys: Keyboards, length: number, tail: string): Promise<void> {
  for (let i = 0; i < length; i++) await keys.injectedBackspace();
  for (const it of tail) await keys.injected(it);
}
