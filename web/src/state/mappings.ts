/** Columns chosen by hand, remembered by the shape of the header: headings only, nothing of any person. */

const KEY = 'soat.columns.1';
const MOST = 30;

export type Mapping = (string | null)[];

/** The engine counts the sheet's columns, of which a list may leave out the empty ones. */
export function bySheetColumn(columns: readonly { letter: string }[], fields: Mapping): Mapping {
  const mapping: Mapping = [];
  columns.forEach(({ letter }, i) => {
    mapping[columnIndex(letter)] = fields[i] ?? null;
  });
  return Array.from(mapping, (it) => it ?? null);
}

/** `A` is 0, `AA` is 26. */
function columnIndex(letter: string): number {
  return [...letter].reduce((index, it) => index * 26 + it.charCodeAt(0) - 64, 0) - 1;
}

export function rememberedMapping(shape: string): Mapping | undefined {
  return readAll().find(([it]) => it === shape)?.[1];
}

export function rememberMapping(shape: string, mapping: Mapping) {
  const others = readAll().filter(([it]) => it !== shape);
  try {
    localStorage.setItem(KEY, JSON.stringify([[shape, mapping], ...others].slice(0, MOST)));
  } catch {
    // No room, or storage switched off: the choice holds for this list only.
  }
}

function readAll(): [string, Mapping][] {
  try {
    const all: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(all) ? all.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(entry: unknown): entry is [string, Mapping] {
  return (
    Array.isArray(entry) &&
    typeof entry[0] === 'string' &&
    Array.isArray(entry[1]) &&
    entry[1].every((it) => it === null || typeof it === 'string')
  );
}
