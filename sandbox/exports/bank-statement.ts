import { type Minor, toExportMoney } from '../company/money.ts';
import type { ShopBooks, WithdrawalRecord } from '../company/types.ts';
import { writeCsv } from './csv.ts';
import type { ExportFile } from './options.ts';

/** The payout that never reached the bank: its line is missing from the statement. */
const MISSING_ON = '2026-10-28';
const DAY_MS = 86_400_000;

/**
 * What the bank of the company would send: every payout that left, a day later, but one; and two lines that are no payout,
 * one of them of nearly the same amount.
 */
export function bankStatement(books: ShopBooks): ExportFile {
  const payouts = books.withdrawals.filter(
    (record) =>
      (record.kind === 'Payments' || record.kind === 'Withdrawal') && record.status === 'Transferred',
  );
  const lines = payouts
    .filter((record) => record.requestedOn !== MISSING_ON)
    .map((record): readonly [string, string, Minor] => [
      dayAfter(record.requestedOn),
      `TIKTOK SHOP ${record.id}`,
      -record.amount,
    ]);
  const other: readonly (readonly [string, string, Minor])[] = [
    ['2026-10-20', 'RENT WORKSHOP', -90_000],
    ['2026-10-29', 'CARD SALES', 1 + Math.abs(amountOn(payouts, MISSING_ON))],
  ];
  const rows = [...lines, ...other].toSorted(([a], [b]) => a.localeCompare(b));
  const table = [
    ['Date', 'Description', 'Amount', 'Currency'],
    ...rows.map(([on, text, amount]) => [on, text, toExportMoney(amount), books.shop.currency]),
  ];
  return { fileName: `bank-${books.shop.currency}-2026-11.csv`, bytes: writeCsv(table, {}) };
}

const amountOn = (records: readonly WithdrawalRecord[], on: string): Minor =>
  records.find((record) => record.requestedOn === on)?.amount ?? 0;

const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
