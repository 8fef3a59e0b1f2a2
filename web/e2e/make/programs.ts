import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FILL = fileURLToPath(new URL('../../../tests/handoffs/fill.py', import.meta.url));
const MISSING = 3;

export type Program = 'openpyxl' | 'libreoffice';

/** Row and column from 0, and what is put there. */
export type Put = [number, number, string | number];

/** A workbook filled in and saved by a real program; nothing when it is not on this machine. */
export function fillBy(program: Program, workbook: Buffer, puts: Put[], ending: string): Buffer | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'soat-fill-'));
  try {
    const [from, to] = [join(folder, 'from.xlsx'), join(folder, `to.${ending}`)];
    writeFileSync(from, workbook);
    for (const python of ['python3', '/usr/bin/python3']) {
      const { status } = spawnSync(python, [FILL, program, from, to], { input: JSON.stringify(puts), stdio: ['pipe', 'ignore', 'inherit'] });
      if (status === 0) return readFileSync(to);
      if (status !== MISSING && status !== null) throw new Error(`${program} could not fill the list in`);
    }
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
