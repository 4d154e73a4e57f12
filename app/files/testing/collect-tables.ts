import type { Result } from '../../domain/result.ts';
import { type FileRefusal, readTables, type TableFileInfo, type TableLimits } from '../read-tables.ts';

export interface CollectedSheet {
  readonly name: string;
  readonly rows: Record<number, readonly string[]>;
}

/** Reads bytes and keeps all rows by number, for tests. */
export async function collectTables(
  bytes: Uint8Array,
  limits: Partial<TableLimits> = {},
): Promise<{ sheets: CollectedSheet[]; result: Result<TableFileInfo, FileRefusal> }> {
  const sheets: CollectedSheet[] = [];
  const result = await readTables(
    bytes,
    {
      onSheet: (name) => {
        sheets.push({ name, rows: {} });
      },
      onRow: (rowNumber, cells) => {
        const sheet = sheets.at(-1);
        if (sheet) sheet.rows[rowNumber] = cells;
      },
    },
    limits,
  );
  return { sheets, result };
}
