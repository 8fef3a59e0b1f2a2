/** Columns chosen by hand, remembered by the shape of the header: headings only, nothing of any person. */

const KEY = 'soat.columns.2';
const MOST = 30;

export type Mapping = (string | null)[];

export interface Remembered {
  /** By column of the sheet. */
  fields: Mapping;
  /** Where the user said that the header is; else the engine finds it. */
  headerRow: number | null;
  /** The header that the fields belong to: not the one first found, if the user moved it. */
  shape: string;
}

/** Without one of these nobody can be told apart, and nothing that matters is checked. */
const NAMING = new Set(['full_name', 'given_name', 'personal_id']);

/** Is enough known of the columns to say anything about the list? */
export function areChosen(columns: readonly { field?: string | undefined }[]): boolean {
  return columns.some(({ field }) => field !== undefined && NAMING.has(field));
}

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

/** By the shape of the header as the engine first found it. */
export function rememberedMapping(found: string): Remembered | undefined {
  return readAll().find(([it]) => it === found)?.[1];
}

export function rememberMapping(found: string, mapping: Remembered) {
  const others = readAll().filter(([it]) => it !== found);
  try {
    localStorage.setItem(KEY, JSON.stringify([[found, mapping], ...others].slice(0, MOST)));
  } catch {
    // No room, or storage switched off: the choice holds for this list only.
  }
}

function readAll(): [string, Remembered][] {
  try {
    const all: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(all) ? all.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(entry: unknown): entry is [string, Remembered] {
  return Array.isArray(entry) && typeof entry[0] === 'string' && isRemembered(entry[1]);
}

function isRemembered(it: Partial<Remembered> | null | undefined): it is Remembered {
  return (
    typeof it?.shape === 'string' &&
    (it.headerRow === null || Number.isInteger(it.headerRow)) &&
    Array.isArray(it.fields) &&
    it.fields.every((field) => field === null || typeof field === 'string')
  );
}
