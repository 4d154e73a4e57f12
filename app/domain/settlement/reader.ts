import { err, type Result } from '../result.ts';
import { assembleSettlement } from './assemble.ts';
import { type Header, matchHeader } from './find-header.ts';
import { recogniseOtherReport, wantedExport } from './other-reports.ts';
import { note, refusal } from './problems.ts';
import { parseReportTree, type RawRow, type ReportTree } from './report-tree.ts';
import { foldText } from './text.ts';
import type { SettlementFile, SettlementProblem, SettlementRefusal } from './types.ts';
import { matchWithdrawalHeader, type WithdrawalHeader } from './withdrawals.ts';

/** Takes the rows of a file's sheets as they are read and gives the settlement at the end. */
export interface SettlementReader {
  onSheet(name: string, index: number): void;
  /** `rowNumber` is 1-based; `cells` is kept. */
  onRow(rowNumber: number, cells: readonly string[]): void;
  finish(): Result<SettlementFile, SettlementRefusal>;
}

/** A header is looked for in this many rows of each sheet (vendors/settlement-exports.md §11 rule 1). */
const headerRows = 10;
/** A Reports tree has some eighty lines; sheets that are nothing known are kept no longer than this. */
const looseRows = 2000;

interface Sheet {
  readonly name: string;
  readonly rows: RawRow[];
  seen: number;
  details: Header | null;
  withdrawals: WithdrawalHeader | null;
  other: SettlementRefusal | null;
  missing: readonly string[];
}

function examine(sheet: Sheet, row: RawRow): void {
  sheet.rows.push(row);
  if (sheet.seen > headerRows) return;
  const other = recogniseOtherReport(row.cells);
  if (other?.code === 'unsettled-report') {
    sheet.other = other;
    return;
  }
  const match = matchHeader(row.rowNumber, row.cells);
  if (match?.kind === 'settlement') {
    sheet.details = match.header;
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

function noteOtherDetails(chosen: Sheet, sheets: readonly Sheet[]): SettlementProblem[] {
  return sheets
    .filter((sheet) => sheet !== chosen && sheet.details !== null && sheet.rows.length > 0)
    .map((sheet) =>
      note(
        null,
        null,
        `The sheet "${sheet.name}" also holds settlement rows (${sheet.rows.length}). Only "${chosen.name}" was read; load the other one as a file of its own.`,
      ),
    );
}

/** A reader for one file. It knows no container: `format` only says where the rows come from. */
export function createSettlementReader(format: 'xlsx' | 'csv'): SettlementReader {
  const sheets: Sheet[] = [];
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
    onRow: (rowNumber, cells) => {
      const sheet = sheets.at(-1);
      if (!sheet) return;
      sheet.seen += 1;
      const row: RawRow = { rowNumber, cells };
      if (sheet.details !== null || sheet.withdrawals !== null) sheet.rows.push(row);
      else if (sheet.other === null && sheet.seen <= looseRows) examine(sheet, row);
    },
    finish: () => {
      const found = sheets.filter((sheet) => sheet.details !== null);
      const chosen = found.find((sheet) => sheet.rows.length > 0) ?? found[0];
      if (!chosen?.details) return err(refuseWithoutDetails(sheets));
      let tree: ReportTree | null = null;
      for (const sheet of sheets) {
        if (sheet.details === null && sheet.withdrawals === null) tree ??= parseReportTree(sheet.rows);
      }
      const withdrawals = sheets.find((sheet) => sheet.withdrawals !== null);
      return assembleSettlement({
        format,
        details: { sheetName: chosen.name, header: chosen.details, rows: chosen.rows },
        tree,
        withdrawals: withdrawals?.withdrawals
          ? { header: withdrawals.withdrawals, rows: withdrawals.rows }
          : null,
        notes: noteOtherDetails(chosen, sheets),
      });
    },
  };
}
