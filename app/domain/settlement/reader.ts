import { err, type Result } from '../result.ts';
import { assembleSettlement } from './assemble.ts';
import { type CellTable, createCellTable } from './cell-table.ts';
import { tidyId } from './file-ids.ts';
import { type Header, matchHeader } from './find-header.ts';
import { recogniseOtherReport, wantedExport } from './other-reports.ts';
import { blocking, note, refusal } from './problems.ts';
import { parseReportTree, type RawRow, type ReportTree } from './report-tree.ts';
import { foldText } from './text.ts';
import { type ByteCells, createTextPool, type TextPool } from './text-pool.ts';
import type { SettlementFile, SettlementProblem, SettlementRefusal } from './types.ts';
import { matchWithdrawalHeader, type WithdrawalHeader } from './withdrawals.ts';

/** Takes the rows of a file's sheets as they are read and gives the settlement at the end. */
export interface SettlementReader {
  onSheet(name: string, index: number): void;
  /** `rowNumber` is 1-based. */
  onRow(rowNumber: number, cells: readonly string[]): void;
  /** The same of a row whose cells are no texts yet: most rows of a CSV. */
  onByteRow(rowNumber: number, cells: ByteCells): void;
  finish(): Result<SettlementFile, SettlementRefusal>;
}

/** A header is looked for in this many rows of each sheet (vendors/settlement-exports.md §11 rule 1). */
const headerRows = 10;
/** A Reports tree has some eighty lines; sheets that are nothing known are kept no longer than this. */
const looseRows = 2000;

/** Names of the sheet in the export, vendors/settlement-exports.md §1. */
const ownNames = new Set(['Order details', 'Detail pesanan', 'Chi tiết đơn hàng', '订单详情'].map(foldText));

interface Sheet {
  readonly name: string;
  /** Rows of a sheet that holds no settlement. */
  readonly rows: RawRow[];
  seen: number;
  details: { readonly header: Header; readonly table: CellTable } | null;
  withdrawals: WithdrawalHeader | null;
  other: SettlementRefusal | null;
  missing: readonly string[];
}

function examine(sheet: Sheet, row: RawRow, pool: TextPool): void {
  sheet.rows.push(row);
  if (sheet.seen > headerRows) return;
  const other = recogniseOtherReport(row.cells);
  if (other?.code === 'unsettled-report') {
    sheet.other = other;
    return;
  }
  const match = matchHeader(row.rowNumber, row.cells);
  if (match?.kind === 'settlement') {
    sheet.details = { header: match.header, table: createCellTable(pool) };
    sheet.rows.length = 0;
    return;
  }
  const withdrawals = matchWithdrawalHeader(sheet.name, row.cells);
  if (withdrawals) {
    sheet.withdrawals = withdrawals;
    sheet.rows.length = 0;
    return;
  }
  if (match?.kind === 'incomplete') sheet.missing = match.missing;
  sheet.other = other;
}

function refuseWithoutDetails(sheets: readonly Sheet[]): SettlementRefusal {
  const unsettled = sheets.find(
    (sheet) => sheet.other?.code === 'unsettled-report' || foldText(sheet.name).startsWith('unsettled'),
  );
  if (unsettled) {
    return refusal(
      'unsettled-report',
      unsettled.other?.message ??
        `This is the report of unsettled orders, whose amounts are estimates. ${wantedExport}`,
    );
  }
  const incomplete = sheets.find((sheet) => sheet.missing.length > 0);
  if (incomplete) {
    return refusal(
      'no-header',
      `This looks like a settlement, but these columns are missing: ${incomplete.missing.join(', ')}. Load the whole export as it comes from Seller Center.`,
    );
  }
  const other = sheets.find((sheet) => sheet.other !== null)?.other;
  if (other) return other;
  if (sheets.some((sheet) => sheet.withdrawals !== null)) {
    return refusal(
      'other-report',
      `This is the list of withdrawals alone; it shows what reached the bank, not the orders behind it. ${wantedExport}`,
    );
  }
  if (sheets.every((sheet) => sheet.seen === 0)) {
    return refusal('no-rows', `The file has no rows at all. ${wantedExport}`);
  }
  return refusal(
    'no-header',
    `No sheet of the file has the columns of a settlement (order or adjustment ID, type, settled date, total settlement amount, total revenue, total fees). If the columns are in a language that is not known here, switch Seller Center to English and export again. ${wantedExport}`,
  );
}

interface DetailsSheet extends Sheet {
  readonly details: NonNullable<Sheet['details']>;
}

/** How often each id stands in the rows of a sheet. */
function countIds({ header, table }: DetailsSheet['details']): Map<string, number> {
  const column = header.fields.get('id') ?? 0;
  const counts = new Map<string, number>();
  for (let line = 0; line < table.length; line += 1) {
    const id = tidyId(table.text(line, column));
    if (/\d{6}/.test(id)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/**
 * Settlement rows on a second sheet: a copy or a selection of the sheet that is read does no harm, rows that are only
 * there would be lost.
 */
function compareOtherDetails(chosen: DetailsSheet, sheets: readonly DetailsSheet[]): SettlementProblem[] {
  const others = sheets.filter((sheet) => sheet !== chosen && sheet.details.table.length > 0);
  if (others.length === 0) return [];
  const read = countIds(chosen.details);
  return others.map(({ name, details }) => {
    let lost = 0;
    for (const [id, count] of countIds(details)) lost += Math.max(0, count - (read.get(id) ?? 0));
    return lost === 0
      ? note(
          null,
          null,
          `The sheet "${name}" repeats rows of "${chosen.name}" (${details.table.length}). Only "${chosen.name}" was read.`,
        )
      : blocking(
          null,
          null,
          `The sheet "${name}" holds ${lost} ${lost === 1 ? 'row' : 'rows'} that "${chosen.name}" does not have, and only one sheet of a file is read. Save each sheet as a file of its own and load them one by one.`,
        );
  });
}

/** The sheet to read: the one the export itself names so, else the one with the most rows, the first among equals. */
function chooseDetails(found: readonly DetailsSheet[]): DetailsSheet | undefined {
  const filled = found.filter((sheet) => sheet.details.table.length > 0);
  const own = filled.find((sheet) => ownNames.has(foldText(sheet.name)));
  if (own) return own;
  return (
    filled.reduce<DetailsSheet | undefined>(
      (most, sheet) =>
        most === undefined || sheet.details.table.length > most.details.table.length ? sheet : most,
      undefined,
    ) ?? found[0]
  );
}

/**
 * A reader for one file. It knows no container: `format` only says where the rows come from. `own` copies a text that
 * may be a slice of the container's input, so that keeping the one does not keep the other.
 */
export function createSettlementReader(
  format: 'xlsx' | 'csv',
  own: (text: string) => string = (text) => text,
): SettlementReader {
  const sheets: Sheet[] = [];
  const pool = createTextPool(own);
  const onRow = (rowNumber: number, cells: readonly string[]) => {
    const sheet = sheets.at(-1);
    if (!sheet) return;
    sheet.seen += 1;
    if (sheet.details !== null) {
      sheet.details.table.add(rowNumber, cells);
      return;
    }
    const isLoose = sheet.withdrawals === null && (sheet.other !== null || sheet.seen > looseRows);
    if (isLoose) return;
    const row: RawRow = { rowNumber, cells: cells.map(own) };
    if (sheet.withdrawals !== null) sheet.rows.push(row);
    else examine(sheet, row, pool);
  };
  return {
    onSheet: (name) => {
      sheets.push({
        name,
        rows: [],
        seen: 0,
        details: null,
        withdrawals: null,
        other: null,
        missing: [],
      });
    },
    onRow,
    onByteRow: (rowNumber, cells) => {
      const sheet = sheets.at(-1);
      if (!sheet?.details) return onRow(rowNumber, toTexts(cells));
      sheet.seen += 1;
      sheet.details.table.addBytes(rowNumber, cells);
    },
    finish: () => {
      const found = sheets.filter((sheet): sheet is DetailsSheet => sheet.details !== null);
      for (const { details } of found) details.table.seal();
      const chosen = chooseDetails(found);
      if (!chosen) return err(refuseWithoutDetails(sheets));
      let tree: ReportTree | null = null;
      for (const sheet of sheets) {
        if (sheet.details === null && sheet.withdrawals === null) tree ??= parseReportTree(sheet.rows);
      }
      const withdrawals = sheets.find((sheet) => sheet.withdrawals !== null);
      return assembleSettlement({
        format,
        details: { sheetName: chosen.name, header: chosen.details.header, rows: chosen.details.table },
        tree,
        withdrawals: withdrawals?.withdrawals
          ? { header: withdrawals.withdrawals, rows: withdrawals.rows }
          : null,
        notes: compareOtherDetails(chosen, found),
      });
    },
  };
}

function toTexts(row: ByteCells): string[] {
  const cells: string[] = [];
  let from = row.start;
  for (const to of row.ends.subarray(0, row.count)) {
    cells.push(row.text(from, to));
    from = to + 1;
  }
  return cells;
}
