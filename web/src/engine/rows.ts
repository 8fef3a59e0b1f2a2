/** The rows of the view that are at hand: pages of 100, the least used dropped first. */

import { decodePacket, type PacketRow } from './packet';

export const PAGE = 100;
const MOST_PAGES = 60;
/** Further pages wait, so that the place where a fast scroll ends is not last in a long line. */
const MOST_IN_FLIGHT = 2;

export type FetchRows = (first: number, count: number) => Promise<Uint8Array>;

export class RowCache {
  readonly #fetch: FetchRows;
  /** Told when rows `first..=last` have come. */
  readonly #arrived: (first: number, last: number) => void;
  /** In order of use: a page read again goes to the end. */
  readonly #pages = new Map<number, PacketRow[]>();
  readonly #inFlight = new Set<number>();
  #wanted: [number, number] = [0, -1];
  #nRows = 0;
  #generation = 0;

  constructor(fetch: FetchRows, arrived: (first: number, last: number) => void) {
    this.#fetch = fetch;
    this.#arrived = arrived;
  }

  get nRows(): number {
    return this.#nRows;
  }

  /** A new view: nothing is at hand, and answers still on their way are dropped. */
  reset(nRows: number) {
    this.#generation++;
    this.#nRows = nRows;
    this.#pages.clear();
    this.#inFlight.clear();
    this.#wanted = [0, -1];
  }

  row(position: number): PacketRow | undefined {
    const page = Math.floor(position / PAGE);
    const rows = this.#pages.get(page);
    if (!rows) return undefined;
    this.#pages.delete(page);
    this.#pages.set(page, rows);
    return rows[position % PAGE];
  }

  need(first: number, last: number) {
    this.#wanted = [Math.floor(first / PAGE), Math.floor(Math.min(last, this.#nRows - 1) / PAGE)];
    this.#pump();
  }

  /** Puts changed rows in place of those at hand. Returns the positions changed. */
  patch(packet: Uint8Array): number[] {
    const fresh = new Map(decodePacket(packet).map((it) => [it.index, it]));
    const positions: number[] = [];
    for (const [page, rows] of this.#pages) {
      rows.forEach((old, i) => {
        const row = fresh.get(old.index);
        if (!row) return;
        rows[i] = row;
        positions.push(page * PAGE + i);
      });
    }
    return positions;
  }

  /** Which of these rows are at hand: no others need to be fetched after a change. */
  atHand(indices: readonly number[]): number[] {
    const wanted = new Set(indices);
    return [...this.#pages.values()].flat().map((it) => it.index).filter((it) => wanted.has(it));
  }

  #pump() {
    const [first, last] = this.#wanted;
    for (let page = first; page <= last && this.#inFlight.size < MOST_IN_FLIGHT; page++) {
      if (!this.#pages.has(page) && !this.#inFlight.has(page)) void this.#load(page);
    }
  }

  async #load(page: number) {
    const generation = this.#generation;
    this.#inFlight.add(page);
    const bytes = await this.#fetch(page * PAGE, PAGE).catch(() => undefined);
    if (generation !== this.#generation) return;
    this.#inFlight.delete(page);
    if (!bytes) return;
    const rows = decodePacket(bytes);
    this.#pages.set(page, rows);
    this.#trim();
    this.#arrived(page * PAGE, page * PAGE + rows.length - 1);
    this.#pump();
  }

  #trim() {
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= MOST_PAGES) return;
      this.#pages.delete(oldest);
    }
  }
}
