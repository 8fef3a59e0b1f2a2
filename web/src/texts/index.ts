/** Words for the screen. `t('key', { n: 3 })` fills `{n}`; numbers come out as Vietnam writes them. */

import { en } from './en';
import { vi, type Key } from './vi';

export type { Key };

const wanted = new URLSearchParams(globalThis.location?.search ?? '').get('lang');
const words: Record<Key, string> = wanted === 'en' ? en : vi;
const numbers = new Intl.NumberFormat('vi-VN');

export function t(key: Key, values: Record<string, string | number> = {}): string {
  return words[key].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? numbers.format(value) : value;
  });
}

export function n(value: number): string {
  return numbers.format(value);
}

/** `yyyy-mm-dd` as people read it. */
export function showDate(iso: string): string {
  return iso.split('-').reverse().join('/');
}

/** `dd/mm/yyyy`, or digits with any separator, to `yyyy-mm-dd`; undefined when no such day exists. */
export function readDate(text: string): string | undefined {
  const parts = /^\s*(\d{1,2})\D(\d{1,2})\D(\d{4})\s*$/.exec(text);
  if (!parts) return undefined;
  const [day, month, year] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCDate() !== day || date.getUTCMonth() !== month - 1) return undefined;
  return date.toISOString().slice(0, 10);
}
