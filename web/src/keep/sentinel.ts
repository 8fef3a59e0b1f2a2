/** A note of how much was stored, kept apart from the stores: one that comes back empty is found out by it. */

export interface Note {
  name: string;
  /** Frames that some store had. */
  saved: number;
  /** Frames that every store had. */
  inBoth: number;
  at: number;
}

export interface Sentinel {
  all(): Record<string, Note>;
  set(work: string, note: Note | undefined): void;
}

const KEY = 'soat.works';

/** In localStorage, which browsers keep and clear apart from databases and files. */
export const sentinel: Sentinel = {
  all() {
    try {
      const all: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
      if (typeof all !== 'object' || all === null) return {};
      return Object.fromEntries(Object.entries(all).filter((it): it is [string, Note] => isNote(it[1])));
    } catch {
      return {};
    }
  },
  set(work, note) {
    const { [work]: _, ...others } = this.all();
    const all = note ? { ...others, [work]: note } : others;
    try {
      if (Object.keys(all).length > 0) localStorage.setItem(KEY, JSON.stringify(all));
      else localStorage.removeItem(KEY);
    } catch {
      // The stores hold all; the note only helps to see that one has lost something.
    }
  },
};

function isNote(it: Partial<Note> | null | undefined): it is Note {
  return typeof it?.name === 'string' && [it.saved, it.inBoth, it.at].every(Number.isFinite);
}
