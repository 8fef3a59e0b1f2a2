/** What to tell about a failure: a code without words here does not compile. */

import type { ErrorCode } from '../engine/protocol';
import { t, type Key } from './index';

const WORDS = {
  'password-protected': 'failPassword',
  'password-wrong': 'failPasswordWrong',
  'password-unsupported': 'failPasswordUnsupported',
  'not-a-spreadsheet': 'failNotSpreadsheet',
  'word-or-pdf': 'failDocument',
  archive: 'failArchive',
  'other-program': 'failOtherProgram',
  'old-excel': 'failOldExcel',
  'html-without-table': 'failNoTable',
  'split-html': 'failSplitPage',
  'empty-file': 'failEmpty',
  'no-header': 'failNoHeader',
  damaged: 'failDamaged',
  'too-large': 'failTooLarge',
  'sheet-not-found': 'failNoSheet',
  'no-list': 'failNoList',
  'bad-request': 'failRequest',
  'write-text-too-long': 'failCellTooLong',
  'write-too-large': 'failWriteTooLarge',
  'write-internal': 'failWrite',
  'unreadable-file': 'failUnreadable',
  crashed: 'failCrashed',
  hung: 'failHung',
  aborted: 'failAborted',
} as const satisfies Record<ErrorCode, Key>;

/** The engine's own sentence wins, because it can say where. */
export function failureText(failure: { code: string; message: string }): string {
  if (failure.message) return failure.message;
  const key = (WORDS as Record<string, Key>)[failure.code];
  return key ? t(key) : t('failUnknown', { code: failure.code });
}
