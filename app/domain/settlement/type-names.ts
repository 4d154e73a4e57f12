import { foldText } from './text.ts';
import type { RowKind } from './types.ts';

/**
 * The words a `Type` / `Transaction type` cell can hold. Sources: vendors/settlement-exports.md §5 (rows seen, the
 * Reports vocabulary, the Open API's names, localised words) and vendors/tiktok-shop.md §3.5.8 (labels of the API).
 * The list is open on purpose: a type that is not here, and not in the file's own Reports tree, is `unknown`.
 */
interface TypeEntry {
  readonly name: string;
  readonly kind: RowKind;
  readonly gmvAds?: true;
  readonly aliases?: readonly string[];
}

const adjustment = (name: string, ...aliases: string[]): TypeEntry => ({ name, kind: 'adjustment', aliases });
const gmvAds = (name: string, ...aliases: string[]): TypeEntry => ({
  name,
  kind: 'adjustment',
  gmvAds: true,
  aliases,
});

const entries: readonly TypeEntry[] = [
  {
    name: 'Order',
    kind: 'order',
    aliases: [
      'ORDER',
      'Orders',
      'Pesanan',
      'Đơn hàng',
      '订单',
      '訂單',
      'คำสั่งซื้อ',
      'Pedido',
      'Bestellung',
      'Commande',
      'Ordine',
      '注文',
    ],
  },
  {
    name: 'Reserve',
    kind: 'reserve',
    aliases: ['RESERVE', 'Reserves', 'Reserve collected', 'Reserve released'],
  },
  gmvAds(
    'GMV Payment for TikTok Ads',
    'GMV_PAYMENT_FOR_ADS',
    'GMV_PAYMENT_FOR_TIKTOK_ADS',
    'Pembayaran GMV untuk Iklan TikTok',
    'TikTok 广告的 GMV 付款',
  ),
  gmvAds('GMV Payment for Promote', 'GMV_PAYMENT_FOR_PROMOTE'),
  adjustment(
    'Platform reimbursement',
    'PLATFORM_REIMBURSEMENT',
    'Khoản bồi hoàn của nền tảng',
    'Penggantian dana dari platform',
    '平台赔付',
  ),
  adjustment('Logistics reimbursement', 'LOGISTICS_REIMBURSEMENT', '物流赔付'),
  adjustment('TikTok Shop reimbursement'),
  adjustment('Shipping fee adjustment', 'SHIPPING_FEE_ADJUSTMENT'),
  adjustment('Shipping fee compensation', 'SHIPPING_FEE_COMPENSATION'),
  adjustment('Shipping fee rebate', 'SHIPPING_FEE_REBATE'),
  adjustment('Shipping insurance compensation'),
  adjustment('Sample shipping fee', 'SAMPLE_SHIPPING_FEE'),
  adjustment('Chargeback', 'CHARGE_BACK', 'Charge back'),
  adjustment('Customer service compensation', 'CUSTOMER_SERVICE_COMPENSATION'),
  adjustment('Promotion adjustment', 'PROMOTION_ADJUSTMENT'),
  adjustment('Platform compensation', 'PLATFORM_COMPENSATION'),
  adjustment('Platform penalty', 'PLATFORM_PENALTY'),
  adjustment('Deductions incurred by seller', 'DEDUCTIONS_INCURRED_BY_SELLER'),
  adjustment('Warehouse service fee', 'FBT_WAREHOUSE_SERVICE_FEE', 'FBT warehouse service fee'),
  adjustment('Platform commission adjustment', 'PLATFORM_COMMISSION_ADJUSTMENT'),
  adjustment('Platform commission compensation', 'PLATFORM_COMMISSION_COMPENSATION'),
  adjustment('Transaction fee adjustment'),
  adjustment('Campaign Package'),
  adjustment('Additional Campaign Package'),
  adjustment('Campaign resource fee Compensation'),
  adjustment(
    'Marketing benefits package fee',
    'MARKETING_BENEFIT_PACKAGE_FEE',
    'Marketing benefit package fee',
  ),
  adjustment('Additional marketing benefits package fee'),
  adjustment('Adjustment from settlement account', 'ADJUSTMENT_FROM_SETTLEMENT_ACCOUNT'),
  adjustment('Other adjustment', 'OTHER_ADJUSTMENT', 'Other adjustments'),
  adjustment('Top up for ads from settled balances'),
  adjustment('Withholding tax', 'WITHHOLDING_TAX'),
  adjustment('Rebate', 'REBATE'),
  adjustment('Co-funded creator rewards', 'COFUNDED_CREATOR_REWARDS'),
  adjustment('Stamp duty', 'STAMP_DUTY'),
  adjustment('Seller mission reward', 'SELLER_MISSION_REWARD'),
  adjustment('Violation fee (settlement fee)'),
  adjustment('Violation fee (credit card)'),
  adjustment('Bill payment (negative balance)'),
  adjustment('Sales proceed (negative balance)', 'Sales proceeds (negative balance)'),
  adjustment('Bill deduction for negative balance'),
  adjustment('Net earnings balance'),
];

const byText = new Map<string, TypeEntry>();
for (const entry of entries) {
  for (const text of [entry.name, ...(entry.aliases ?? [])]) byText.set(foldText(text), entry);
}

export interface KnownType {
  /** The English name when the cell has another wording; the cell's own when it differs only in case or brackets. */
  readonly name: string;
  readonly kind: RowKind;
  readonly isGmvAds: boolean;
}

/**
 * What a type cell says. `reportTypes` are the folded labels under `Total adjustments` of the file's own Reports tree:
 * what the file itself calls an adjustment is one. Unknown types come back as `unknown` with their own words.
 */
export function lookUpType(text: string, reportTypes: ReadonlySet<string>): KnownType {
  const key = foldText(text);
  const entry = byText.get(key);
  if (entry) {
    const same = foldText(entry.name) === key;
    return { name: same ? text : entry.name, kind: entry.kind, isGmvAds: entry.gmvAds === true };
  }
  // The brand words stay in every language: `TikTok 广告的 GMV 付款`.
  const isGmvAds = /\bgmv\b/.test(key) && key.includes('tiktok');
  if (/\breserve[ds]?\b/.test(key)) return { name: text, kind: 'reserve', isGmvAds: false };
  return { name: text, kind: reportTypes.has(key) ? 'adjustment' : 'unknown', isGmvAds };
}

/** The same type in every spelling and language: for comparing rows with Reports and across files. */
export function typeKey(text: string): string {
  const key = foldText(text);
  const entry = byText.get(key);
  return entry ? foldText(entry.name) : key;
}
