/** Rows that a finding lays side by side. */

import type { GroupView } from '../engine/protocol';

export interface Group {
  row: number;
  rule: string;
  isDuplicate: boolean;
  canDismiss: boolean;
  view: GroupView | undefined;
}

export function isDuplicate(rule: string): boolean {
  return rule.startsWith('duplicates/');
}

/** `12, 15, 1204…`: row numbers for one line, written as Excel writes them. */
export function rowNumbers(numbers: readonly number[], most = 6): string {
  const shown = numbers.slice(0, most).join(', ');
  return numbers.length > most ? `${shown}…` : shown;
}
