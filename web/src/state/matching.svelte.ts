/** A second list beside the first: who was found, and what is taken. */

import type { MatchCandidate, MatchCount, MatchPage, MatchPerson, MatchSuggestion, TakenValue } from '../engine/protocol';
import { t } from '../texts';
import { Second } from './second.svelte';

/** People on the screen at once. */
export const PER_PAGE = 20;

export class Matching extends Second {
  counts = $state.raw<MatchCount[]>([]);
  confidence = $state('');
  page = $state(0);
  found = $state.raw<MatchPage | undefined>();
  /** Rows that somebody has looked at and wants nothing of. */
  passed = $state.raw<ReadonlySet<number>>(new Set());
  readonly count: MatchCount | undefined = $derived(this.counts.find((it) => it.key === this.confidence));

  async show(confidence: string, page = 0) {
    [this.confidence, this.page] = [confidence, page];
    const call = this.journal.ask('match_page', confidence, page * PER_PAGE, PER_PAGE);
    this.found = await this.list.attempt(call);
  }

  pass(row: number, isPassed: boolean) {
    const passed = new Set(this.passed);
    if (isPassed) passed.add(row);
    else passed.delete(row);
    this.passed = passed;
    void this.refresh();
  }

  /** Everything sure of the confidence on the screen, less the people passed over. */
  async takeAll() {
    const call = this.journal.ask('sure_values', this.confidence, Uint32Array.from(this.passed));
    const sure = await this.list.attempt(call);
    if (sure) await this.#take(sure.values);
  }

  async take({ row }: MatchPerson, { sheet, rowNumber }: MatchCandidate, suggestions: readonly MatchSuggestion[]) {
    await this.#take(suggestions.map(({ column, new: value }) => ({ row, column, value, sheet, rowNumber })));
  }

  protected override async begin() {
    this.passed = new Set();
    await this.#count();
    await this.show(this.counts.find((it) => it.rows > 0)?.key ?? 'cao');
  }

  protected override async look() {
    await this.#count();
    await this.show(this.confidence, this.page);
  }

  async #count() {
    this.counts = (await this.journal.ask('match_counts', Uint32Array.from(this.passed))).counts;
  }

  async #take(values: TakenValue[]) {
    const list = this.second?.name ?? '';
    const call = this.journal.change('take_matched', { list, values, at: Date.now() });
    await this.list.change(call, ({ nCells }) => t('matchDone', { n: nCells, list }));
  }
}
