import { utf8ToBytes } from '@noble/hashes/utils.js';
import { type Currency, formatMinor } from '../money.ts';
import { lookUpType } from '../settlement/type-names.ts';
import { toCsvText } from '../spreadsheet-text.ts';
import { feeNameOf } from './fee-names.ts';
import type { ChannelStatement, ChannelTransaction } from './statement.ts';

/** What tells statements from files where settlements are listed. */
export const statementLayout = 'api/statements';

const noTypes: ReadonlySet<string> = new Set();

/**
 * Statements as the settled income file of Seller Center would show them, as CSV: the same reader, the same proofs
 * and the same row identity then hold for both, so that the same money is known once whichever way it came.
 */
export function toSettlementTable(statements: readonly ChannelStatement[], currency: Currency): Uint8Array {
  const rows = statements.flatMap((statement) =>
    statement.transactions.map((transaction) => ({ statement, transaction })),
  );
  const fees = [
    ...new Set(rows.flatMap(({ transaction }) => transaction.fees.map((fee) => feeNameOf(fee.name)))),
  ].sort();
  const hasReserve = rows.some(({ transaction }) => transaction.reserveMinor !== 0);
  const money = (minor: number) => formatMinor(minor, currency);
  const text = toCsvText([
    [
      'Order/adjustment ID',
      'Type',
      'Order created time',
      'Order settled time',
      'Currency',
      'Total settlement amount',
      'Total revenue',
      'Subtotal after seller discounts',
      'Subtotal before discounts',
      'Seller discounts',
      'Refund subtotal after seller discounts',
      'Refund subtotal before seller discounts',
      'Refund of seller discounts',
      'Total fees',
      ...fees,
      'Adjustment amount',
      'Related order ID',
      ...(hasReserve ? ['Reserve amount'] : []),
    ],
    ...rows.map(({ statement, transaction }) => {
      const parts = toParts(transaction);
      const named = new Map<string, number>();
      for (const { name, amountMinor } of parts.fees) {
        named.set(feeNameOf(name), (named.get(feeNameOf(name)) ?? 0) + amountMinor);
      }
      const saleMinor = parts.revenueMinor - parts.refundMinor;
      return [
        transaction.id,
        typeWords(transaction.type),
        transaction.createdAt === null
          ? statement.settledOn
          : new Date(transaction.createdAt).toISOString().slice(0, 10),
        statement.settledOn,
        statement.currency,
        money(transaction.settlementMinor),
        money(parts.revenueMinor),
        money(saleMinor),
        money(saleMinor - parts.sellerDiscountMinor),
        money(parts.sellerDiscountMinor),
        money(parts.refundMinor),
        money(parts.refundMinor - parts.refundedDiscountMinor),
        money(parts.refundedDiscountMinor),
        money(transaction.settlementMinor - parts.revenueMinor - parts.adjustmentMinor),
        ...fees.map((name) => money(named.get(name) ?? 0)),
        money(parts.adjustmentMinor),
        transaction.relatedOrderId ?? '/',
        ...(hasReserve ? [money(transaction.reserveMinor)] : []),
      ];
    }),
  ]);
  return utf8ToBytes(text);
}

/**
 * What is no order is an adjustment for all it settles, wherever its amount stands: both shapes were seen in the field
 * (vendors/tiktok-shop.md §3.5.8), and components only classify.
 */
function toParts(transaction: ChannelTransaction) {
  const isOrder = lookUpType(transaction.type, noTypes).kind === 'order';
  if (isOrder) return transaction;
  return {
    revenueMinor: 0,
    fees: [],
    adjustmentMinor: transaction.settlementMinor,
    sellerDiscountMinor: 0,
    refundMinor: 0,
    refundedDiscountMinor: 0,
  };
}

/** `LOGISTICS_REIMBURSEMENT` as files write it: `Logistics reimbursement`. Words of another form are left as they are. */
function typeWords(type: string): string {
  const text = type.trim();
  if (!/^[A-Z0-9_]+$/.test(text)) return text;
  const words = text.replaceAll('_', ' ').toLowerCase().trim();
  return lookUpType(words.charAt(0).toUpperCase() + words.slice(1), noTypes).name;
}
