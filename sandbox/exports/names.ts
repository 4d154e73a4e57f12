import type { Cell, ExportOptions } from './options.ts';

export interface SheetNames {
  readonly details: string;
  readonly reports: string;
  readonly withdrawals: string;
  readonly fees: string;
}

const ENGLISH: SheetNames = {
  details: 'Order details',
  reports: 'Reports',
  withdrawals: 'Withdrawal records',
  fees: 'Fees explanation',
};

export function sheetNames(options: ExportOptions): SheetNames {
  if (options.localized === 'id') {
    return {
      details: 'Detail pesanan',
      reports: 'Laporan',
      withdrawals: 'Riwayat penarikan',
      fees: 'Penjelasan tentang biaya',
    };
  }
  // Only the first sheet's Vietnamese name is known (settlement-exports.md, headers list).
  return options.localized === 'vi' ? { ...ENGLISH, details: 'Chi tiết đơn hàng' } : ENGLISH;
}

const RENAMED_2026_09: Readonly<Record<string, string>> = {
  'Order/adjustment ID': 'Order/Adjustment ID',
  Type: 'Transaction type',
  'Order Source': 'Order source',
  'Time period:': 'Time period',
  Timezone: 'Time zone',
  'GMV Payment for TikTok Ads': 'GMV payment for TikTok Ads',
};

const INDONESIAN: Readonly<Record<string, string>> = {
  'Order/adjustment ID': 'ID Pesanan/Penyesuaian',
  Type: 'Jenis transaksi',
  'Order created time': 'Waktu pemesanan',
  'Order settled time': 'Waktu pembayaran pesanan',
  Currency: 'Mata uang',
  'Total settlement amount': 'Jumlah penyelesaian pembayaran',
  'Total Revenue': 'Total Pendapatan',
  'Subtotal after seller discounts': 'Subtotal setelah diskon penjual',
  'Subtotal before discounts': 'Subtotal sebelum diskon',
  'Seller discounts': 'Diskon penjual',
  'Distance item fee from Horizon+ Program': 'Biaya produk sesuai jarak dari Program Horison+',
  'Refund subtotal after seller discounts': 'Subtotal pengembalian dana setelah diskon penjual',
  'Refund subtotal before seller discounts': 'Subtotal pengembalian dana sebelum diskon penjual',
  'Refund of seller discounts': 'Pengembalian dana diskon penjual',
  'Total Fees': 'Total Biaya',
  'Platform commission fee': 'Biaya komisi platform',
  'Pre-order service fee': 'Biaya layanan pre-order',
  'Mall service fee': 'Biaya layanan Mall',
  'Payment Fee': 'Biaya Pembayaran',
  'Shipping cost': 'Ongkir',
  'Shipping costs passed on to the logistics provider': 'Ongkir yang ditalangi penyedia jasa logistik',
  'Replacement shipping fee (passed on to the customer)': 'Ongkir penggantian (ditanggung pembeli)',
  'Exchange shipping fee (passed on to the customer)': 'Ongkir penukaran (ditanggung pembeli)',
  'Shipping cost borne by the platform': 'Ongkir yang ditanggung platform',
  'Shipping cost paid by the customer': 'Ongkir yang ditanggung pembeli',
  'Refunded shipping cost paid by the customer': 'Pengembalian ongkir yang ditanggung pembeli',
  'Return shipping costs (passed on to the customer)': 'Ongkir pengembalian barang (yang ditanggung pembeli)',
  'Shipping cost subsidy': 'Subsidi ongkir',
  'Distance shipping fee from Horizon+ Program': 'Biaya pengiriman sesuai jarak dari Program Horison+',
  'Affiliate Commission': 'Komisi Afiliasi',
  'Affiliate partner commission': 'Komisi mitra afiliasi',
  'Affiliate Shop Ads commission': 'Komisi Iklan Toko afiliasi',
  'Affiliate Partner shop ads commission': 'Komisi iklan toko Mitra Afiliasi',
  'Shipping Fee Program service fee': 'Biaya layanan Program Bebas Ongkir',
  'Dynamic commission': 'Komisi dinamis',
  'Bonus cashback service fee': 'Biaya layanan cashback bonus',
  'LIVE Specials service fee': 'Biaya layanan Khusus LIVE',
  'Order processing fee': 'Biaya pemrosesan pesanan',
  'EAMS Program service fee': 'Biaya layanan Program EAMS',
  'Brands Crazy Deals/Flash Sale service fee': 'Biaya layanan Brands Crazy Deal/Flash Sale',
  'Dilayani Tokopedia fee': 'Biaya Dilayani Tokopedia',
  'Dilayani Tokopedia handling fee': 'Biaya penanganan Dilayani Tokopedia',
  'PayLater program fee': 'Biaya program PayLater',
  'Campaign resource fee': 'Biaya sumber daya campaign',
  'Installation service fee': 'Biaya layanan penginstalan',
  'Article 22 Income Tax withheld': 'PPh Pasal 22 dipungut',
  'Platform special service fee': 'Biaya layanan khusus platform',
  'GMV Max ad fee': 'Biaya iklan GMV Max',
  'Ajustment amount': 'Jumlah penyesuaian',
  'Related order ID': 'ID pesanan terkait',
  'Customer payment': 'Pembayaran oleh pembeli',
  'Customer refund': 'Pengembalian dana pembeli',
  'Seller co-funded voucher discount': 'Diskon voucher yang ditanggung penjual',
  'Refund of seller co-funded voucher discount': 'Pengembalian dana diskon voucher yang ditanggung penjual',
  'Platform discounts': 'Diskon platform',
  'Refund of platform discounts': 'Pengembalian dana diskon platform',
  'Platform co-funded voucher discounts': 'Diskon voucher yang ditanggung platform',
  'Refund of platform co-funded voucher discounts':
    'Pengembalian dana diskon voucher yang ditanggung platform',
  'Seller shipping cost discount': 'Diskon ongkir dari penjual',
  'Shopping center items': 'Detail produk terjual',
  'Order Source': 'Sumber pesanan',
  Order: 'Pesanan',
  'GMV Payment for TikTok Ads': 'Pembayaran GMV untuk Iklan TikTok',
};

const VIETNAMESE: Readonly<Record<string, string>> = {
  'Order/adjustment ID': 'ID đơn hàng/điều chỉnh',
  Type: 'Loại giao dịch',
  'Order created time': 'thời gian tạo đơn hàng',
  'Order settled time': 'thời gian quyết toán đơn hàng',
  'Total settlement amount': 'Tổng số tiền quyết toán',
  'Total Revenue': 'Tổng doanh thu',
  'Total Fees': 'Tổng phí',
  'Transaction fee': 'Phí giao dịch',
  'TikTok Shop commission fee': 'Phí hoa hồng của TikTok Shop',
  'Affiliate Commission': 'Hoa hồng liên kết',
  'Affiliate Shop Ads commission': 'Hoa hồng liên kết Quảng cáo cửa hàng',
  'Voucher Xtra service fee': 'Phí dịch vụ Voucher Xtra',
  'Seller shipping fee': 'Phí vận chuyển của người bán',
  Order: 'Đơn hàng',
  'Platform reimbursement': 'Khoản bồi hoàn của nền tảng',
};

/** Says a cell in the words the options ask for; what has no translation stays as it is. */
export function renamed(cell: Cell, options: ExportOptions): Cell {
  if (cell === null) return null;
  const words =
    options.localized === 'id'
      ? INDONESIAN
      : options.localized === 'vi'
        ? VIETNAMESE
        : options.vintage === '2026-09'
          ? RENAMED_2026_09
          : null;
  return words?.[cell.trim()] ?? cell;
}
