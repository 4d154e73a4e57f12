import type { RowAmounts } from '../company/amounts.ts';
import type { Minor } from '../company/money.ts';
import type { FeeKey, SettledRow, ShippingKey } from '../company/types.ts';

/** Depth of a label in the Reports tree: column B, C, D or E. */
export type Depth = 'B' | 'C' | 'D' | 'E';

/** A money column of Order details. A column with a depth also stands in the Reports tree. */
interface MoneyColumn {
  readonly header: string;
  readonly depth: Depth | null;
  readonly amount: (row: SettledRow, amounts: RowAmounts) => Minor;
}

export interface Layout {
  readonly money: readonly MoneyColumn[];
  readonly memo: readonly MoneyColumn[];
  readonly hasItems: boolean;
  readonly timezone: string;
  /** All adjustment types of the Reports tree, in the tree's order. */
  readonly adjustmentTypes: readonly string[];
}

const figure = (header: string, depth: Depth | null, key: keyof RowAmounts): MoneyColumn => ({
  header,
  depth,
  amount: (_row, amounts) => amounts[key],
});

const fee = (header: string, key: FeeKey): MoneyColumn => ({
  header,
  depth: 'D',
  amount: (row) => (row.kind === 'order' ? (row.fees[key] ?? 0) : 0),
});

const shipping = (header: string, key: ShippingKey): MoneyColumn => ({
  header,
  depth: 'E',
  amount: (row) => (row.kind === 'order' ? (row.shipping[key] ?? 0) : 0),
});

const zero = (header: string, depth: Depth | null): MoneyColumn => ({ header, depth, amount: () => 0 });

const REVENUE: readonly MoneyColumn[] = [
  figure('Total settlement amount', 'B', 'settlement'),
  figure('Total Revenue', 'C', 'revenue'),
  figure('Subtotal after seller discounts', 'D', 'subtotalAfter'),
  figure('Subtotal before discounts', 'E', 'subtotalBefore'),
  figure('Seller discounts', 'E', 'sellerDiscounts'),
];

const REFUND: readonly MoneyColumn[] = [
  figure('Refund subtotal after seller discounts', 'D', 'refundAfter'),
  figure('Refund subtotal before seller discounts', 'E', 'refundBefore'),
  figure('Refund of seller discounts', 'E', 'refundSellerDiscounts'),
  figure('Total Fees', 'C', 'fees'),
];

const MEMO: readonly MoneyColumn[] = [
  figure('Customer payment', null, 'customerPayment'),
  figure('Customer refund', null, 'customerRefund'),
  zero('Seller co-funded voucher discount', null),
  zero('Refund of seller co-funded voucher discount', null),
  figure('Platform discounts', null, 'platformDiscounts'),
  figure('Refund of platform discounts', null, 'refundPlatformDiscounts'),
  zero('Platform co-funded voucher discounts', null),
  zero('Refund of platform co-funded voucher discounts', null),
];

const ADJUSTMENT_TYPES: readonly string[] = [
  'Shipping fee adjustment',
  'Shipping fee compensation',
  'Chargeback',
  'Customer service compensation',
  'Promotion adjustment',
  'Platform compensation',
  'Platform penalty',
  'Sample shipping fee',
  'Logistics reimbursement',
  'Platform reimbursement',
  'Deductions incurred by seller',
  'Shipping fee rebate',
  'Warehouse service fee',
  'Platform commission adjustment',
  'Platform commission compensation',
  'Transaction fee adjustment',
  'Campaign Package',
  'Additional Campaign Package',
  'GMV Payment for Promote',
  'GMV Payment for TikTok Ads',
  'Shipping insurance compensation',
  'Campaign resource fee Compensation',
  'Other adjustment',
];

/** The English layout of 65 columns that Seller Center wrote in early 2026 (settlement-exports.md §1.1 and §2). */
export const UK_LAYOUT: Layout = {
  timezone: 'UTC+0',
  hasItems: true,
  adjustmentTypes: ADJUSTMENT_TYPES,
  money: [
    ...REVENUE,
    zero('Distance item fee from Horizon+ Program', 'E'),
    ...REFUND,
    fee('Platform commission fee', 'commission'),
    zero('Pre-order service fee', 'D'),
    zero('Mall service fee', 'D'),
    fee('Payment Fee', 'transaction'),
    figure('Shipping cost', 'D', 'shipping'),
    shipping('Shipping costs passed on to the logistics provider', 'actual'),
    zero('Replacement shipping fee (passed on to the customer)', 'E'),
    zero('Exchange shipping fee (passed on to the customer)', 'E'),
    shipping('Shipping cost borne by the platform', 'platform'),
    shipping('Shipping cost paid by the customer', 'customer'),
    shipping('Refunded shipping cost paid by the customer', 'refundedCustomer'),
    shipping('Return shipping costs (passed on to the customer)', 'returned'),
    zero('Shipping cost subsidy', 'E'),
    zero('Distance shipping fee from Horizon+ Program', 'E'),
    fee('Affiliate Commission', 'affiliate'),
    zero('Affiliate partner commission', 'D'),
    fee('Affiliate Shop Ads commission', 'affiliateAds'),
    zero('Affiliate Partner shop ads commission', 'D'),
    fee('Shipping Fee Program service fee', 'sfp'),
    zero('Dynamic commission', 'D'),
    fee('Bonus cashback service fee', 'bonusCashback'),
    zero('LIVE Specials service fee', 'D'),
    fee('Voucher Xtra service fee', 'voucherXtra'),
    zero('Order processing fee', 'D'),
    zero('EAMS Program service fee', 'D'),
    zero('Brands Crazy Deals/Flash Sale service fee', 'D'),
    zero('Dilayani Tokopedia fee', 'D'),
    zero('Dilayani Tokopedia handling fee', 'E'),
    zero('PayLater program fee', 'D'),
    zero('Campaign resource fee', 'D'),
    zero('Installation service fee', 'D'),
    zero('Article 22 Income Tax withheld', 'D'),
    zero('Platform special service fee', 'D'),
    zero('GMV Max ad fee', 'D'),
  ],
  memo: [...MEMO, zero('Seller shipping cost discount', null)],
};

/**
 * The order-level layout of Malaysia. Names are those of settlement-exports.md §3; the true order of
 * the columns is not known (§12), so this one follows the statement export.
 */
export const MALAYSIA_LAYOUT: Layout = {
  timezone: 'UTC+8',
  hasItems: false,
  adjustmentTypes: ADJUSTMENT_TYPES,
  money: [
    ...REVENUE,
    ...REFUND,
    fee('Transaction fee', 'transaction'),
    fee('TikTok Shop commission fee', 'commission'),
    zero('Credit card installment - Handling fee', 'D'),
    figure('Seller shipping fee', 'D', 'shipping'),
    shipping('Actual shipping fee ', 'actual'),
    shipping('Platform shipping fee discount', 'platform'),
    shipping('Customer shipping fee', 'customer'),
    shipping('Actual return shipping fee', 'returned'),
    shipping('Refunded customer shipping fee', 'refundedCustomer'),
    zero('Shipping subsidy', 'E'),
    fee('Affiliate Commission', 'affiliate'),
    zero('Affiliate partner commission', 'D'),
    fee('Affiliate Shop Ads commission', 'affiliateAds'),
    zero('Affiliate commission deposit', 'D'),
    zero('Affiliate commission refund', 'D'),
    zero('Affiliate Partner shop ads commission', 'D'),
    fee('SFP service fee', 'sfp'),
    zero('Dynamic commission', 'D'),
    fee('Bonus cashback service fee', 'bonusCashback'),
    zero('LIVE Specials service fee', 'D'),
    fee('SST', 'sst'),
    fee('Voucher Xtra service fee', 'voucherXtra'),
    zero('EAMS Program service fee', 'D'),
    zero('Brands Crazy Deals/Flash Sale service fee', 'D'),
    zero('TikTok PayLater program fee', 'D'),
    zero('Campaign resource fee', 'D'),
    fee('Platform support fee', 'platformSupport'),
  ],
  memo: [...MEMO, zero('Seller shipping fee discount', null)],
};
