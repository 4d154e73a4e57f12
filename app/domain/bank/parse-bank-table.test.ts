import { describe, expect, test } from 'vitest';
import { currency } from '../testing/builders.ts';
import { parseBankTable, spanOfLines } from './parse-bank-table.ts';

const gbp = currency('GBP');
const table = (...rows: string[][]) => rows.map((cells, index) => ({ rowNumber: index + 1, cells }));
function linesOf(...rows: string[][]) {
  const parsed = parseBankTable(table(...rows), gbp);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

describe('a bank statement in rows', () => {
  test('one amount column, title rows above and a balance below', () => {
    const lines = linesOf(
      ['Account 12-34-56 00012345', '', '', ''],
      ['Date', 'Description', 'Amount', 'Balance'],
      ['14/05/2026', 'TIKTOK SHOP  REF 123', '1,234.50', '5,000.00'],
      ['15/05/2026', 'RENT', '-900.00', '4,100.00'],
      ['Closing balance', '', '', '4,100.00'],
    );
    expect(lines.map(({ bookedOn, amountMinor, text }) => [bookedOn, amountMinor, text])).toEqual([
      ['2026-05-14', 123450, 'TIKTOK SHOP REF 123'],
      ['2026-05-15', -90000, 'RENT'],
    ]);
    expect(spanOfLines(lines)).toEqual({ from: '2026-05-14', to: '2026-05-15' });
  });

  test('money in and money out in columns of their own', () => {
    const lines = linesOf(
      ['Value date', 'Details', 'Paid out', 'Paid in'],
      ['2026-05-14', 'TIKTOK', '', '10.00'],
      ['2026-05-15', 'FEE', '2.50', ''],
    );
    expect(lines.map(({ amountMinor }) => amountMinor)).toEqual([1000, -250]);
  });

  test('two equal bookings stay two, and the same statement again gives the same ids', () => {
    const rows = [
      ['Date', 'Description', 'Amount'],
      ['2026-05-14', 'TIKTOK', '10.00'],
      ['2026-05-14', 'TIKTOK', '10.00'],
    ];
    const [first, second] = [linesOf(...rows), linesOf(...rows)];
    expect(new Set(first.map(({ lineId }) => lineId)).size).toBe(2);
    expect(second).toEqual(first);
  });

  test('a comma is the decimal mark where the file shows it', () => {
    const lines = linesOf(
      ['Buchungstag', 'Verwendungszweck', 'Betrag'],
      ['14.05.2026', 'TIKTOK', '1.234,50'],
    );
    expect(lines[0]).toMatchObject({ bookedOn: '2026-05-14', amountMinor: 123450 });
  });

  test.each([
    [['2026-05-14', 'TIKTOK', '12.345'], 'Row 2, column “Amount”: “12.345”'],
    [['2026-05-14', 'TIKTOK', '=1+1'], 'Row 2, column “Amount”: “=1+1”'],
    [['31/02/2026', 'TIKTOK', '1.00'], 'Row 2, column “Date”: “31/02/2026”'],
    [['04/05/2026', 'TIKTOK', '1.00'], 'Row 2, column “Date”: “04/05/2026”'],
  ])('%s is refused by row and column, and nothing is taken', (row, message) => {
    const parsed = parseBankTable(table(['Date', 'Description', 'Amount'], row), gbp);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.error.message).toContain(message);
  });

  test('a file without such columns is refused', () => {
    expect(parseBankTable(table(['Order ID', 'Type'], ['1', '2']), gbp).ok).toBe(false);
  });
});
