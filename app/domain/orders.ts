import type { BusinessDate } from './dates.ts';
import type { OrderId, ShopId, SkuId } from './ids.ts';
import type { Currency } from './money.ts';

/** The six states a bookkeeper sees, whatever the channel calls them (model-app.md, tab Order). */
export const orderStatuses = [
  'unpaid',
  'pending',
  'inTransit',
  'delivered',
  'completed',
  'cancelled',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** What the list of orders is sorted by. */
export const orderSorts = ['orderedOn', 'orderId', 'goodsMinor', 'paidMinor', 'status', 'itemCount'] as const;

/** A variant of a product as the channel sells it. */
export interface ChannelSku {
  readonly skuId: SkuId;
  readonly productId: string;
  /** The seller's own code on the channel; may be empty, and is not unique by contract. */
  readonly sellerSku: string;
  readonly productName: string;
  readonly variation: string;
  /** Display price, minor units of `currency`; null when the channel gives none. */
  readonly priceMinor: number | null;
  readonly currency: Currency;
  readonly isActive: boolean;
  /** Parts of a virtual bundle; empty for an ordinary variant. */
  readonly parts: readonly BundlePart[];
}

export interface BundlePart {
  readonly skuId: SkuId;
  readonly sellerSku: string;
  /** Units of the part in one bundle. */
  readonly quantity: number;
}

/** A line of an order: the channel's per-unit entries merged into quantities. */
export interface OrderLine {
  readonly lineNumber: number;
  readonly skuId: SkuId;
  readonly productId: string;
  readonly sellerSku: string;
  readonly productName: string;
  readonly variation: string;
  readonly quantity: number;
  /** List price of one unit, minor units. */
  readonly unitPriceMinor: number;
  /** Whole line, ≥ 0: what the seller gave away. Reduces the invoice. */
  readonly sellerDiscountMinor: number;
  /** Whole line, ≥ 0: what the platform gave away and pays to the shop. Does not reduce the invoice (accounting.md §1). */
  readonly platformDiscountMinor: number;
  readonly isGift: boolean;
  readonly parts: readonly BundlePart[];
}

export interface Recipient {
  readonly name: string;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly region: string;
  readonly postcode: string;
  /** ISO 3166 two-letter code. */
  readonly country: string;
}

export interface Order {
  readonly shopId: ShopId;
  readonly orderId: OrderId;
  readonly status: OrderStatus;
  /** The channel's own word for the status. */
  readonly channelStatus: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly paidAt: number | null;
  readonly deliveredAt: number | null;
  readonly cancelledAt: number | null;
  /** Business date of the creation in the shop's time zone: the invoice date. */
  readonly orderedOn: BusinessDate;
  readonly currency: Currency;
  readonly lines: readonly OrderLine[];
  /** Units that were cancelled out of a living order; they are in no line and in no total. */
  readonly cancelledUnits: number;
  /** What the buyer paid for shipping, minor units. */
  readonly shippingMinor: number;
  /** Tax the channel added on top of prices (US); 0 where prices include tax. */
  readonly taxMinor: number;
  /** `total_amount`: what the buyer paid. Shown, never derived from. */
  readonly paidMinor: number;
  readonly isSample: boolean;
  readonly isReplacement: boolean;
  readonly recipient: Recipient;
}

/** Σ (list price − seller discount) of the lines: the goods value an invoice and the settlement's revenue share. */
export function goodsMinor(order: Pick<Order, 'lines'>): number {
  return order.lines.reduce((sum, line) => sum + lineGoodsMinor(line), 0);
}

export function lineGoodsMinor(line: OrderLine): number {
  return line.unitPriceMinor * line.quantity - line.sellerDiscountMinor;
}
