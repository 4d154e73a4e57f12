import { err, ok, type Result } from '../domain/result.ts';
import { readCsv } from './csv.ts';
import { defaultLimits, type TableLimits } from './limits.ts';
import { type FileRefusal, Refused, tooLarge } from './refusal.ts';
import { sniff } from './sniff.ts';
import type { TableFileInfo, TableSink } from './tables.ts';
import { readXlsx } from './xlsx.ts';

export type { TableLimits } from './limits.ts';
export type { FileRefusal } from './refusal.ts';
export type { TableFileInfo, TableSink } from './tables.ts';

/**
 * Reads an .xlsx workbook or a CSV into rows of text, streaming: rows are handed to the sink and not kept. The format
 * is told by content. Numbers come as the file writes them; dates of numeric cells as `YYYY/MM/DD`. What the sink has
 * received before a refusal is to be thrown away. The texts of a row may be slices of a larger piece of the file.
 */
export async function readTables(
  bytes: Uint8Array,
  sink: TableSink,
  limits: Partial<TableLimits> = {},
): Promise<Result<TableFileInfo, FileRefusal>> {
  const allowed: TableLimits = { ...defaultLimits, ...limits };
  try {
    if (bytes.length > allowed.fileBytes) throw tooLarge('The file is larger than a settlement can be.');
    const read = sniff(bytes) === 'zip' ? readXlsx : readCsv;
    return ok(await read(bytes, sink, allowed));
  } catch (error) {
    if (error instanceof Refused) return err(error.refusal);
    // A text or list longer than the engine can hold: only a hostile file gets here.
    if (error instanceof RangeError) return err(tooLarge('The file holds more than can be read.').refusal);
    throw error;
  }
}
