// What was measured, as a table.

/**
 * @typedef Row
 * @property {string} what
 * @property {string} soat
 * @property {string} [others]
 * @property {string} [ratio]
 * @property {string} [target]
 * @property {boolean} [held] absent when there is no target
 */

const HEAD = { what: 'what', soat: 'Soát', others: 'others', ratio: 'ratio', target: 'target', verdict: '' };

/** @param {Row[]} rows */
export function table(rows) {
  const lines = [HEAD, ...rows.map((it) => ({ ...it, verdict: verdict(it) }))];
  const widths = Object.keys(HEAD).map((key) => Math.max(...lines.map((it) => (it[key] ?? '').length)));
  const line = (it) => Object.keys(HEAD).map((key, at) => (it[key] ?? '').padEnd(widths[at])).join('  ').trimEnd();
  return lines.map(line).join('\n');
}

const verdict = ({ held }) => (held === undefined ? '' : held ? 'held' : 'MISSED');

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The value below which nine of ten lie. */
export const ninth = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * 0.9)];

export function ms(number) {
  if (number < 0.01) return '< 0.01 ms';
  return number < 100 ? `${number.toFixed(number < 10 ? 2 : 1)} ms` : `${(number / 1000).toFixed(2)} s`;
}

export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;
