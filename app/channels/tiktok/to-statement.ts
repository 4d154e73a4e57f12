import { parseBusinessDate } from '../../domain/dates.ts';
import { toOrderId } from '../../domain/ids.ts';
import { type Currency, formatMinor, parseCurrency, parseMinor, sumMinor } from '../../domain/money.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { NamedAmount } from '../../domain/settlement/types.ts';
import type { ChannelStatement, ChannelTransaction } from '../../domain/statements/statement.ts';
import type { WireStatement, WireTransaction } from './statement-wire.ts';

/**
 * A statement with its transactions; the reason when an amount cannot be read or they do not add up: nothing of it may be
 * booked then. A statement made at 00:00 UTC holds the day before (vendors/tiktok-shop.md §3.5).
 */
export function toStatement(
  wire: WireStatement,
  transactions: readonly WireTransaction[],
): Result<ChannelStatement, string> {
  const currency = parseCurrency(wire.currency);
  const settledOn = settledDateOf(wire.statement_time);
  if (currency === null || settledOn === null) return err(`statement ${wire.id} has no currency or date`);
  const settlement = parseMinor(wire.settlement_amount, currency);
  if (!settlement.ok) return err(`the settlement of statement ${wire.id} is not an amount`);
  const read: ChannelTransaction[] = [];
  for (const one of transactions) {
    const transaction = toTransaction(one, currency);
    if (!transaction.ok) return transaction;
    read.push(transaction.value);
  }
  const sum = sumMinor(read.map((one) => one.settlementMinor));
  if (sum !== settlement.value) {
    const show = (minor: number) => formatMinor(minor, currency);
    return err(
      `the statement of ${settledOn} says ${show(settlement.value)}, its ${read.length} transactions add up to ${show(sum)}`,
    );
  }
  return ok({
    statementId: wire.id,
    settledOn,
    currency,
    settlementMinor: settlement.value,
    transactions: read,
  });
}

/** Unix seconds of the statement → the day it covers. */
function settledDateOf(statementTime: number) {
  return parseBusinessDate(new Date((statementTime - 1) * 1000).toISOString().slice(0, 10));
}

function toTransaction(wire: WireTransaction, currency: Currency): Result<ChannelTransaction, string> {
  let problem: string | null = null;
  const read = (value: string | undefined, name: string): number => {
    if (value === undefined || value.trim() === '') return 0;
    const parsed = parseMinor(value, currency);
    if (parsed.ok) return parsed.value;
    problem ??= `${name} of transaction ${wire.id} (“${value.slice(0, 40)}”) is not an amount in ${currency}`;
    return 0;
  };
  const isReserve = wire.type.trim().toUpperCase() === 'RESERVE';
  const settlementMinor = read(wire.settlement_amount, 'settlement_amount');
  const revenueMinor = read(wire.revenue_amount, 'revenue_amount');
  const adjustmentMinor = read(wire.adjustment_amount, 'adjustment_amount');
  const shippingMinor = read(wire.shipping_cost_amount, 'shipping_cost_amount');
  const feeTaxMinor = read(wire.fee_tax_amount, 'fee_tax_amount');
  const { revenue_breakdown: sale, fee_tax_breakdown: charged } = wire;
  const refundedDiscountMinor = read(sale.seller_discount_refund_amount, 'seller_discount_refund_amount');
  const refundedListMinor = read(
    sale.refund_subtotal_before_discount_amount,
    'refund_subtotal_before_discount_amount',
  );
  const leaves: NamedAmount[] = [
    { name: 'shipping_cost_amount', amountMinor: shippingMinor },
    ...Object.entries({ ...charged.fee, ...charged.tax }).map(([name, value]) => ({
      name,
      amountMinor: read(value, name),
    })),
  ];
  // Leaves that nobody has described may be missing or be parts of others: the total stays what the platform says.
  const named = sumMinor(leaves.map((fee) => fee.amountMinor));
  const otherMinor = shippingMinor + feeTaxMinor - named;
  const sellerDiscountMinor = read(sale.seller_discount_amount, 'seller_discount_amount');
  const id = isReserve
    ? wire.reserve_id || wire.id
    : wire.type.trim().toUpperCase() === 'ORDER'
      ? wire.order_id || wire.id
      : wire.adjustment_id || wire.id;
  const related = isReserve ? wire.associated_order_id : wire.adjustment_order_id || wire.order_id;
  const reserveMinor = read(wire.reserve_amount, 'reserve_amount');
  if (problem !== null) return err(problem);
  return ok({
    transactionId: wire.id,
    type: wire.type,
    id,
    relatedOrderId: related === '' ? null : toOrderId(related),
    createdAt: wire.order_create_time === null ? null : wire.order_create_time * 1000,
    settlementMinor,
    revenueMinor,
    fees: [...leaves, { name: 'other_fees', amountMinor: otherMinor }].filter((fee) => fee.amountMinor !== 0),
    adjustmentMinor,
    reserveMinor,
    sellerDiscountMinor,
    refundMinor: refundedListMinor + refundedDiscountMinor,
    refundedDiscountMinor,
  });
}
