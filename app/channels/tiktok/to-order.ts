import { toBusinessDate } from '../../domain/dates.ts';
import { type ShopId, toOrderId } from '../../domain/ids.ts';
import { parseCurrency, sumMinor } from '../../domain/money.ts';
import type { Order, OrderStatus } from '../../domain/orders.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { type AmountReader, createAmountReader } from './amounts.ts';
import { mergeUnits, type Unit } from './merge-units.ts';
import { toRecipient } from './to-recipient.ts';
import { toParts } from './to-skus.ts';
import type { WireLineItem, WireOrder } from './wire.ts';

export interface OrderContext {
  readonly shopId: ShopId;
  /** Decides `orderedOn`. */
  readonly timeZone: string;
}

/** vendors/tiktok-shop.md §3.2; webhooks spell the last one CANCEL. */
const statuses: ReadonlyMap<string, OrderStatus> = new Map<string, OrderStatus>([
  ['UNPAID', 'unpaid'],
  ['ON_HOLD', 'pending'],
  ['AWAITING_SHIPMENT', 'pending'],
  ['PARTIALLY_SHIPPING', 'pending'],
  ['AWAITING_COLLECTION', 'pending'],
  ['IN_TRANSIT', 'inTransit'],
  ['DELIVERED', 'delivered'],
  ['COMPLETED', 'completed'],
  ['CANCELLED', 'cancelled'],
  ['CANCEL', 'cancelled'],
]);

/**
 * TikTok Shop's order → the order a bookkeeper sees. The error is a sentence saying why the order cannot be used: an
 * amount or a status that would have to be guessed is never guessed. Pure.
 */
export function toOrder(wire: WireOrder, context: OrderContext): Result<Order, string> {
  const status = statuses.get(wire.status);
  if (!status) {
    return err(
      `TikTok Shop gives the order the status "${wire.status.slice(0, 40)}", which this version does not know. It is left out of invoicing. Update Tieout, then fetch again.`,
    );
  }
  const currency = parseCurrency(wire.payment.currency);
  if (!currency) return err(cannotUse(`"${wire.payment.currency.slice(0, 10)}" is not a currency`));
  const other = wire.line_items.find(
    (item) => item.currency !== '' && parseCurrency(item.currency) !== currency,
  );
  if (other)
    return err(cannotUse(`a line is in ${other.currency.slice(0, 10)} and the order in ${currency}`));

  const amounts = createAmountReader(currency);
  const living = wire.line_items.filter((item) => status === 'cancelled' || !isCancelled(item));
  const units = living.map((item) => toUnit(item, amounts));
  const { payment } = wire;
  const money = {
    shippingMinor: amounts.optional(payment.shipping_fee, 'the shipping fee'),
    taxMinor: amounts.optional(payment.tax, 'the tax'),
    paidMinor: amounts.optional(payment.total_amount, 'the total'),
  };
  const difference = wire.line_items.some(isCancelled) ? null : mismatch(wire, units, amounts);
  // An amount that cannot be read makes the sums differ as well; it is the better reason.
  const found = amounts.problems[0] ?? difference;
  if (found) return err(cannotUse(found));

  const createdAt = wire.create_time * 1000;
  return ok({
    shopId: context.shopId,
    orderId: toOrderId(wire.id),
    status,
    channelStatus: wire.status,
    createdAt,
    updatedAt: toInstant(wire.update_time) ?? createdAt,
    paidAt: toInstant(wire.paid_time),
    deliveredAt: toInstant(wire.delivery_time),
    cancelledAt: toInstant(wire.cancel_time),
    orderedOn: toBusinessDate(createdAt, context.timeZone),
    currency,
    lines: mergeUnits(units),
    cancelledUnits: wire.line_items.length - living.length,
    ...money,
    isSample: wire.is_sample_order,
    isReplacement: wire.is_replacement_order,
    recipient: toRecipient(wire.recipient_address),
  });
}

function toUnit(item: WireLineItem, amounts: AmountReader): Unit {
  const name = item.seller_sku || item.product_name || item.sku_id;
  return {
    lineItemId: item.id,
    productId: item.product_id,
    skuId: item.sku_id,
    sellerSku: item.seller_sku,
    productName: item.product_name,
    variation: item.sku_name,
    priceMinor: amounts.required(item.original_price, `the price of ${name}`),
    sellerDiscountMinor: amounts.optional(item.seller_discount, `the seller discount of ${name}`),
    platformDiscountMinor: amounts.optional(item.platform_discount, `the TikTok discount of ${name}`),
    isGift: item.is_gift,
    parts: toParts(item.combined_listing_skus ?? []),
  };
}

/** A unit cancelled out of a living order; in a cancelled order every unit is, and all stay to be seen. */
function isCancelled(item: WireLineItem): boolean {
  return item.display_status === 'CANCELLED' || item.display_status === 'CANCEL';
}

/** The units must add up to what the order says of itself; after a part cancellation its totals may mean either. */
function mismatch(wire: WireOrder, units: readonly Unit[], amounts: AmountReader): string | null {
  const checks = [
    {
      label: 'prices',
      told: wire.payment.original_total_product_price,
      sum: sumMinor(units.map((unit) => unit.priceMinor)),
    },
    {
      label: 'seller discounts',
      told: wire.payment.seller_discount,
      sum: sumMinor(units.map((unit) => unit.sellerDiscountMinor)),
    },
  ];
  for (const { label, told, sum } of checks) {
    if (told.trim() === '') continue;
    const total = amounts.required(told, `the total of ${label}`);
    if (total !== sum) {
      return `the ${label} of its lines add up to ${amounts.show(sum)}, its total of ${label} is ${amounts.show(total)}`;
    }
  }
  return null;
}

function cannotUse(reason: string): string {
  return `The order cannot be used as TikTok Shop sent it: ${reason}. It is left out of invoicing. Fetch it again later, or compare it in Seller Center.`;
}

function toInstant(seconds: number | null): number | null {
  return seconds === null ? null : seconds * 1000;
}
