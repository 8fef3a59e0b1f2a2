/** What the page and the worker say to each other. Types of the records come from Rust. */

import type { Changed, OpenRequest, Progress, Session, WorkParts } from '../../pkg/soat_wasm.js';

export type {
  AnswersView,
  BesideRequest,
  BulkItem,
  BulkPreview,
  BulkRequest,
  CellView,
  Changed,
  ChartView,
  CitizenReport,
  ColumnView,
  DraftRequest,
  EditRequest,
  ExportedFile,
  ExportRequest,
  FindingView,
  FirstRows,
  FixView,
  GivenReply,
  GroupView,
  HandoffDraft,
  HandoffsView,
  LaneView,
  ListOut,
  MergeItem,
  MergePlan,
  MergePreview,
  MergeRequest,
  MatchCandidate,
  MatchCount,
  MatchPage,
  MatchPerson,
  MatchSuggestion,
  MergeVerdict,
  NewValue,
  OpenRequest,
  OptionsView,
  Overview,
  Place,
  ProblemView,
  PrintLine,
  PrintPage,
  Progress,
  QuestionView,
  RecheckView,
  ReportsPage,
  ReportView,
  RowFound,
  RulePage,
  SumView,
  TableView,
  TrendView,
  SecondView,
  SendRequest,
  TakenValue,
  ViewMade,
  ViewRequest,
  Worklist,
  WorklistItem,
  WorklistPerson,
  WorkParts,
} from '../../pkg/soat_wasm.js';

/** Calls of the session that the page may make. */
export type Method =
  | 'open'
  | 'peek'
  | 'overview'
  | 'set_options'
  | 'fields'
  | 'view'
  | 'rows'
  | 'rows_by_index'
  | 'index_of'
  | 'cell'
  | 'edit'
  | 'accept'
  | 'dismiss'
  | 'group'
  | 'preview'
  | 'apply'
  | 'undo'
  | 'redo'
  | 'revert'
  | 'next_problem'
  | 'copy'
  | 'export'
  | 'take_file'
  | 'rules'
  | 'worklist'
  | 'worklist_person'
  | 'tick'
  | 'verified_counts'
  | 'handoff_draft'
  | 'send'
  | 'handoffs'
  | 'write_handoffs'
  | 'read_returned'
  | 'plan_returned'
  | 'plan_open'
  | 'merge'
  | 'find_code'
  | 'handoff_page'
  | 'record_page'
  | 'report'
  | 'write_report'
  | 'recheck'
  | 'keep_export'
  | 'trend'
  | 'read_answers'
  | 'take_answers'
  | 'sum_reports'
  | 'write_sum'
  | 'read_second'
  | 'open_second'
  | 'map_second'
  | 'match_second'
  | 'match_counts'
  | 'match_page'
  | 'sure_values'
  | 'take_matched'
  | 'reports_page'
  | 'reply_reports'
  | keyof Vaults;

/**
 * Calls that tell their progress as messages. The file of `open` goes ahead in `Piece`s, that of `peek` is read by the
 * worker.
 */
export type Args<M extends Method> = M extends 'open'
  ? [OpenRequest]
  : M extends 'peek'
    ? [Blob]
    : M extends 'match_second'
      ? [which: string]
      : Parameters<Api[M]>;

export type Result<M extends Method> = M extends CellChange
  ? Repaint | Extract<ReturnType<Api[M]>, undefined>
  : ReturnType<Api[M]>;

/** Calls that change cells: their answers bring the changed rows along. */
export type CellChange = (typeof CELL_CHANGES)[number];

export const CELL_CHANGES = [
  'edit', 'accept', 'apply', 'undo', 'redo', 'revert', 'dismiss', 'merge', 'take_answers', 'take_matched',
  'reply_reports',
] as const;

/** More changed rows than this are not sent unasked: few of them can be in sight. */
export const MOST_ROWS_SENT = 200;

/** `packet` holds the changed rows as they are now. */
export type Repaint = Changed & { packet?: Uint8Array };

/** What needs no list belongs to the class, the rest to its one instance. */
export const STATICS = ['peek', 'fields', 'rules', 'read_returned', 'read_second', 'sum_reports', 'write_sum'] as const;
type Statics = (typeof STATICS)[number];
export type Api = Pick<Session, Exclude<Method, Statics | keyof Vaults>> & Pick<typeof Session, Statics> & Vaults;

/** A work file's content. `others` is what a later version put into it, kept when it is written again. */
export interface SavedParts {
  source: Uint8Array<ArrayBuffer>;
  parts: WorkParts;
  others: Uint8Array | undefined;
}

/** Calls that need no list, but much memory: for a room that ends afterwards. */
export interface Vaults {
  /** Without a cost, the usual one. The salt is of 16 bytes. */
  derive_key(passphrase: string, salt: Uint8Array, cost?: number[]): { key: Uint8Array<ArrayBuffer>; cost: number[] };
  /** `chance` is 60 random bytes. */
  write_work(passphrase: string, work: SavedParts, chance: Uint8Array): Uint8Array<ArrayBuffer>;
  read_work(passphrase: string, file: Uint8Array): SavedParts;
}

/** Of the file to be opened: copying all of a large one at once would hold the page. */
export interface Piece {
  piece: Uint8Array<ArrayBuffer>;
  start: number;
  /** Of the whole file. */
  size: number;
}

export interface Request {
  id: number;
  method: Method;
  args: unknown[];
}

/** The first message to a worker. A module that comes as text it compiles, and sends it back. */
export interface Boot {
  boot: WebAssembly.Module | string;
}

/** A small list to warm up with, as long as nothing is asked. */
export interface Warm {
  warm: Uint8Array<ArrayBuffer>;
}

/** `progress` may come any number of times, then exactly one of the others. `memory` is what the module holds, in bytes. */
export type Answer =
  | { module: WebAssembly.Module }
  | { id: number; progress: Progress; memory: number }
  | { id: number; result: unknown }
  | { id: number; failure: FailureData }
  | { id: number; trap: true; memory: number };

/** Codes that the engine or the client may give. An unknown one is shown by its own message. */
export type ErrorCode = (typeof ERROR_CODES)[number];

export const ERROR_CODES = [
  'password-protected',
  'password-wrong',
  'password-unsupported',
  'not-a-spreadsheet',
  'word-or-pdf',
  'archive',
  'other-program',
  'old-excel',
  'html-without-table',
  'split-html',
  'empty-file',
  'no-header',
  'damaged',
  'sheet-not-found',
  'too-large',
  'no-list',
  'bad-request',
  'write-text-too-long',
  'write-too-large',
  'write-internal',
  'unreadable-file',
  'crashed',
  'hung',
  'aborted',
] as const;

export interface FailureData {
  code: string;
  message: string;
}

/** Every rejected call of the client is one of these. */
export class EngineFailure extends Error {
  readonly code: string;

  constructor({ code, message }: FailureData) {
    super(message);
    this.code = code;
  }
}
