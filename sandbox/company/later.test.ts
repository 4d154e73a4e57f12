import { expect, test } from 'vitest';
import { bankStatement } from '../exports/bank-statement.ts';
import { amountsOf, createCompany, type ShopBooks } from '../index.ts';
import { laterBooks, UNKNOWN_TYPE } from './later.ts';

const shops = createCompany().shops.map((books) => [books.shop.region, books] as const);
const rowsOf = (books: ShopBooks) => books.statements.flatMap((statement) => statement.rows);

test.each(shops)('%s: the later export shows each thing that can go wrong, and nothing else', (_, books) => {
  const later = laterBooks(books);
  const before = new Map(rowsOf(books).map((row) => [row.transactionId, row]));
  const known = rowsOf(later).filter((row) => before.has(row.transactionId));
  expect(known).toHaveLength(before.size);
  const changed = known.filter((row) => row !== before.get(row.transactionId));
  expect(changed).toHaveLength(1);
  for (const row of changed) {
    const was = before.get(row.transactionId);
    expect(row.settledOn).toBe(was?.settledOn);
    expect(was && amountsOf(row).settlement - amountsOf(was).settlement).toBe(-135);
  }
  const [twice, refund, unknown, ...others] = rowsOf(later).filter((row) => !before.has(row.transactionId));
  expect(others).toEqual([]);
  if (twice?.kind !== 'order' || refund?.kind !== 'order') throw new Error('two rows of orders come first');
  const { subtotalAfter, refundAfter } = amountsOf(twice);
  expect(refundAfter).toBe(0);
  const rate = books.shop.region === 'GB' ? 0.09 : 0.0648;
  expect(twice.fees.commission).toBe(-2 * Math.round(subtotalAfter * rate));
  // Sold and settled in October, refunded in November.
  const sale = rowsOf(books).find((row) => row.kind === 'order' && row.order === refund.order);
  expect([sale?.settledOn.slice(0, 7), refund.settledOn.slice(0, 7)]).toEqual(['2026-10', '2026-11']);
  expect(amountsOf(refund)).toMatchObject({ subtotalAfter: 0 });
  expect(amountsOf(refund).refundAfter).toBeLessThan(0);
  expect(unknown).toMatchObject({ type: UNKNOWN_TYPE, amount: -320 });
  expect(rowsOf(books).every((row) => row.kind === 'order' || row.type !== UNKNOWN_TYPE)).toBe(true);
});

test.each(shops)('%s: earnings are what the rows say, and nothing that was paid out is lost', (_, books) => {
  const later = laterBooks(books);
  for (const record of later.withdrawals.filter(({ kind }) => kind === 'Earnings')) {
    const rows = rowsOf(later).filter(
      (row) =>
        row.settledOn === record.requestedOn &&
        (row.kind === 'order' || row.apiType !== 'GMV_PAYMENT_FOR_ADS'),
    );
    expect(record.amount).toBe(rows.reduce((sum, row) => sum + amountsOf(row).settlement, 0));
  }
  const ids = new Set(later.withdrawals.map(({ id }) => id));
  expect(books.withdrawals.every(({ id }) => ids.has(id))).toBe(true);
  expect(ids.size).toBe(later.withdrawals.length);
  expect(laterBooks(books)).toEqual(later);
});

test.each(shops)('%s: the bank has every payout that arrived but one', (_, books) => {
  const text = new TextDecoder().decode(bankStatement(books).bytes);
  const payouts = books.withdrawals.filter(
    ({ kind, status }) => (kind === 'Payments' || kind === 'Withdrawal') && status === 'Transferred',
  );
  expect(payouts.length).toBeGreaterThan(2);
  const missing = payouts.filter(({ id }) => !text.includes(id));
  expect(missing.map(({ requestedOn }) => requestedOn)).toEqual(['2026-10-28']);
});
