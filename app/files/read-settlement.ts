import { err, type Result } from '../domain/result.ts';
import { createSettlementReader, type SettlementReader } from '../domain/settlement/reader.ts';
import type { SettlementFile, SettlementRefusal } from '../domain/settlement/types.ts';
import { nextTurn } from './breath.ts';
import type { TableLimits } from './limits.ts';
import { ownText } from './own-text.ts';
import { readTables } from './read-tables.ts';

/**
 * Reads a settlement export: bytes of an .xlsx or a CSV → rows with proofs, or the reason why the file is not one.
 * Nothing is stored. Rows that break an identity are in the file with their problems; `refuseIfBroken` decides for
 * those who load.
 */
export async function readSettlement(
  bytes: Uint8Array,
  limits: Partial<TableLimits> = {},
): Promise<Result<SettlementFile, SettlementRefusal>> {
  // Only a workbook starts with the mark of a zip container; anything else that can be read is a CSV.
  const reader: SettlementReader = createSettlementReader(
    bytes[0] === 0x50 && bytes[1] === 0x4b ? 'xlsx' : 'csv',
    ownText,
  );
  const read = await readTables(bytes, reader, limits);
  if (!read.ok) return err({ ...read.error, problems: [] });
  // Each of these is a step of its own for whoever asks for something meanwhile (breath.ts).
  await nextTurn();
  const settlement = reader.finish();
  await nextTurn();
  return settlement;
}
