/** Citizens' reports beside the list: what each comes to, and the answers given. */

import type {
  CitizenReport,
  GivenReply,
  MatchCount,
  MatchPerson,
  MatchSuggestion,
  ReportsPage,
  TakenValue,
} from '../engine/protocol';
import { t } from '../texts';
import { Second } from './second.svelte';

/** Reports on the screen at once. */
export const PER_PAGE = 20;
/** Reports answered at once. */
const MOST_AT_ONCE = 2_000;

const NOTHING: ReportsPage = { groups: [], reports: [], grounds: [] };

export class Citizens extends Second {
  view = $state.raw(NOTHING);
  group = $state('accepted');
  page = $state(0);
  /** Those that may be answered at once, to be looked at first. */
  clear = $state.raw<readonly CitizenReport[] | undefined>();
  /** The report that somebody is writing an answer to. */
  asked = $state.raw<CitizenReport | undefined>();
  readonly chosen: MatchCount | undefined = $derived(this.view.groups.find((it) => it.key === this.group));

  async show(group: string, page = 0): Promise<void> {
    const view = await this.list.attempt(this.journal.ask('reports_page', group, page * PER_PAGE, PER_PAGE));
    if (!view) return;
    // The last report of a page has been answered.
    if (page > 0 && view.reports.length === 0) return this.show(group, page - 1);
    [this.group, this.page, this.view] = [group, page, view];
  }

  async preview() {
    const all = await this.list.attempt(this.journal.ask('reports_page', this.group, 0, MOST_AT_ONCE));
    this.clear = all?.reports.filter((it) => it.isClear);
  }

  /** The words for a verdict. */
  titleOf(verdict: string): string {
    return this.view.groups.find((it) => it.key === verdict)?.title ?? '';
  }

  /** Answers as proposed. */
  give(reports: readonly CitizenReport[]) {
    const proposed = (it: CitizenReport) => {
      const [person] = it.people;
      const values = person ? valuesOf(person, suggestionsOf(it)) : [];
      return { ...answer(it, it.verdict, values, person?.row), grounds: it.grounds };
    };
    return this.reply(reports.map(proposed));
  }

  /** Takes what is ticked of a report for the person it is of. */
  accept(report: CitizenReport, person: MatchPerson, columns: ReadonlySet<number>) {
    const ticked = person.candidates[0]?.suggestions.filter((it) => columns.has(it.column)) ?? [];
    const verdict = ticked.length > 0 ? 'accepted' : 'already-right';
    return this.reply([answer(report, verdict, valuesOf(person, ticked), person.row)]);
  }

  async reply(replies: GivenReply[]) {
    [this.clear, this.asked] = [undefined, undefined];
    const list = this.second?.name ?? '';
    const call = this.journal.change('reply_reports', { list, replies, at: Date.now() });
    await this.list.change(call, () => t('citizensDone', { n: replies.length }));
  }

  async answers() {
    const files = await this.list.export({ kind: 'answers' });
    return files?.[0];
  }

  protected override async begin() {
    await this.show('accepted');
    const first = this.view.groups.find((it) => it.rows > 0);
    if (first && first.key !== 'accepted') await this.show(first.key);
  }

  protected override async look() {
    this.view = await this.journal.ask('reports_page', this.group, this.page * PER_PAGE, PER_PAGE);
    if (this.view.reports.length === 0) await this.show(this.group, this.page);
  }
}

/** What would be put right, were the report accepted as proposed. */
export function suggestionsOf({ verdict, people }: CitizenReport): readonly MatchSuggestion[] {
  return (verdict === 'accepted' && people[0]?.candidates[0]?.suggestions) || [];
}

function valuesOf({ row, candidates }: MatchPerson, suggestions: readonly MatchSuggestion[]): TakenValue[] {
  const { sheet = '', rowNumber = 0 } = candidates[0] ?? {};
  return suggestions.map(({ column, new: value }) => ({ row, column, value, sheet, rowNumber }));
}

export function answer({ key }: CitizenReport, verdict: string, values: TakenValue[] = [], row?: number): GivenReply {
  return { key, verdict, grounds: [], note: '', values, ...(row === undefined ? {} : { row }) };
}
