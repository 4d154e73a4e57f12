import { headerKey } from './columns.ts';

/**
 * Where a known fee column belongs when the file has no Reports tree to say so.
 * `fee`: one level under the total. `detail`: inside the fee named by `of`; not added. `either`: no source says, or
 * sources differ; the rows decide (see `place-fees.ts`).
 * Sources: vendors/settlement-exports.md §§2, 3, 7, 8.
 */
export interface FeeName {
  readonly name: string;
  readonly level: 'fee' | 'detail' | 'either';
  readonly of?: string;
}

const plainFees: readonly (readonly string[])[] = [
  [
    'Platform commission fee',
    'TikTok Shop commission fee',
    'Biaya komisi platform',
    'Phí hoa hồng của TikTok Shop',
    'TikTok Shop 佣金费',
  ],
  ['Transaction fee', 'Phí giao dịch', '交易手续费'],
  ['Payment fee', 'Biaya Pembayaran'],
  ['Pre-order service fee', 'Biaya layanan pre-order'],
  ['Mall service fee', 'Biaya layanan Mall'],
  ['Shipping cost', 'Ongkir'],
  ['Seller shipping fee', 'Phí vận chuyển của người bán', '商家运费'],
  ['Affiliate commission', 'Komisi Afiliasi', 'Hoa hồng liên kết', '联盟佣金'],
  ['Affiliate partner commission', 'Komisi mitra afiliasi', '联盟服务商佣金'],
  [
    'Affiliate Shop Ads commission',
    'Komisi Iklan Toko afiliasi',
    'Hoa hồng liên kết Quảng cáo cửa hàng',
    '联盟店铺广告佣金',
  ],
  ['Affiliate commission deposit', 'Deposit komisi afiliasi', '联盟佣金保证金'],
  ['Affiliate commission refund', 'Pengembalian dana komisi afiliasi', '联盟佣金退款'],
  [
    'Affiliate Partner shop ads commission',
    'TAP Shop Ads commission',
    'Komisi iklan toko Mitra Afiliasi',
    '联盟服务商店铺广告佣金',
  ],
  ['Shipping Fee Program service fee', 'SFP service fee', 'Biaya layanan Program Bebas Ongkir', 'SFP 服务费'],
  ['Dynamic commission', 'Komisi dinamis'],
  ['Bonus cashback service fee', 'Biaya layanan cashback bonus', '奖金返现服务费'],
  ['LIVE Specials service fee', 'Biaya layanan Khusus LIVE', '直播特别活动服务费'],
  [
    'Voucher Xtra service fee',
    'Biaya akses keuntungan eksklusif',
    'Phí dịch vụ Voucher Xtra',
    '超级优惠券服务费',
  ],
  ['Order processing fee', 'Biaya pemrosesan pesanan'],
  ['EAMS Program service fee', 'Biaya layanan Program EAMS', 'EAMS 计划服务费'],
  [
    'Brands Crazy Deals/Flash Sale service fee',
    'Brand Crazy Deals/Flash Sale service fee',
    'Biaya layanan Brands Crazy Deal/Flash Sale',
    '品牌疯狂优惠/秒杀服务费',
  ],
  ['Flash Sale service fee'],
  ['Dilayani Tokopedia fee', 'Dilayani Tokopedia', 'Biaya Dilayani Tokopedia'],
  [
    'PayLater program fee',
    'PayLater Handling Fee',
    'TikTok PayLater program fee',
    'Biaya program PayLater',
    'TikTok PayLater 计划费用',
  ],
  ['Campaign resource fee', 'Biaya sumber daya campaign', '活动资源费'],
  ['Installation service fee', 'Biaya layanan penginstalan'],
  ['Article 22 Income Tax withheld', 'PPh Pasal 22 dipungut'],
  ['Platform special service fee', 'Biaya layanan khusus platform'],
  ['GMV Max ad fee', 'Biaya iklan GMV Max'],
  ['Credit card installment - Handling fee'],
  ['Credit card installment - Interest rate cost'],
  ['SST'],
  ['GST'],
  ['Platform support fee'],
  ['Commerce growth fee'],
  ['Infrastructure fee'],
  ['Shipping service fee'],
  ['SFR service fee'],
  ['VAT withheld by TikTok Shop', 'VAT withheld', 'Thuế GTGT do TikTok Shop khấu trừ'],
  ['PIT withheld by TikTok Shop', 'PIT withheld', 'Thuế TNCN do TikTok Shop khấu trừ'],
  ['Referral fee'],
  ['Refund administration fee'],
  ['Sales tax on referral fees'],
];

const commission = 'Platform commission fee';
const details: readonly (readonly [of: string, ...names: string[]])[] = [
  [commission, 'Flat fee'],
  [commission, 'Sales fee'],
  [
    'Shipping cost',
    'Shipping costs passed on to the logistics provider',
    'Ongkir yang ditalangi penyedia jasa logistik',
  ],
  [
    'Shipping cost',
    'Replacement shipping fee (passed on to the customer)',
    'Ongkir penggantian (ditanggung pembeli)',
  ],
  [
    'Shipping cost',
    'Exchange shipping fee (passed on to the customer)',
    'Ongkir penukaran (ditanggung pembeli)',
  ],
  ['Shipping cost', 'Shipping cost borne by the platform', 'Ongkir yang ditanggung platform'],
  ['Shipping cost', 'Shipping cost paid by the customer', 'Ongkir yang ditanggung pembeli'],
  [
    'Shipping cost',
    'Refunded shipping cost paid by the customer',
    'Pengembalian ongkir yang ditanggung pembeli',
  ],
  [
    'Shipping cost',
    'Return shipping costs (passed on to the customer)',
    'Ongkir pengembalian barang (yang ditanggung pembeli)',
  ],
  ['Shipping cost', 'Shipping cost subsidy', 'Subsidi ongkir'],
  [
    'Shipping cost',
    'Distance shipping fee from Horizon+ Program',
    'Biaya pengiriman sesuai jarak dari Program Horison+',
  ],
  ['Seller shipping fee', 'Actual shipping fee', '实际运费'],
  ['Seller shipping fee', 'Platform shipping fee discount', '平台包邮运费'],
  ['Seller shipping fee', 'Customer shipping fee', '买家支付运费'],
  ['Seller shipping fee', 'Actual return shipping fee', '实际退货运费'],
  ['Seller shipping fee', 'Refunded customer shipping fee', 'Refund customer shipping fee', '客户运费退款'],
  ['Seller shipping fee', 'Shipping subsidy', 'Shipping fee subsidy', '运费补贴'],
  ['Seller shipping fee', 'SFR reimbursement'],
  ['Seller shipping fee', 'Failed delivery subsidy'],
  [
    'Affiliate commission',
    'Affiliate commission before PIT (personal income tax)',
    'Affiliate commission before PIT',
  ],
  ['Affiliate commission', 'Personal income tax withheld from affiliate commission'],
  ['Affiliate Shop Ads commission', 'Affiliate Shop Ads commission before PIT'],
  ['Affiliate Shop Ads commission', 'Personal income tax withheld from affiliate Shop Ads commission'],
  [
    'Dilayani Tokopedia fee',
    'Dilayani Tokopedia handling fee',
    'DT Handling Fee',
    'Biaya penanganan Dilayani Tokopedia',
  ],
];

/** Added in 2026 (vendors/settlement-exports.md §1.1); their depth was in no source. */
const undecided: readonly (readonly string[])[] = [
  ['Commission fee before discount', 'Biaya komisi sebelum diskon'],
  ['Discount (from ad spend)', 'Diskon (dari belanja iklan)'],
  ['Other commission discounts', 'Diskon komisi lainnya'],
  ['Logistics service fee', 'Biaya layanan logistik'],
  ['Insurance reimbursement', 'Penggantian dana asuransi'],
  ['Growth Xtra Program service fee'],
  ['Growth Xtra Program Super service fee'],
  ['GMV Max coupon', 'Voucher GMV Max'],
  ['GMV Max coupon sales tax', 'Pajak penjualan atas voucher GMV Max'],
  ['Managed service plan (Sales tax)', 'Program layanan terkelola (Pajak penjualan)'],
  ['Managed service plan (Per order fee)', 'Program layanan terkelola (Biaya per pesanan)'],
  ['Failed delivery shipping fee', 'Ongkir pesanan gagal kirim'],
  ['Buyer-fault return shipping fee', 'Ongkir pengembalian barang karena kesalahan pembeli'],
  ['Insurance fee', 'Biaya asuransi'],
];

/** US statements: what `Shipping` is made of (vendors/settlement-exports.md §8); nesting unknown. */
const usShippingNames: readonly string[] = [
  'TikTok Shop shipping fee',
  'Fulfilled by TikTok Shop (FBT) shipping fee',
  'FBT fulfillment fee',
  'Customer shipping fee offset',
  'Limited-time sign up shipping incentive',
  'Signature confirmation service fee',
  'Shipping insurance fee',
  'Customer-paid shipping fee',
  'Customer-paid shipping fee refund',
  'TikTok Shop shipping incentive',
  'TikTok Shop shipping incentive refund',
  'Shipping fee subsidy',
  'Return shipping fee',
];

const byKey = new Map<string, FeeName>();
function add(names: readonly string[], level: FeeName['level'], of?: string): void {
  const [name = ''] = names;
  for (const text of names)
    byKey.set(headerKey(text), of === undefined ? { name, level } : { name, level, of });
}
for (const names of plainFees) add(names, 'fee');
for (const names of undecided) add(names, 'either');
for (const [of, ...names] of details) add(names, 'detail', of);

const usShippingKeys = new Set(usShippingNames.map(headerKey));

export function lookUpFee(key: string): FeeName | null {
  return byKey.get(key) ?? null;
}

export function isUsShipping(key: string): boolean {
  return usShippingKeys.has(key);
}

/** The same fee under its current and its former names, for comparing labels of Reports with headers. */
export function feeKey(key: string): string {
  const known = byKey.get(key);
  return known ? headerKey(known.name) : key;
}
