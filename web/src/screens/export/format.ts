/** In which kind of file people leave for the Import. */

import type { Overview } from '../../engine/protocol';

export type Format = 'xls' | 'xlsx';

/** A sheet of `.xls` has 65,536 rows, eight of them the template's own: the core cuts there. */
const MOST_XLS_ROWS = 65_528;

/** The kind that the list came in is surely one that the platform knows. */
export function proposedFormat({ name, format }: Pick<Overview['file'], 'name' | 'format'>): Format {
  return format === 'xls' || /\.xls$/i.test(name) ? 'xls' : 'xlsx';
}

export function nFiles(rows: number, perFile: number, format: Format): number {
  return Math.ceil(rows / Math.min(perFile, format === 'xls' ? MOST_XLS_ROWS : Infinity));
}
