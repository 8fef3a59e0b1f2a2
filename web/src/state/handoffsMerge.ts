/** What somebody chooses among answers that came back, and the plan that comes of it. */

import type { MergeItem, MergePlan, MergePreview, MergeVerdict } from '../engine/protocol';

/** For a cell: an answer, what it holds now, another value, or nothing yet. */
export type Pick =
  | { kind: 'choice'; index: number }
  | { kind: 'keep' }
  | { kind: 'other'; value: string }
  | { kind: 'later' };

export const LATER: Pick = { kind: 'later' };

/** By cell and by verdict, in the order of the plan. */
export interface Picks {
  items: Pick[];
  verdicts: (number | undefined)[];
}

/** Every answer of the files is in exactly one of these. */
export interface Counts {
  total: number;
  applied: number;
  same: number;
  waiting: number;
  /** Another answer, or the cell as it is, was chosen. */
  passedOver: number;
  verdicts: number;
  notTaken: number;
}

/** What is sure is chosen at once; all else waits for a person. */
export function firstPicks({ items, verdicts }: MergePlan): Picks {
  return {
    items: items.map(({ chosen }) => (chosen == null ? LATER : { kind: 'choice', index: chosen })),
    verdicts: verdicts.map(({ chosen }) => chosen ?? undefined),
  };
}

/** The same for a plan of more files: what was chosen stays, but where there is something new to choose from. */
export function carried(plan: MergePlan, before: { plan: MergePlan; picks: Picks }): Picks {
  const picks = firstPicks(plan);
  const items = new Map(before.plan.items.map((it, i) => [keyOf(it), before.picks.items[i]]));
  const verdicts = new Map(before.plan.verdicts.map((it, i) => [verdictKeyOf(it), i]));
  return {
    items: picks.items.map((it, i) => items.get(keyOf(plan.items[i] as MergeItem)) ?? it),
    verdicts: picks.verdicts.map((it, i) => {
      const old = verdicts.get(verdictKeyOf(plan.verdicts[i] as MergeVerdict));
      return old === undefined ? it : before.picks.verdicts[old];
    }),
  };
}

/** Equal when there is the same to choose from. */
function keyOf({ row, field, now, choices }: MergeItem): string {
  return JSON.stringify([row, field, now, choices.map((it) => it.value)]);
}

function verdictKeyOf({ row, choices }: MergeVerdict): string {
  return JSON.stringify([row, choices.map((it) => it.verdict)]);
}

/** The text that the cell would hold; nothing while it waits. A blank never erases. */
export function valueOf(item: MergeItem, pick: Pick): string | undefined {
  if (pick.kind === 'later') return undefined;
  if (pick.kind === 'keep') return item.now;
  return pick.kind === 'other' ? pick.value.trim() || undefined : item.choices[pick.index]?.value;
}

/** Cells for which nobody has chosen yet. */
export function nLeft(plan: MergePlan, { items }: Picks): number {
  return plan.items.filter((it, i) => valueOf(it, items[i] ?? LATER) === undefined).length;
}

export function decided(plan: MergePlan, { items, verdicts }: Picks): MergePlan {
  return {
    ...plan,
    items: plan.items.map((it, i) => decidedItem(it, items[i] ?? LATER)),
    verdicts: plan.verdicts.map((it, i) => ({ ...it, chosen: verdicts[i] })),
  };
}

/** Of answers that waited, only those chosen: the others wait on as they are. */
export function settled(plan: MergePlan, { items }: Picks): MergePlan {
  const chosen = plan.items.map((it, i) => decidedItem(it, items[i] ?? LATER));
  return { ...plan, items: chosen.filter((it) => it.chosen !== undefined) };
}

function decidedItem(item: MergeItem, pick: Pick): MergeItem {
  const value = valueOf(item, pick);
  if (value === undefined) return { ...item, chosen: undefined };
  if (pick.kind === 'choice') return { ...item, chosen: pick.index };
  const known = item.choices.findIndex((it) => it.value === value);
  if (known >= 0) return { ...item, chosen: known };
  return { ...item, choices: [...item.choices, { value, places: [], earlier: [] }], chosen: item.choices.length };
}

export function count(plan: MergePlan, picks: Picks): Counts {
  const counts: Counts = { total: 0, applied: 0, same: plan.agreed.length, waiting: 0, passedOver: 0, verdicts: 0, notTaken: 0 };
  plan.items.forEach((item, i) => {
    const value = valueOf(item, picks.items[i] ?? LATER);
    for (const choice of item.choices) counts[fate(choice.value, value, item.now)] += choice.places.length;
  });
  plan.verdicts.forEach(({ choices }, i) => {
    const chosen = picks.verdicts[i];
    choices.forEach(({ places }, k) => {
      counts[chosen === undefined ? 'waiting' : chosen === k ? 'verdicts' : 'passedOver'] += places.length;
    });
  });
  counts.notTaken = plan.notTaken.filter((it) => it.isAnswer).length;
  const { applied, same, waiting, passedOver, verdicts, notTaken } = counts;
  counts.total = applied + same + waiting + passedOver + verdicts + notTaken;
  return counts;
}

function fate(answer: string, value: string | undefined, now: string) {
  if (value === undefined) return 'waiting';
  if (answer !== value) return 'passedOver';
  return answer === now ? 'same' : 'applied';
}

/** Lists of the police among the answers of a cell: of two answers, theirs is the one to follow. */
export function choiceFrom(item: MergeItem, codes: ReadonlySet<string>): number | undefined {
  const indices = item.choices.flatMap(({ places, earlier }, i) =>
    [...places, ...earlier].some((it) => codes.has(it.list)) ? [i] : [],
  );
  return indices.length === 1 ? indices[0] : undefined;
}

/** Places in the plan by how sure its cells are. */
export function bySteps({ items }: MergePreview): { sure: number[]; unsure: number[] } {
  const sure: number[] = [];
  const unsure: number[] = [];
  items.forEach(({ step }, i) => (step === 'sure' ? sure : unsure).push(i));
  return { sure, unsure };
}
