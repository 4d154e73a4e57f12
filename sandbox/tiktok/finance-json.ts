import { amountsOf } from '../company/amounts.ts';
import { allocate, type Minor, toApiMoney, total } from '../company/money.ts';
import type {
  FeeKey,
  Fees,
  OrderRow,
  OrderUnit,
  SandboxShop,
  SettledRow,
  ShippingParts,
} from '../company/types.ts';

type Json = Record<string, unknown>;

/**
 * Names of fee leaves (tiktok-shop.md §3.5.7). `platform_support_fee_amount` is in no published schema:
 * it stands for the fee leaf nobody has heard of yet.
 */
const FEE_LEAF: Readonly<Record<Exclude<FeeKey, 'sst'>, string>> = {
  commission: 'platform_commission_amount',
  transaction: 'transaction_fee_amount',
  affiliate: 'affiliate_commission_amount',
  affiliateAds: 'affiliate_ads_commission_amount',
  bonusCashback: 'bonus_cashback_service_fee_amount',
  voucherXtra: 'voucher_xtra_service_fee_amount',
  sfp: 'sfp_service_fee_amount',
  platformSupport: 'platform_support_fee_amount',
};

const isTax = (key: string): key is 'sst' => key === 'sst';

function feeTaxBreakdown(fees: Fees): Json {
  const fee: Json = {};
  const tax: Json = {};
  // Object.entries forgets the key type of a record; Fees has no keys but FeeKey.
  for (const [key, amount] of Object.entries(fees) as [FeeKey, Minor][]) {
    if (isTax(key)) tax.sst_amount = toApiMoney(amount);
    else fee[FEE_LEAF[key]] = toApiMoney(amount);
  }
  return { fee, tax };
}

function shippingBreakdown(shipping: ShippingParts): Json {
  return {
    actual_shipping_fee_amount: toApiMoney(shipping.actual ?? 0),
    shipping_fee_discount_amount: toApiMoney(shipping.platform ?? 0),
    customer_paid_shipping_fee_amount: toApiMoney(
      (shipping.customer ?? 0) + (shipping.refundedCustomer ?? 0),
    ),
    return_shipping_fee_amount: toApiMoney(shipping.returned ?? 0),
    supplementary_component: {
      // Informational: contained in the leaves above.
      platform_shipping_fee_discount_amount: toApiMoney(shipping.platform ?? 0),
      // The deprecated leaf that arrives as an empty text.
      fbt_fulfillment_fee_reimbursement_amount: '',
    },
  };
}

function revenueBreakdown(sold: readonly OrderUnit[], refunded: readonly OrderUnit[]): Json {
  return {
    subtotal_before_discount_amount: toApiMoney(total(sold.map((unit) => unit.original))),
    seller_discount_amount: toApiMoney(0 - total(sold.map((unit) => unit.sellerDiscount))),
    refund_subtotal_before_discount_amount: toApiMoney(0 - total(refunded.map((unit) => unit.original))),
    seller_discount_refund_amount: toApiMoney(total(refunded.map((unit) => unit.sellerDiscount))),
  };
}

/** One row of a statement (§3.5.4). Fields that do not apply are left out, as in live answers. */
export function transactionJson(row: SettledRow, adjustmentInRevenue: boolean): Json {
  if (row.kind === 'adjustment') {
    const value = toApiMoney(row.amount);
    // The other shape seen in the field keeps the order id and puts the value into revenue (§3.5.8).
    const asRevenue = adjustmentInRevenue && row.relatedOrderId !== null;
    return {
      id: row.transactionId,
      type: row.apiType,
      adjustment_id: row.id,
      adjustment_order_id: row.relatedOrderId ?? '',
      ...(asRevenue ? { order_id: row.relatedOrderId } : {}),
      settlement_amount: value,
      adjustment_amount: asRevenue ? '0' : value,
      revenue_amount: asRevenue ? value : '0',
      fee_tax_amount: '0',
      shipping_cost_amount: '0',
    };
  }
  const amounts = amountsOf(row);
  return {
    id: row.transactionId,
    type: 'ORDER',
    order_id: row.order.id,
    order_create_time: row.order.createdAt,
    settlement_amount: toApiMoney(amounts.settlement),
    revenue_amount: toApiMoney(amounts.revenue),
    shipping_cost_amount: toApiMoney(amounts.shipping),
    fee_tax_amount: toApiMoney(amounts.feeTax),
    adjustment_amount: '0',
    revenue_breakdown: revenueBreakdown(row.sold, row.refunded),
    shipping_cost_breakdown: shippingBreakdown(row.shipping),
    fee_tax_breakdown: feeTaxBreakdown(row.fees),
    supplementary_component: {
      customer_payment_amount: toApiMoney(amounts.customerPayment),
      customer_refund_amount: toApiMoney(amounts.customerRefund),
      platform_discount_amount: toApiMoney(amounts.platformDiscounts),
      platform_discount_refund_amount: toApiMoney(amounts.refundPlatformDiscounts),
    },
  };
}

/** The SKU lines of one settlement row (§3.5.5): fees and shipping are split by goods value, to the cent. */
export function skuTransactionsJson(row: OrderRow, statementId: string): Json[] {
  const skuIds = [...new Set([...row.sold, ...row.refunded].map((unit) => unit.sku.id))];
  const of = (units: readonly OrderUnit[], id: string): OrderUnit[] =>
    units.filter((unit) => unit.sku.id === id);
  const weights = skuIds.map((id) =>
    total([...of(row.sold, id), ...of(row.refunded, id)].map((unit) => unit.original)),
  );
  const feeParts = splitRecord(row.fees, weights);
  const shippingParts = splitRecord(row.shipping, weights);
  return skuIds.map((id, index) => {
    const sold = of(row.sold, id);
    const refunded = of(row.refunded, id);
    const part: OrderRow = {
      ...row,
      sold,
      refunded,
      fees: feeParts[index] ?? {},
      shipping: shippingParts[index] ?? {},
    };
    const amounts = amountsOf(part);
    const sku = (sold[0] ?? refunded[0])?.sku;
    return {
      sku_id: id,
      sku_name: sku?.variant ?? '',
      product_name: sku?.productTitle ?? '',
      quantity: String(sold.length > 0 ? sold.length : refunded.length),
      statement_id: statementId,
      settlement_amount: toApiMoney(amounts.settlement),
      revenue_amount: toApiMoney(amounts.revenue),
      shipping_cost_amount: toApiMoney(amounts.shipping),
      fee_tax_amount: toApiMoney(amounts.feeTax),
      revenue_breakdown: revenueBreakdown(sold, refunded),
      shipping_cost_breakdown: shippingBreakdown(part.shipping),
      fee_tax_breakdown: feeTaxBreakdown(part.fees),
    };
  });
}

function splitRecord<K extends string>(
  record: Readonly<Partial<Record<K, Minor>>>,
  weights: readonly number[],
): Partial<Record<K, Minor>>[] {
  const parts: Partial<Record<K, Minor>>[] = weights.map(() => ({}));
  // As above: the record's own keys are K.
  for (const [key, amount] of Object.entries(record) as [K, Minor][]) {
    allocate(amount, weights).forEach((share, index) => {
      const part = parts[index];
      if (part !== undefined) part[key] = share;
    });
  }
  return parts;
}

/** What an order will bring, as far as the platform knows before it settles (§3.5.6). */
export function estimateJson(
  id: string,
  units: readonly OrderUnit[],
  shop: SandboxShop,
): { json: Json; settlement: Minor; revenue: Minor; fee: Minor } {
  const kept = units.filter((unit) => !unit.cancelled);
  const revenue = total(kept.map((unit) => unit.original - unit.sellerDiscount));
  const fee = 0 - Math.floor(revenue / 10);
  const settlement = revenue + fee;
  return {
    settlement,
    revenue,
    fee,
    json: {
      id,
      type: 'ORDER',
      status: 'UNSETTLED',
      currency: shop.currency,
      est_settlement_amount: toApiMoney(settlement),
      est_revenue_amount: toApiMoney(revenue),
      est_shipping_cost_amount: '0',
      est_fee_tax_amount: toApiMoney(fee),
      est_adjustment_amount: '0',
      revenue_breakdown: revenueBreakdown(kept, []),
      fee_tax_breakdown: { fee: { platform_commission_amount: toApiMoney(fee) }, tax: {} },
    },
  };
}
