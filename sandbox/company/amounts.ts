import { type Minor, total } from './money.ts';
import type { OrderRow, OrderUnit, SettledRow } from './types.ts';

/** The figures of one settlement row, signed as in the file: money to the shop is positive. */
export interface RowAmounts {
  readonly settlement: Minor;
  readonly revenue: Minor;
  readonly subtotalAfter: Minor;
  readonly subtotalBefore: Minor;
  readonly sellerDiscounts: Minor;
  readonly refundAfter: Minor;
  readonly refundBefore: Minor;
  readonly refundSellerDiscounts: Minor;
  /** Fees without shipping. */
  readonly feeTax: Minor;
  readonly shipping: Minor;
  /** Fees with shipping: `Total fees` of the export. */
  readonly fees: Minor;
  readonly adjustment: Minor;
  readonly customerPayment: Minor;
  readonly customerRefund: Minor;
  readonly platformDiscounts: Minor;
  readonly refundPlatformDiscounts: Minor;
}

const sum = (units: readonly OrderUnit[], of: (unit: OrderUnit) => Minor): Minor => total(units.map(of));

/** Avoids -0, which would be written as `-0`. */
const minus = (amount: Minor): Minor => 0 - amount;

const NONE: RowAmounts = {
  settlement: 0,
  revenue: 0,
  subtotalAfter: 0,
  subtotalBefore: 0,
  sellerDiscounts: 0,
  refundAfter: 0,
  refundBefore: 0,
  refundSellerDiscounts: 0,
  feeTax: 0,
  shipping: 0,
  fees: 0,
  adjustment: 0,
  customerPayment: 0,
  customerRefund: 0,
  platformDiscounts: 0,
  refundPlatformDiscounts: 0,
};

/** Derives every figure of a row; the identities I1–I7 of settlement-exports.md §4 hold by construction. */
export function amountsOf(row: SettledRow): RowAmounts {
  if (row.kind === 'adjustment') return { ...NONE, settlement: row.amount, adjustment: row.amount };
  return orderAmounts(row);
}

function orderAmounts(row: OrderRow): RowAmounts {
  const subtotalBefore = sum(row.sold, (unit) => unit.original);
  const sellerDiscounts = minus(sum(row.sold, (unit) => unit.sellerDiscount));
  const refundBefore = minus(sum(row.refunded, (unit) => unit.original));
  const refundSellerDiscounts = sum(row.refunded, (unit) => unit.sellerDiscount);
  const subtotalAfter = subtotalBefore + sellerDiscounts;
  const refundAfter = refundBefore + refundSellerDiscounts;
  const revenue = subtotalAfter + refundAfter;
  const feeTax = total(Object.values(row.fees));
  const shipping = total(Object.values(row.shipping));
  const platformDiscounts = sum(row.sold, (unit) => unit.platformDiscount);
  const refundPlatformDiscounts = minus(sum(row.refunded, (unit) => unit.platformDiscount));
  return {
    settlement: revenue + feeTax + shipping,
    revenue,
    subtotalAfter,
    subtotalBefore,
    sellerDiscounts,
    refundAfter,
    refundBefore,
    refundSellerDiscounts,
    feeTax,
    shipping,
    fees: feeTax + shipping,
    adjustment: 0,
    customerPayment: subtotalAfter - platformDiscounts + (row.shipping.customer ?? 0),
    customerRefund: refundAfter - refundPlatformDiscounts,
    platformDiscounts,
    refundPlatformDiscounts,
  };
}
