/** What the grid is told about the list, and where its events go. */

import type { ColumnView } from '../../engine/protocol';
import type { GridColumn, GridCommand, GridEvents, GridSource, GridTexts, Suggestion } from '../../grid/contract';
import type { List } from '../../state/list.svelte';
import { t } from '../../texts';

/** In CSS pixels, by field; the rest by the length of the heading. */
const WIDTHS: Record<string, number> = {
  serial: 58,
  full_name: 180,
  birth_date: 112,
  sex: 68,
  priority_group: 70,
  workplace: 70,
  phone: 125,
  personal_id: 136,
  insurance_number: 128,
  province_name: 120,
  province_code: 70,
  district_name: 120,
  district_code: 70,
  commune_name: 120,
  commune_code: 70,
  address: 150,
  note: 210,
  import_failure: 210,
};

const FROZEN = new Set(['full_name', 'personal_id']);

export function columnsFor(columns: readonly ColumnView[]): GridColumn[] {
  return columns.map((it) => ({
    key: `${it.letter}/${it.heading}`,
    heading: it.title,
    letter: it.letter,
    width: WIDTHS[it.field ?? ''] ?? Math.min(160, Math.max(58, 20 + it.title.length * 7)),
    frozen: FROZEN.has(it.field ?? ''),
    readonly: !it.editable,
    kind: 'text',
    title: it.heading,
  }));
}

export function sourceFor(list: List): GridSource {
  return {
    nRows: () => list.nRows,
    row(position) {
      const row = list.rows.row(position);
      if (!row) return undefined;
      const rowState = row.states.reduce((all, it) => all | it, 0);
      return { label: String(row.number), cells: row.cells, states: row.states, rowState };
    },
    need: (first, last) => list.rows.need(first, last),
  };
}

interface Ways {
  oncommand: (command: GridCommand) => void;
  onleave: (direction: 'forward' | 'backward') => void;
}

export function eventsFor(list: List, { oncommand, onleave }: Ways): GridEvents {
  return {
    edit: (changes, how) => void list.edit(changes, how),
    active: (position, column) => list.activate(position, column),
    suggestions: (position, column) => suggestions(list, position, column),
    accept(position, column, { id }) {
      const row = list.rows.row(position)?.index;
      if (row !== undefined) void list.accept(row, column, id);
    },
    copy: (range) => list.copy(range),
    leave: onleave,
    command: oncommand,
    describe: (position, column) => describe(list, position, column),
  };
}

async function suggestions(list: List, position: number, column: number): Promise<Suggestion[]> {
  const cell = await list.cellAt(position, column);
  return (cell?.findings ?? []).flatMap(({ rule, fix }) => {
    if (fix?.value == null) return [];
    const applicability = fix.applicability as Suggestion['applicability'];
    return [{ id: rule, value: fix.value, title: fix.title, evidence: fix.evidence, applicability }];
  });
}

function describe(list: List, position: number, column: number) {
  const { cell } = list;
  if (!cell || cell.column !== column || cell.row !== list.rows.row(position)?.index) return undefined;
  const [first, ...others] = cell.findings;
  if (!first) return undefined;
  const label = first.severity === 'error' ? t('severityError') : t('severityWarning');
  return { label, message: [first, ...others].map((it) => it.message).join('. ') };
}

export const gridTexts: GridTexts = {
  gridName: t('listName'),
  help: t('gridHelp'),
  rowHeading: t('gridRow'),
  loading: t('gridLoading'),
  cellName: ({ heading }, row, value) => t('gridCell', { heading, row, value: value || t('gridEmpty') }),
  suggestions: t('gridSuggestions'),
  searching: t('gridSearching'),
  noSuggestions: t('gridNoSuggestions'),
  applicability: { safe: t('applySafe'), confirm: t('applyConfirm'), manual: t('applyManual') },
  readonlyColumn: (heading) => t('gridReadonly', { heading }),
  skippedCells: (n) => t('gridSkipped', { n }),
  tooManyCells: (n) => t('gridTooMany', { n }),
  copyFailed: t('gridCopyFailed'),
};
