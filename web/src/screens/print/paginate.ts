/** Which rows stand on which sheet of paper. The page does it, for old browsers number no pages and cut rows in two. */

/** Heights in pixels of the parts of a list. */
export interface Heights {
  head: number;
  header: number;
  rows: number[];
  foot: number;
}

/** Rows `first` to `end`, `end` not among them. */
export interface Sheet {
  /** From 1. */
  number: number;
  first: number;
  end: number;
  hasHead: boolean;
  hasFoot: boolean;
  /** One row alone is higher than the paper. */
  isOver: boolean;
}

/** Signatures do not stand alone on a sheet: so many rows go along. */
const ROWS_WITH_FOOT = 2;

export function paginate({ head, header, rows, foot }: Heights, room: number): Sheet[] {
  const sheets: Sheet[] = [];
  let first = 0;
  let used = head + header;
  const end = (end: number, hasFoot: boolean) => {
    const isOver = end - first === 1 && used > room;
    sheets.push({ number: sheets.length + 1, first, end, hasHead: sheets.length === 0, hasFoot, isOver });
    first = end;
    used = header;
  };
  rows.forEach((height, i) => {
    if (used + height > room && i > first) end(i, false);
    used += height;
  });
  if (used + foot > room) {
    const going = rows.length - first > ROWS_WITH_FOOT ? ROWS_WITH_FOOT : 0;
    end(rows.length - going, false);
  }
  end(rows.length, true);
  return sheets;
}

/** Sheets in jobs of at most `mostRows` rows: printing takes old browsers longer than twice as long for twice as many. */
export function jobs<S extends Pick<Sheet, 'first' | 'end'>>(sheets: readonly S[], mostRows: number): S[][] {
  const made: S[][] = [];
  let rows = Infinity;
  for (const it of sheets) {
    const more = it.end - it.first;
    if (rows + more > mostRows) {
      made.push([]);
      rows = 0;
    }
    made.at(-1)?.push(it);
    rows += more;
  }
  return made;
}
