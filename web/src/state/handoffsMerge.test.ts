import { expect, test } from 'vitest';

import type { MergeItem, MergePlan } from '../engine/protocol';
import { carried, choiceFrom, count, decided, firstPicks, LATER, nLeft, settled, type Picks } from './handoffsMerge';

const place = (list: string) => ({ list, merge: 1, file: 0, rowNumber: 12 });

function item(now: string, answers: [string, string[]][], chosen?: number): MergeItem {
  const choices = answers.map(([value, lists]) => ({ value, places: lists.map(place), earlier: [] }));
  return { row: 1, column: 4, field: 'personal_id', now, choices, chosen };
}

function plan(items: MergeItem[], more: Partial<MergePlan> = {}): MergePlan {
  return { merge: 1, files: ['a.xlsx'], items, verdicts: [], lists: [], agreed: [], notTaken: [], ...more };
}

const SURE = item('', [['079185000124', ['XFFY']]], 0);
const CONFLICT = item('', [
  ['079185000124', ['XFFY']],
  ['079185000125', ['K7MX']],
]);

test('what is sure is chosen, the rest waits', () => {
  expect(firstPicks(plan([SURE, CONFLICT])).items).toEqual([{ kind: 'choice', index: 0 }, LATER]);
});

test('each answer is counted once, whatever is chosen', () => {
  const verdicts = [{ row: 1, choices: [{ verdict: 'right', places: [place('K7MX')] }], chosen: undefined }];
  const notTaken = [
    { file: 0, sheet: 'A', rowNumber: 3, row: undefined, heading: 'Ghi chú', text: 'x', isAnswer: true, reason: 'no-code' },
    { file: 0, sheet: 'A', rowNumber: 4, row: undefined, heading: '', text: 'y', isAnswer: false, reason: 'no-code' },
  ];
  const agreed = [{ row: 3, field: 'sex', place: place('XFFY') }];
  const whole = plan([SURE, CONFLICT], { verdicts, notTaken, agreed });
  const first = firstPicks(whole);
  expect(count(whole, first)).toEqual({
    total: 6, applied: 1, same: 1, waiting: 3, passedOver: 0, verdicts: 0, notTaken: 1,
  });
  const picks: Picks = { items: [LATER, { kind: 'choice', index: 1 }], verdicts: [0] };
  expect(count(whole, picks)).toEqual({
    total: 6, applied: 1, same: 1, waiting: 1, passedOver: 1, verdicts: 1, notTaken: 1,
  });
});

test('kept as it is, or typed by hand, a cell is decided too', () => {
  const picks: Picks = { items: [{ kind: 'keep' }, { kind: 'other', value: '079185000126' }], verdicts: [] };
  const [kept, typed] = decided(plan([item('012345678', [['079185000124', ['XFFY']]]), CONFLICT]), picks).items;
  expect(kept?.choices[kept.chosen ?? -1]?.value).toBe('012345678');
  expect(typed?.choices[typed.chosen ?? -1]).toEqual({ value: '079185000126', places: [], earlier: [] });
  expect(typed?.choices).toHaveLength(3);
});

test('a value that is not typed yet erases nothing: the cell waits', () => {
  const held = plan([item('012345678', [['079185000124', ['XFFY']]])]);
  const picks: Picks = { items: [{ kind: 'other', value: ' ' }], verdicts: [] };
  expect(decided(held, picks).items[0]?.chosen).toBeUndefined();
  expect(nLeft(held, picks)).toBe(1);
});

test('a value typed that somebody gave is their answer', () => {
  const picks: Picks = { items: [{ kind: 'other', value: '079185000125' }], verdicts: [] };
  expect(decided(plan([CONFLICT]), picks).items[0]).toEqual({ ...CONFLICT, chosen: 1 });
});

test('of what waited, only what was chosen is settled', () => {
  const picks: Picks = { items: [LATER, { kind: 'choice', index: 0 }], verdicts: [] };
  expect(settled(plan([CONFLICT, CONFLICT]), picks).items).toEqual([{ ...CONFLICT, chosen: 0 }]);
});

test('the police are followed where they say one thing', () => {
  expect(choiceFrom(CONFLICT, new Set(['K7MX']))).toBe(1);
  expect(choiceFrom(CONFLICT, new Set(['K7MX', 'XFFY']))).toBeUndefined();
  expect(choiceFrom(SURE, new Set(['K7MX']))).toBeUndefined();
});

test('what was decided comes through the journal as it is', () => {
  const whole = decided(plan([SURE, CONFLICT]), firstPicks(plan([SURE, CONFLICT])));
  const read = JSON.parse(JSON.stringify(whole)) as MergePlan;
  expect(read.items.map((it) => it.chosen)).toEqual([0, undefined]);
});

test('a further file leaves what was chosen, but where it brings a new answer', () => {
  const other = { ...CONFLICT, row: 2 };
  const picks: Picks = { items: [{ kind: 'choice', index: 1 }, { kind: 'keep' }], verdicts: [] };
  const before = { plan: plan([CONFLICT, other]), picks };
  const third = { value: '079185000127', places: [place('AAAA')], earlier: [] };
  const after = plan([SURE, CONFLICT, { ...other, choices: [...other.choices, third] }]);
  expect(carried(after, before).items).toEqual([{ kind: 'choice', index: 0 }, { kind: 'choice', index: 1 }, LATER]);
});
