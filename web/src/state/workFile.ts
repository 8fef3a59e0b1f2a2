/** A work in one file that the user owns: the opened file and every entry of the journal, sealed by the module. */

import type { Engine } from '../engine/client';
import { readWork, writeWork } from '../engine/keys';
import { EngineFailure, type WorkParts } from '../engine/protocol';
import type { Entry, Journal } from './journal';

export interface ReadWork {
  bytes: Uint8Array<ArrayBuffer>;
  entries: PlayableEntries;
  others?: Uint8Array | undefined;
}

/** They begin with an opening. */
export type PlayableEntries = [Extract<Entry, ['open', unknown]>, ...Entry[]];

export function isPlayable(entries: unknown[]): entries is PlayableEntries {
  const [first] = entries;
  return Array.isArray(first) && first[0] === 'open' && typeof first[1]?.fileName === 'string';
}

/** Read back and compared before it is given out. */
export async function workFileOf(engine: Engine, journal: Journal, passphrase: string): Promise<Blob> {
  const parts = partsOf(journal);
  const file = await writeWork(engine, passphrase, { source: journal.bytes, parts, others: journal.others });
  const read = await readWork(engine, passphrase, file);
  const isSame =
    read.parts.journal.join('\n') === parts.journal.join('\n') &&
    read.source.length === journal.bytes.length &&
    read.source.every((it, i) => it === journal.bytes[i]);
  if (!isSame) throw new EngineFailure({ code: 'write-internal', message: '' });
  return new Blob([file]);
}

/** Nothing when the passphrase is another one, or the file is damaged: the two look alike. */
export async function openWorkFile(engine: Engine, passphrase: string, file: Uint8Array): Promise<ReadWork | undefined> {
  const { source, parts, others } = await readWork(engine, passphrase, file);
  const entries: unknown[] = parts.journal.map((it) => JSON.parse(it));
  return isPlayable(entries) ? { bytes: source, entries, others } : undefined;
}

/** The choices stand in the first entry too; here they are for other readers. */
function partsOf({ entries, request }: Journal): WorkParts {
  const { fileName, today, sheet, headerRow, mapping } = request;
  const choices = { today, sheet, 'header-row': headerRow, mapping: mapping && JSON.stringify(mapping) };
  return {
    fileName,
    choices: Object.entries(choices).flatMap(([key, it]) => (it === undefined ? [] : [[key, String(it)]])) as [string, string][],
    journal: entries.map((it) => JSON.stringify(it)),
    dismissed: [],
  };
}
