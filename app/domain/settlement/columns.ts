import { foldText, splitZone } from './text.ts';

/** What a column of the settled export means, whatever its name and place. US statements have names of their own. */
export type Field =
  | 'id'
  | 'type'
  | 'createdOn'
  | 'settledOn'
  | 'statementOn'
  | 'currency'
  | 'settlement'
  | 'revenue'
  | 'saleAfter'
  | 'saleBefore'
  | 'sellerDiscounts'
  | 'distanceItemFee'
  | 'refundAfter'
  | 'refundBefore'
  | 'refundOfDiscounts'
  | 'fees'
  | 'adjustment'
  | 'relatedOrderId'
  | 'skuId'
  | 'statementId'
  | 'reserve'
  | 'netSales'
  | 'grossSales'
  | 'grossSalesRefund'
  | 'usDiscount'
  | 'usDiscountRefund'
  | 'usShipping'
  | 'usFees';

export type Language = 'en' | 'id' | 'vi' | 'zh';

type Aliases = { readonly [L in Language]?: readonly string[] };

/**
 * Names by field, the usual one first. Sources: vendors/settlement-exports.md §§1–8 and the header lists that go with
 * it. Wordings after `// unseen` are translations that no file has shown yet; they cost nothing when wrong.
 */
const aliases: { readonly [F in Field]: Aliases } = {
  id: {
    en: ['Order/adjustment ID', 'Order ID/Adjustment ID', 'Order or adjustment ID', 'Order ID'],
    id: ['ID Pesanan/Penyesuaian'],
    vi: ['ID đơn hàng/điều chỉnh'],
    zh: ['订单ID/调整单ID', '订单/调整单ID', '订单ID/调整ID', '订单/调整 ID'],
  },
  type: {
    en: ['Type', 'Transaction type'],
    id: ['Jenis transaksi', 'Jenis', 'Tipe'],
    vi: ['Loại giao dịch', 'Loại'],
    zh: ['交易类型', '类型'],
  },
  createdOn: {
    en: [
      'Order created time',
      'Order created date',
      'Order create time',
      'Order create date',
      'Order creation date',
    ],
    id: ['Waktu pemesanan', 'Waktu pembuatan pesanan'],
    vi: ['Thời gian tạo đơn hàng'],
    zh: ['订单创建时间', '订单创建日期', '下单时间'],
  },
  settledOn: {
    en: [
      'Order settled time',
      'Order settled date',
      'Settled time',
      'Settlement date',
      'Order settlement time',
    ],
    id: ['Waktu pembayaran pesanan', 'Waktu penyelesaian pesanan'],
    vi: ['Thời gian quyết toán đơn hàng'],
    zh: ['订单结算时间', '结算时间'],
  },
  statementOn: {
    en: ['Statement date'],
    id: ['Tanggal laporan'],
    vi: ['Ngày sao kê'],
    zh: ['结算日期', '账单日期'],
  },
  currency: {
    en: ['Currency'],
    id: ['Mata uang'],
    vi: ['Đơn vị tiền tệ', 'Loại tiền tệ', 'Tiền tệ'], // unseen
    zh: ['货币', '币种'],
  },
  settlement: {
    en: ['Total settlement amount', 'Settlement amount'],
    id: ['Jumlah penyelesaian pembayaran', 'Total jumlah penyelesaian pembayaran'],
    vi: ['Tổng số tiền quyết toán'],
    zh: ['结算总金额', '总结算金额', '结算金额'],
  },
  revenue: { en: ['Total revenue'], id: ['Total pendapatan'], vi: ['Tổng doanh thu'], zh: ['总收入'] },
  saleAfter: {
    en: ['Subtotal after seller discounts', 'Subtotal after seller discount'],
    id: ['Subtotal setelah diskon penjual'],
    vi: ['Tổng phụ sau giảm giá của người bán', 'Tổng phụ sau chiết khấu của người bán'], // unseen
    zh: ['享受商家折扣后小计'],
  },
  saleBefore: {
    en: ['Subtotal before discounts', 'Subtotal before seller discounts'],
    id: ['Subtotal sebelum diskon'],
    vi: ['Tổng phụ trước giảm giá', 'Tổng phụ trước chiết khấu'], // unseen
    zh: ['享受折扣前小计'],
  },
  sellerDiscounts: {
    en: ['Seller discounts'],
    id: ['Diskon penjual'],
    vi: ['Giảm giá của người bán', 'Chiết khấu của người bán'], // unseen
    zh: ['商家折扣'],
  },
  distanceItemFee: {
    en: ['Distance item fee from Horizon+ Program'],
    id: ['Biaya produk sesuai jarak dari Program Horison+'],
  },
  refundAfter: {
    en: ['Refund subtotal after seller discounts'],
    id: ['Subtotal pengembalian dana setelah diskon penjual'],
    vi: ['Tổng phụ hoàn tiền sau giảm giá của người bán', 'Tổng phụ hoàn tiền sau chiết khấu của người bán'], // unseen
    zh: ['享受商家折扣后的退款小计'],
  },
  refundBefore: {
    en: ['Refund subtotal before seller discounts', 'Refund subtotal before discounts'],
    id: ['Subtotal pengembalian dana sebelum diskon penjual'],
    vi: [
      'Tổng phụ hoàn tiền trước giảm giá của người bán',
      'Tổng phụ hoàn tiền trước chiết khấu của người bán',
    ], // unseen
    zh: ['享受商家折扣前的退款小计'],
  },
  refundOfDiscounts: {
    en: ['Refund of seller discounts'],
    id: ['Pengembalian dana diskon penjual'],
    vi: ['Hoàn tiền giảm giá của người bán', 'Hoàn lại chiết khấu của người bán'], // unseen
    zh: ['商家折扣退款'],
  },
  fees: { en: ['Total fees'], id: ['Total biaya'], vi: ['Tổng phí'], zh: ['总费用'] },
  adjustment: {
    en: ['Ajustment amount', 'Adjustment amount', 'Total adjustments', 'Total adjustment amount'],
    id: ['Jumlah penyesuaian'],
    vi: ['Số tiền điều chỉnh'], // unseen
    zh: ['调整金额'],
  },
  relatedOrderId: {
    en: ['Related order ID'],
    id: ['ID pesanan terkait'],
    vi: ['ID đơn hàng liên quan', 'ID đơn hàng có liên quan'], // unseen
    zh: ['关联订单ID', '相关订单ID', '关联订单号'], // unseen
  },
  skuId: { en: ['SKU ID'], id: ['ID SKU'], vi: ['ID SKU'], zh: ['SKU ID', 'SKU编号'] },
  statementId: { en: ['Statement ID'], zh: ['结算单ID', '账单ID'] },
  reserve: { en: ['Reserve amount', 'Reserve'] },
  netSales: { en: ['Net sales'] },
  grossSales: { en: ['Gross sales'] },
  grossSalesRefund: { en: ['Gross sales refund'] },
  usDiscount: { en: ['Seller discount'] },
  usDiscountRefund: { en: ['Seller discount refund'] },
  usShipping: { en: ['Shipping'] },
  usFees: { en: ['Fees'] },
};

/** Columns that are in no total, or carry no money at all: never taken for an unknown fee. */
const memoNames: readonly string[] = [
  'Customer payment',
  'Customer refund',
  'Seller co-funded voucher discount',
  'Refund of seller co-funded voucher discount',
  'Seller co-funded voucher discount refund',
  'Platform discounts',
  'Refund of platform discounts',
  'Platform discounts refund',
  'Platform co-funded voucher discounts',
  'Refund of platform co-funded voucher discounts',
  'Platform co-funded voucher discounts refund',
  'Seller shipping cost discount',
  'Seller shipping fee discount',
  'Estimated package weight (g)',
  'Actual package weight (g)',
  'Shopping center items',
  'Order source',
  'Payment ID',
  'Status',
  'Quantity',
  'Product name',
  'SKU name',
  'Seller SKU',
  'Order delivery date',
  'Adjustment reason',
  'Ads referral fee discount',
  'Sales tax payment',
  'Sales tax refund',
  'Retail delivery fee payment',
  'Retail delivery fee refund',
  'Customer-paid shipping fee before discounts',
  'TikTok Shop shipping fee discount to customer',
  'Estimated chargeable package weight',
  'Chargeable package weight',
  'FBT Chargeable goods weight',
  'Collection methods',
  'Delivery option',
  'Signature confirmation service fee type',
  'Source row',
  'Pembayaran oleh pembeli',
  'Pengembalian dana pembeli',
  'Diskon voucher yang ditanggung penjual',
  'Pengembalian dana diskon voucher yang ditanggung penjual',
  'Diskon platform',
  'Pengembalian dana diskon platform',
  'Diskon voucher yang ditanggung platform',
  'Pengembalian dana diskon voucher yang ditanggung platform',
  'Diskon ongkir dari penjual',
  'Perkiraan berat paket',
  'Berat paket yang bisa dikenai biaya',
  'Detail produk terjual',
  'Sumber pesanan',
  '商品名称',
  'SKU 名称',
  '数量',
  '客户付款',
  '客户退款',
  '平台折扣',
  '平台折扣退款',
  '商家运费折扣',
];

interface Alias {
  readonly field: Field;
  readonly language: Language;
  /** 0 is the usual name; when two columns could be a field, the lower rank is it. */
  readonly rank: number;
}

/** Hyphens fold to spaces and spaces beside CJK mean nothing, so keys drop those. */
const keyOf = (text: string) => foldText(text).replace(/([\u4e00-\u9fff]) | (?=[\u4e00-\u9fff])/g, '$1');

const byName = new Map<string, Alias>();
for (const [field, languages] of Object.entries(aliases) as [Field, Aliases][]) {
  // `Object.entries` forgets the key type; `aliases` has exactly the fields as keys.
  for (const [language, names] of Object.entries(languages) as [Language, readonly string[]][]) {
    names.forEach((name, rank) => {
      const key = keyOf(name);
      if (!byName.has(key)) byName.set(key, { field, language, rank });
    });
  }
}
const memoKeys = new Set(memoNames.map(keyOf));

/** Comparison key of a header or of a Reports label, without its time zone. */
export function headerKey(text: string): string {
  return splitZone(keyOf(text)).name;
}

export function lookUpField(key: string): Alias | null {
  return byName.get(key) ?? null;
}

export function isMemo(key: string): boolean {
  return memoKeys.has(key) || /\bweight\b/.test(key);
}

/** The usual English name of a field, for messages. */
export function nameOfField(field: Field): string {
  return aliases[field].en?.[0] ?? field;
}
