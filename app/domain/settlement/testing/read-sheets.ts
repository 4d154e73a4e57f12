import type { Result } from '../../result.ts';
import { createSettlementReader } from '../reader.ts';
import type { SettlementFile, SettlementRefusal, SettlementRow } from '../types.ts';
import type { FixtureSheet } from './fixture.ts';

/** Feeds sheets to the reader as a container would: blank rows left out, numbers from 1. */
export function readSheets(
  sheets: readonly FixtureSheet[],
  format: 'xlsx' | 'csv' = 'xlsx',
): Result<SettlementFile, SettlementRefusal> {
  const reader = createSettlementReader(format);
  sheets.forEach((sheet, index) => {
    reader.onSheet(sheet.name, index);
    sheet.rows.forEach((cells, row) => {
      if (cells.some((cell) => cell !== '')) reader.onRow(row + 1, cells);
    });
  });
  return reader.finish();
}

/** One sheet without a name, as a CSV has it. */
export function readTable(rows: readonly (readonly string[])[]): Result<SettlementFile, SettlementRefusal> {
  return readSheets([{ name: '', rows }], 'csv');
}

/** A file whose rows are lists. */
export interface OpenedFile extends SettlementFile {
  readonly rows: readonly SettlementRow[];
  readonly rawRows: readonly (readonly string[])[];
}

/** The file with its rows as lists, or a test failure that shows the refusal. */
export function opened(result: Result<SettlementFile, SettlementRefusal>): OpenedFile {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.error)}`);
  return { ...result.value, rows: [...result.value.rows], rawRows: [...result.value.rawRows] };
}

/** The refusal, or a test failure. */
export function refused(result: Result<SettlementFile, SettlementRefusal>): SettlementRefusal {
  if (result.ok) throw new Error('The file was read');
  return result.error;
}

/** Comparisons that failed, by identity: empty when all hold. */
export function failures(file: SettlementFile): Record<string, number> {
  return Object.fromEntries(
    file.proofs.filter((proof) => proof.failed > 0).map((proof) => [proof.id, proof.failed]),
  );
}

/** Messages of the blocking problems. */
export function blockers(file: SettlementFile): string[] {
  return file.problems.filter((problem) => problem.severity !== 'note').map((problem) => problem.message);
}
