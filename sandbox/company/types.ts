import type { Minor } from './money.ts';

/** A shop as the sample company knows it. Its id and cipher are what the Open API shows. */
export interface SandboxShop {
  readonly id: string;
  readonly name: string;
  readonly region: 'GB' | 'MY';
  readonly currency: 'GBP' | 'MYR';
  readonly timeZone: 'Europe/London' | 'Asia/Kuala_Lumpur';
  readonly cipher: string;
  readonly code: string;
  readonly warehouseId: string;
}

export interface Sku {
  readonly id: string;
  readonly productId: string;
  readonly productTitle: string;
  readonly sellerSku: string;
  readonly variant: string;
  /** Selling price in minor units, tax included where the shop's prices include tax. */
  readonly price: Minor;
  readonly barcode: string | null;
  readonly weightGrams: number;
  /** Children of a virtual bundle; empty for everything else. */
  readonly bundle: readonly BundlePart[];
}

interface BundlePart {
  readonly sku: Sku;
  readonly count: number;
}

export interface Product {
  readonly id: string;
  readonly title: string;
  readonly status: 'ACTIVATE' | 'SELLER_DEACTIVATED';
  /** Unix seconds. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly skus: readonly Sku[];
}

export type OrderStatus =
  | 'UNPAID'
  | 'ON_HOLD'
  | 'AWAITING_SHIPMENT'
  | 'PARTIALLY_SHIPPING'
  | 'AWAITING_COLLECTION'
  | 'IN_TRANSIT'
  | 'DELIVERED'
  | 'COMPLETED'
  | 'CANCELLED';

/** One purchased unit: TikTok Shop has no quantity on an order line (tiktok-shop.md §3.2). */
export interface OrderUnit {
  readonly id: string;
  readonly sku: Sku;
  original: Minor;
  sellerDiscount: Minor;
  platformDiscount: Minor;
  readonly gift: boolean;
  /** The buyer cancelled this unit although the order goes on. */
  readonly cancelled: boolean;
  /** Index of the package, or null while nothing is shipped. */
  readonly parcel: number | null;
}

export interface OrderShipping {
  readonly original: Minor;
  readonly sellerDiscount: Minor;
  readonly platformDiscount: Minor;
}

/** What makes an order special; `null` for an ordinary one. Tests and demos find their cases by this. */
export type OrderStory =
  | 'gift-line'
  | 'gift-only'
  | 'sample'
  | 'part-refund'
  | 'full-refund-fee-kept'
  | 'zero-row'
  | 'late-refund'
  | 'two-rows-one-day'
  | 'two-rows-two-days'
  | 'reversal'
  | 'cancelled-after-payment'
  | 'part-cancelled'
  | 'missing-item'
  | 'virtual-bundle'
  | 'kit-item'
  | 'inactive-item'
  | 'no-seller-sku'
  | 'month-edge';

/** Instants are Unix seconds, UTC. */
export interface SandboxOrder {
  readonly id: string;
  readonly shopId: string;
  status: OrderStatus;
  readonly story: OrderStory | null;
  readonly createdAt: number;
  readonly paidAt: number | null;
  readonly rtsAt: number | null;
  readonly collectedAt: number | null;
  deliveredAt: number | null;
  cancelledAt: number | null;
  updatedAt: number;
  readonly units: OrderUnit[];
  readonly shipping: OrderShipping;
  readonly sample: boolean;
  readonly cancel: { readonly initiator: 'BUYER' | 'SELLER' | 'SYSTEM'; readonly reason: string } | null;
  readonly packageIds: readonly string[];
  readonly buyer: {
    readonly userId: string;
    readonly initials: string;
    readonly city: string;
    readonly region: string;
  };
}

export type FeeKey =
  | 'commission'
  | 'transaction'
  | 'affiliate'
  | 'affiliateAds'
  | 'bonusCashback'
  | 'voucherXtra'
  | 'sfp'
  | 'sst'
  | 'platformSupport';

export type ShippingKey = 'actual' | 'platform' | 'customer' | 'refundedCustomer' | 'returned';

/** Signed minor units as in the settlement file: money to the shop is positive. */
export type Fees = Readonly<Partial<Record<FeeKey, Minor>>>;
export type ShippingParts = Readonly<Partial<Record<ShippingKey, Minor>>>;

/** A row of the settlement that belongs to an order. Goods amounts follow from the units, never stored twice. */
export interface OrderRow {
  readonly kind: 'order';
  readonly transactionId: string;
  readonly order: SandboxOrder;
  /** Business date of the settlement, `YYYY-MM-DD`. */
  readonly settledOn: string;
  readonly sold: readonly OrderUnit[];
  readonly refunded: readonly OrderUnit[];
  readonly fees: Fees;
  readonly shipping: ShippingParts;
}

export interface AdjustmentRow {
  readonly kind: 'adjustment';
  readonly transactionId: string;
  readonly id: string;
  /** As the export spells it, e.g. `Logistics reimbursement`. */
  readonly type: string;
  /** As the Open API spells it, e.g. `LOGISTICS_REIMBURSEMENT`. */
  readonly apiType: string;
  readonly createdAt: number;
  readonly settledOn: string;
  readonly amount: Minor;
  readonly relatedOrderId: string | null;
}

export type SettledRow = OrderRow | AdjustmentRow;

/** One settled day of one shop. */
export interface Statement {
  readonly id: string;
  readonly settledOn: string;
  /** 00:00 UTC of the day after, Unix seconds (tiktok-shop.md §3.5). */
  readonly statementTime: number;
  readonly rows: readonly SettledRow[];
  readonly paymentId: string | null;
}

type WithdrawalKind = 'Earnings' | 'GMV Pay Deduction' | 'Payments' | 'Withdrawal';

/** A line of the Withdrawal records sheet; amounts signed as there. */
export interface WithdrawalRecord {
  readonly id: string;
  readonly kind: WithdrawalKind;
  readonly requestedOn: string;
  readonly amount: Minor;
  readonly status: 'Transferred' | 'In Process' | 'Failed';
  readonly succeededOn: string | null;
}

/** All of one shop. */
export interface ShopBooks {
  readonly shop: SandboxShop;
  readonly products: readonly Product[];
  readonly orders: readonly SandboxOrder[];
  readonly statements: readonly Statement[];
  readonly withdrawals: readonly WithdrawalRecord[];
}

export interface Company {
  readonly name: string;
  readonly seed: number;
  readonly shops: readonly ShopBooks[];
}
