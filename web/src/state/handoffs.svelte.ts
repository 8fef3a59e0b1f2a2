/** Lists that leave for the village and the police: what is to leave, what has left, and what came back. */

import {
  EngineFailure,
  type HandoffDraft,
  type HandoffsView,
  type ListOut,
  type RowFound,
} from '../engine/protocol';
import { readDate, showDate, t } from '../texts';
import { failureText } from '../texts/failures';
import { Returned, type ReadCells } from './handoffsBack.svelte';
import type { Journal } from './journal';
import type { List } from './list.svelte';

export type To = 'village' | 'police';
export type By = 'village' | 'column' | 'rows' | 'whole';
export type ColumnShown = 'full' | 'masked' | 'no';
export type Tab = 'out' | 'where' | 'back';

/** A list that is about to leave. */
export interface DraftPart {
  name: string;
  n: number;
  isOn: boolean;
}

const DAY_MS = 86_400_000;
const USUAL_DAYS = 7;
/** What is remembered of whoever hands lists over: names of offices, nothing of any person. */
const KEY = 'soat.station.1';

export class Handoffs {
  tab = $state<Tab>('out');
  view = $state.raw<HandoffsView | undefined>();
  draft = $state.raw<HandoffDraft | undefined>();
  parts = $state<DraftPart[]>([]);
  columns = $state<{ column: number; shown: string }[]>([]);
  to = $state<To>('village');
  rows = $state('unresolved');
  by = $state<By>('village');
  column = $state(0);
  rowsPerPart = $state(50);
  leaveOut = $state(true);
  due = $state(showDay(Date.now() + USUAL_DAYS * DAY_MS));
  station = $state('');
  place = $state('');
  busy = $state(false);
  /** Codes of the lists made last. */
  made = $state.raw<string[]>([]);
  /** Codes are out that stand in no file and no store yet: without them nothing can come back. */
  unsaved = $state(false);
  readonly back: Returned;

  readonly #journal: Journal;
  readonly #list: List;
  #drafting = 0;

  constructor(journal: Journal, list: List, read: ReadCells) {
    this.#journal = journal;
    this.#list = list;
    this.back = new Returned(journal, list, read);
    [this.station = '', this.place = ''] = remembered();
    if (this.#lane('unresolved') === 0) this.rows = 'all';
    if (list.overview.listsOut > 0) this.tab = 'where';
  }

  get chosen(): DraftPart[] {
    return this.parts.filter((it) => it.isOn && it.n > 0);
  }

  get dueIsBad(): boolean {
    return this.due.trim() !== '' && readDate(this.due) === undefined;
  }

  isOverdue({ due, rows, back }: ListOut, now = Date.now()): boolean {
    return due != null && back < rows && due < now;
  }

  /** For another recipient everything starts from what is usual. */
  setTo(to: To) {
    this.to = to;
    this.by = to === 'village' ? 'village' : 'whole';
    this.rows = to === 'police' ? 'basic' : this.#lane('unresolved') > 0 ? 'unresolved' : 'all';
    this.columns = [];
    void this.redraft();
  }

  async refresh() {
    this.view = (await this.#list.attempt(this.#journal.ask('handoffs'))) ?? this.view;
  }

  async redraft() {
    const drafting = ++this.#drafting;
    const { to, rows, by, column, rowsPerPart, leaveOut } = this;
    const perPart = Math.max(1, Math.floor(rowsPerPart) || 1);
    const request = { to, rows, by, column, rowsPerPart: perPart, leaveOut };
    const draft = await this.#list.attempt(this.#journal.ask('handoff_draft', request));
    if (!draft || drafting !== this.#drafting) return;
    this.draft = draft;
    if (this.columns.length === 0) this.columns = draft.columns;
    // Whoever is not named is nobody to give a list to, unless somebody says so.
    const isOn = (name: string) => name !== '' || by === 'whole' || draft.parts.length === 1;
    this.parts = draft.parts.map(({ name, rows }) => ({ name: this.#nameOf(name), n: rows.length, isOn: isOn(name) }));
  }

  /** Hands the lists out and gives their files. */
  async send() {
    const due = readDate(this.due);
    const { to, station, place } = this;
    const parts = this.parts.flatMap(({ name, isOn }, i) => {
      const rows = this.draft?.parts[i]?.rows ?? [];
      return isOn && rows.length > 0 ? [{ name: name.trim(), rows }] : [];
    });
    const columns = this.columns.filter((it) => it.shown !== 'no').map((it) => ({ ...it }));
    const request = { key: randomKey(), to, columns, parts, station: station.trim(), place: place.trim(), at: Date.now() };
    this.busy = true;
    const call = this.#journal.change('send', due ? { ...request, due: endOfDay(due) } : request);
    const sent = await this.#list.attempt(call);
    this.busy = false;
    if (!sent) return;
    remember([request.station, request.place]);
    this.#list.overview = sent.overview;
    this.made = sent.codes;
    this.unsaved = true;
    this.tab = 'where';
    return this.files(sent.codes);
  }

  /** The workbooks of lists, the same each time: several in one archive. */
  async files(codes: string[]): Promise<{ name: string; blob: Blob } | undefined> {
    this.busy = true;
    const made = await this.#list.attempt(this.#journal.ask('write_handoffs', { codes, zip: codes.length > 1 }));
    const bytes = made && (await this.#list.attempt(this.#journal.ask('take_file', 0)));
    this.busy = false;
    const name = made?.files[0]?.name;
    return name && bytes ? { name, blob: new Blob([bytes as Uint8Array<ArrayBuffer>]) } : undefined;
  }

  /** The row that a code from paper names, or why there is none. */
  async find(code: string): Promise<RowFound | string> {
    try {
      return await this.#journal.ask('find_code', code);
    } catch (error) {
      if (!(error instanceof EngineFailure)) throw error;
      return failureText(error);
    }
  }

  /** Applies what came back, and shows where the lists stand then. */
  async merge(): Promise<boolean> {
    const isDone = await this.back.apply();
    if (isDone) {
      this.unsaved = true;
      await this.refresh();
    }
    return isDone;
  }

  #lane(key: string): number {
    return this.#list.overview.lanes.find((it) => it.lane === key)?.rows ?? 0;
  }

  #nameOf(name: string): string {
    if (this.to === 'police') return name ? `${t('handoffPolice')} - ${name}` : t('handoffPolice');
    return name || (this.by === 'whole' ? t('handoffWhole') : t('handoffNowhere'));
  }
}

/** `dd/mm/yyyy` by this machine's calendar. */
function showDay(at: number): string {
  const day = new Date(at);
  const two = (it: number) => String(it).padStart(2, '0');
  return showDate(`${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`);
}

/** The last millisecond of a day `yyyy-mm-dd`, here. */
function endOfDay(iso: string): number {
  return new Date(`${iso}T23:59:59.999`).getTime();
}

/** It shuffles the codes, so that they do not show the order of the list. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((it) => it.toString(16).padStart(2, '0')).join('');
}

function remembered(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((it) => typeof it === 'string') : [];
  } catch {
    return [];
  }
}

function remember(names: string[]) {
  try {
    localStorage.setItem(KEY, JSON.stringify(names));
  } catch {
    // Storage may be full or forbidden: the names are typed again.
  }
}
