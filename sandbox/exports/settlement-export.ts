import { laterBooks } from '../company/later.ts';
import type { ShopBooks } from '../company/types.ts';
import { writeCsv } from './csv.ts';
import { renamed, sheetNames } from './names.ts';
import type { Cell, ExportFile, ExportOptions } from './options.ts';
import { feesExplanation, layoutOf, orderDetails, reports, withdrawalRecords } from './tables.ts';
import { writeXlsx } from './xlsx.ts';

/**
 * The settlement file a bookkeeper downloads from Seller Center, from the same data the Open API serves.
 * XLSX: the four sheets of settlement-exports.md §1. CSV: `Order details` alone, as people re-save it.
 */
export function settlementExport(
  first: ShopBooks,
  format: 'xlsx' | 'csv',
  options: ExportOptions = {},
): ExportFile {
  const isLater = options.which === 'later';
  const books = isLater ? laterBooks(first) : first;
  const name = `income_${isLater ? '20261119081500' : '20261115093000'}(${layoutOf(books.shop).timezone})`;
  const say = (rows: Cell[][]): Cell[][] => rows.map((row) => row.map((cell) => renamed(cell, options)));
  const details = say(orderDetails(books, options));
  if (format === 'csv') return { fileName: `${name}.csv`, bytes: writeCsv(details, options) };
  const sheets = sheetNames(options);
  const bytes = writeXlsx(
    [
      // The used range is padded with blank rows, the dimension tag is wrong: both as in the real files.
      { name: sheets.details, rows: details, dimension: 'A1:X2', padTo: details.length < 200 ? 220 : 1_000 },
      { name: sheets.reports, rows: say(reports(books, options)), dimension: 'B2:F31' },
      { name: sheets.withdrawals, rows: say(withdrawalRecords(books, options)), dimension: 'A1:G2' },
      { name: sheets.fees, rows: say(feesExplanation(books)), dimension: 'A1:T194' },
    ],
    options.rowPerCell ?? false,
  );
  return { fileName: `${name}.xlsx`, bytes };
}
