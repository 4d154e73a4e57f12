import { dayOn } from './calendar.ts';
import type { Draft } from './drafts.ts';
import type { IdMaker } from './ids.ts';
import { type Minor, share, total } from './money.ts';
import type { Random } from './random.ts';
import type { Fees, OrderRow, OrderUnit, SandboxOrder, SandboxShop, ShippingParts } from './types.ts';

/** The last day number anything is settled on: 14 November. */
const LAST_DAY = 45;

const after = (units: readonly OrderUnit[]): Minor =>
  total(units.map((unit) => unit.original - unit.sellerDiscount));

const paid = (units: readonly OrderUnit[]): Minor =>
  total(units.map((unit) => unit.original - unit.sellerDiscount - unit.platformDiscount));

/** The settlement rows of one order; their goods amounts follow the order's units exactly. */
export function settleOrder(
  shop: SandboxShop,
  order: SandboxOrder,
  draft: Draft,
  ids: IdMaker,
  random: Random,
): OrderRow[] {
  const first = draft.settleDay;
  if (first === null) return [];
  const units = order.units.filter((unit) => !unit.cancelled);
  const row = (
    day: number,
    sold: readonly OrderUnit[],
    refunded: readonly OrderUnit[],
    fees: Fees,
    shipping: ShippingParts,
  ): OrderRow => ({
    kind: 'order',
    transactionId: ids.transaction(),
    order,
    settledOn: dayOn(Math.min(day, LAST_DAY)),
    sold,
    refunded,
    fees,
    shipping,
  });
  const usual = (day: number, sold: readonly OrderUnit[], refunded: readonly OrderUnit[] = []): OrderRow =>
    row(day, sold, refunded, chargeFees(shop, sold, refunded, random), shipCost(shop, order, random));

  switch (order.story) {
    case 'gift-only':
      return [row(first, units, [], { transaction: -40 }, {})];
    case 'part-refund':
      return [usual(first, units, units.slice(0, 1))];
    case 'full-refund-fee-kept':
      return [row(first, units, units, { commission: -50 }, {})];
    case 'zero-row':
      return [row(first, units, units, {}, {})];
    case 'late-refund': {
      const day = order.createdAt % 2 === 0 ? LAST_DAY : first + random.int(6, 9);
      return [usual(first, units), row(day, [], units, returnFees(units, 4_500), {})];
    }
    case 'two-rows-one-day':
    case 'two-rows-two-days': {
      const later = order.story === 'two-rows-one-day' ? first : first + 3;
      const rest = units.slice(1);
      return [
        usual(first, units.slice(0, 1)),
        row(later, rest, [], chargeFees(shop, rest, [], random, false), {}),
      ];
    }
    case 'reversal':
      return [usual(first, units), row(first + 2, [], units, returnFees(units, 3_000), { returned: -420 })];
    default:
      return [usual(first, units)];
  }
}

/**
 * The fees on what stays sold. `once` is false for the second part of an order: fees per order are not
 * charged twice. Rates are invented; which fees exist where is settlement-exports.md §2 and §3.
 */
function chargeFees(
  shop: SandboxShop,
  sold: readonly OrderUnit[],
  refunded: readonly OrderUnit[],
  random: Random,
  once = true,
): Fees {
  const revenue = after(sold) - after(refunded);
  const fees: Partial<Record<keyof Fees, Minor>> = {};
  const charge = (key: keyof Fees, amount: Minor): void => {
    if (amount !== 0) fees[key] = -amount;
  };
  if (shop.region === 'GB') {
    charge('commission', share(revenue, 900));
    if (random.chance(0.3)) charge('affiliate', share(revenue, random.pick([1_000, 1_200, 1_500])));
    if (random.chance(0.07)) charge('affiliateAds', share(revenue, 600));
    if (random.chance(0.06)) charge('voucherXtra', share(revenue, 250));
    return fees;
  }
  const commission = share(revenue, 648);
  const sfp = random.chance(0.3) ? share(revenue, 300) : 0;
  charge('transaction', share(paid(sold) - paid(refunded), 378));
  charge('commission', commission);
  charge('sfp', sfp);
  charge('sst', share(commission + sfp, 800));
  if (random.chance(0.3)) charge('affiliate', share(revenue, random.pick([800, 1_000, 1_500])));
  if (random.chance(0.08)) charge('bonusCashback', share(revenue, 350));
  // RM 0.54 for each order since 2026-02-15 (settlement-exports.md §3).
  if (once) charge('platformSupport', 54);
  return fees;
}

/** A refund gives back part of the commission only. */
function returnFees(units: readonly OrderUnit[], basisPoints: number): Fees {
  return { commission: share(share(after(units), 900), basisPoints) };
}

/** What the courier cost, who paid it, and what is left with the seller. */
function shipCost(shop: SandboxShop, order: SandboxOrder, random: Random): ShippingParts {
  const { original, sellerDiscount, platformDiscount } = order.shipping;
  const customer = original - sellerDiscount - platformDiscount;
  // Now and then a parcel turns out heavier than quoted: the difference stays with the seller.
  const extra = random.chance(0.12) ? (shop.region === 'GB' ? 85 : 120) : 0;
  const parts: Partial<Record<keyof ShippingParts, Minor>> = { actual: -(original + extra) };
  if (platformDiscount !== 0) parts.platform = platformDiscount;
  if (customer !== 0) parts.customer = customer;
  return parts;
}
