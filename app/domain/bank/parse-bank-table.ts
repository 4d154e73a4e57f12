import type { BusinessDate } from '../dates.ts';
import { fingerprint } from '../fingerprint.ts';
import { type Currency, parseCurrency } from '../money.ts';
import { err, ok, type Result } from '../result.ts';
import { type DecimalMark, decimalEvidence, parseCellAmount } from '../settlement/amounts.ts';
import { decideDayOrder, isNoDate, parseFileDate } from '../settlement/file-dates.ts';
import type { TableRow } from '../table.ts';
import type { BankLine } from './bank-lines.ts';

export interface BankRefusal {
  /** What it is, where, and what to do. */
  readonly message: string;
  readonly row: number | null;
  readonly column: string | null;
}

type Meaning = 'date' | 'amount' | 'in' | 'out' | 'currency' | 'text' | 'id' | 'valueDate';

/** Words that banks put above their columns; the first that fits a meaning wins. */
const words: Readonly<Record<Meaning, readonly string[]>> = {
  date: [
    'date',
    'booking date',
    'transaction date',
    'posting date',
    'posted date',
    'entry date',
    'tarikh',
    'tanggal',
    'ngày',
    'buchungstag',
    'buchungsdatum',
  ],
  valueDate: ['value date', 'valutadatum'],
  amount: ['amount', 'transaction amount', 'value', 'betrag', 'umsatz', 'jumlah', 'nominal', 'số tiền'],
  in: [
    'credit',
    'credit amount',
    'paid in',
    'money in',
    'deposit',
    'deposits',
    'in',
    'kredit',
    'haben',
    'masuk',
  ],
  out: [
    'debit',
    'debit amount',
    'paid out',
    'money out',
    'withdrawal',
    'withdrawals',
    'out',
    'soll',
    'keluar',
  ],
  currency: ['currency', 'ccy', 'währung', 'mata wang', 'mata uang'],
  text: [
    'description',
    'transaction description',
    'details',
    'transaction details',
    'narrative',
    'particulars',
    'memo',
    'payee',
    'name',
    'reference',
    'customer reference',
    'verwendungszweck',
    'buchungstext',
    'auftraggeber / begünstigter',
    'keterangan',
    'uraian',
    'butiran',
    'nội dung',
  ],
  id: ['transaction id', 'id', 'fitid', 'bank reference', 'unique id'],
};

/** A header is looked for in the first rows: banks write the account and the period above it. */
const headerRows = 40;
/** Longest text kept of a line. */
const longestText = 300;

interface Columns {
  readonly headerRow: number;
  readonly names: readonly string[];
  readonly of: (meaning: Meaning) => number;
  readonly texts: readonly number[];
}

/**
 * Lines of a bank statement from a table: a date, an amount (or money in and money out), and texts. Rows without both a
 * date and an amount (totals, balances carried forward) are passed over; a row with one that cannot be read for
 * certain refuses the file, because a missing line would never be noticed.
 */
export function parseBankTable(
  rows: readonly TableRow[],
  currency: Currency,
): Result<readonly BankLine[], BankRefusal> {
  const columns = findColumns(rows);
  if (!columns) {
    return err({
      message:
        'No row of the file names a date and an amount (or money in and money out), so it does not read as a bank statement. Export it from the bank as CSV, OFX or camt.053 with a header row.',
      row: null,
      column: null,
    });
  }
  const body = rows.filter((row) => row.rowNumber > columns.headerRow);
  const dateColumn = columns.of('date') >= 0 ? columns.of('date') : columns.of('valueDate');
  const order = decideDayOrder(
    body.map((row) => row.cells[dateColumn] ?? ''),
    null,
  );
  const mark = markOf(body, [columns.of('amount'), columns.of('in'), columns.of('out')]);
  const lines: Omit<BankLine, 'lineId'>[] = [];
  const ids: (string | null)[] = [];
  for (const row of body) {
    const dateText = row.cells[dateColumn] ?? '';
    const amount = readAmount(row, columns, currency, mark);
    if (isNoDate(dateText)) continue;
    const date = parseFileDate(dateText, order);
    const isTotal = date === null && !/\d/.test(dateText);
    if (isTotal || (amount.ok && amount.value === null)) continue;
    if (date === null)
      return err(refuseCell(row, columns.names[dateColumn], dateText, 'a date that can be read for certain'));
    if (!amount.ok) return amount;
    if (amount.value === null || amount.value === 0) continue;
    lines.push({
      bookedOn: date,
      amountMinor: amount.value,
      currency: currencyOf(row, columns, currency),
      text: textOf(row, columns),
    });
    const id = row.cells[columns.of('id')]?.trim() ?? '';
    ids.push(id === '' ? null : id);
  }
  return ok(nameLines(lines, ids));
}

/**
 * Gives every line its identity: the bank's own id, else its day, amount and text with an ordinal among equal ones, so
 * that the same statement read twice adds nothing and two equal bookings stay two.
 */
export function nameLines(
  lines: readonly Omit<BankLine, 'lineId'>[],
  ids: readonly (string | null)[],
): readonly BankLine[] {
  const seen = new Map<string, number>();
  return lines.map((line, index) => {
    const own = ids[index] ?? null;
    const what = [line.currency, line.bookedOn, line.amountMinor, own ?? line.text].join('\n');
    const ordinal = (seen.get(what) ?? 0) + 1;
    seen.set(what, ordinal);
    return { lineId: fingerprint(`${what}\n${ordinal}`).slice(0, 32), ...line };
  });
}

function findColumns(rows: readonly TableRow[]): Columns | null {
  for (const row of rows.slice(0, headerRows)) {
    const names = row.cells.map((cell) => cell.replace(/\s+/g, ' ').trim());
    const keys = names.map((name) => name.toLowerCase().replace(/\s*\([^)]*\)$/, ''));
    const of = (meaning: Meaning) => {
      for (const word of words[meaning]) {
        const index = keys.indexOf(word);
        if (index >= 0) return index;
      }
      return -1;
    };
    const hasDate = of('date') >= 0 || of('valueDate') >= 0;
    const hasAmount = of('amount') >= 0 || (of('in') >= 0 && of('out') >= 0);
    if (!hasDate || !hasAmount) continue;
    const texts = keys.flatMap((key, index) => (words.text.includes(key) ? [index] : []));
    return { headerRow: row.rowNumber, names, of, texts };
  }
  return null;
}

function readAmount(
  row: TableRow,
  columns: Columns,
  currency: Currency,
  mark: DecimalMark,
): Result<number | null, BankRefusal> {
  const cell = (index: number): Result<number | null, BankRefusal> => {
    const text = (row.cells[index] ?? '').trim();
    if (index < 0 || text === '') return ok(null);
    const read = parseCellAmount(text, currency, mark);
    if (read.ok && !read.value.repaired) return ok(read.value.minor);
    return err(refuseCell(row, columns.names[index], text, `an amount of ${currency}`));
  };
  if (columns.of('amount') >= 0) return cell(columns.of('amount'));
  const paidIn = cell(columns.of('in'));
  if (!paidIn.ok) return paidIn;
  const paidOut = cell(columns.of('out'));
  if (!paidOut.ok) return paidOut;
  if (paidIn.value === null && paidOut.value === null) return ok(null);
  return ok(Math.abs(paidIn.value ?? 0) - Math.abs(paidOut.value ?? 0));
}

function refuseCell(row: TableRow, column: string | undefined, text: string, wanted: string): BankRefusal {
  const name = column ?? '';
  return {
    message: `Row ${row.rowNumber}, column “${name}”: “${text.slice(0, 40)}” is not ${wanted}. Nothing was loaded. Export the statement again, or correct the cell.`,
    row: row.rowNumber,
    column: name,
  };
}

function currencyOf(row: TableRow, columns: Columns, fallback: Currency): Currency {
  const text = row.cells[columns.of('currency')]?.trim() ?? '';
  return text === '' ? fallback : (parseCurrency(text) ?? fallback);
}

function textOf(row: TableRow, columns: Columns): string {
  const parts = columns.texts.map((index) => (row.cells[index] ?? '').replace(/\s+/g, ' ').trim());
  return [...new Set(parts.filter((part) => part !== ''))].join(' · ').slice(0, longestText);
}

function markOf(rows: readonly TableRow[], columns: readonly number[]): DecimalMark {
  let found: '.' | ',' | null = null;
  for (const row of rows) {
    for (const column of columns) {
      const evidence = decimalEvidence(row.cells[column] ?? '');
      if (evidence === null) continue;
      if (found !== null && found !== evidence) return 'unclear';
      found = evidence;
    }
  }
  return found ?? 'unclear';
}

/** The last day of the lines, and the first; the list is not empty. */
export function spanOfLines(lines: readonly BankLine[]): { from: BusinessDate; to: BusinessDate } | null {
  const days = lines.map((line) => line.bookedOn).sort();
  const [from] = days;
  const to = days.at(-1);
  return from !== undefined && to !== undefined ? { from, to } : null;
}
