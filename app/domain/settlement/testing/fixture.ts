/** Invented settlements for tests: amounts in minor units, sheets with all totals made here, apart from the reader. */
export interface FixtureRow {
  readonly id: string;
  readonly type?: string;
  readonly created?: string;
  readonly settled: string;
  readonly related?: string;
  /** Subtotal before discounts and its seller discount (≤ 0). */
  readonly before?: number;
  readonly discount?: number;
  /** Refund before discounts (≤ 0) and the refund of the discount (≥ 0). */
  readonly refund?: number;
  readonly refundDiscount?: number;
  /** Fees by column name, negative = charged. Details are given likewise and are in no sum. */
  readonly fees?: Readonly<Record<string, number>>;
  readonly adjustment?: number;
}

/** Column names of a layout, in the words of its language. */
export interface FixtureLayout {
  readonly sheets: { readonly details: string; readonly reports: string; readonly withdrawals: string };
  readonly id: string;
  readonly type: string;
  readonly created: string;
  readonly settled: string;
  readonly currency: string;
  readonly settlement: string;
  readonly revenue: string;
  readonly saleAfter: string;
  readonly saleBefore: string;
  readonly discounts: string;
  readonly refundAfter: string;
  readonly refundBefore: string;
  readonly refundOfDiscounts: string;
  readonly fees: string;
  readonly adjustment: string;
  readonly related: string;
  /** Fee columns with their details, in file order. */
  readonly feeTree: readonly (readonly [fee: string, ...details: string[]])[];
  readonly memo: readonly string[];
  readonly reportLabels: { readonly period: string; readonly zone: string; readonly adjustments: string };
}

export const englishLayout: FixtureLayout = {
  sheets: { details: 'Order details', reports: 'Reports', withdrawals: 'Withdrawal records' },
  id: 'Order/adjustment ID  ',
  type: 'Type ',
  created: 'Order created time',
  settled: 'Order settled time',
  currency: 'Currency',
  settlement: 'Total settlement amount',
  revenue: 'Total Revenue',
  saleAfter: 'Subtotal after seller discounts',
  saleBefore: 'Subtotal before discounts',
  discounts: 'Seller discounts',
  refundAfter: 'Refund subtotal after seller discounts',
  refundBefore: 'Refund subtotal before seller discounts',
  refundOfDiscounts: 'Refund of seller discounts',
  fees: 'Total Fees',
  adjustment: 'Ajustment amount',
  related: 'Related order ID  ',
  feeTree: [
    ['Platform commission fee', 'Flat fee'],
    ['Payment Fee'],
    [
      'Shipping cost',
      'Shipping costs passed on to the logistics provider',
      'Shipping cost borne by the platform',
      'Shipping cost paid by the customer',
    ],
    ['Affiliate Shop Ads commission\t'],
    ['Dynamic commission'],
  ],
  memo: ['Customer payment', 'Platform discounts', 'Actual package weight (g)', 'Shopping center items'],
  reportLabels: { period: 'Time period:', zone: 'Timezone', adjustments: 'Total adjustments' },
};

export const indonesianLayout: FixtureLayout = {
  sheets: { details: 'Detail pesanan', reports: 'Laporan', withdrawals: 'Riwayat penarikan' },
  id: 'ID Pesanan/Penyesuaian',
  type: 'Jenis transaksi',
  created: 'Waktu pemesanan',
  settled: 'Waktu pembayaran pesanan',
  currency: 'Mata uang',
  settlement: 'Jumlah penyelesaian pembayaran',
  revenue: 'Total Pendapatan',
  saleAfter: 'Subtotal setelah diskon penjual',
  saleBefore: 'Subtotal sebelum diskon',
  discounts: 'Diskon penjual',
  refundAfter: 'Subtotal pengembalian dana setelah diskon penjual',
  refundBefore: 'Subtotal pengembalian dana sebelum diskon penjual',
  refundOfDiscounts: 'Pengembalian dana diskon penjual',
  fees: 'Total Biaya',
  adjustment: 'Jumlah penyesuaian',
  related: 'ID pesanan terkait',
  feeTree: [
    ['Biaya komisi platform', 'Diskon komisi lainnya'],
    ['Biaya Pembayaran'],
    ['Ongkir', 'Ongkir yang ditanggung platform', 'Ongkir yang ditanggung pembeli', 'Subsidi ongkir'],
    ['Komisi dinamis'],
    ['Biaya asuransi'],
  ],
  memo: ['Pembayaran oleh pembeli', 'Diskon platform', 'Perkiraan berat paket'],
  reportLabels: { period: 'Periode waktu', zone: 'Zona waktu', adjustments: 'Total penyesuaian' },
};

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

/** Minor units as TikTok writes them: no zero padding, no separators. */
export function writeAmount(minor: number, decimals: number): string {
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? '' : digits.slice(-decimals).replace(/0+$/, '');
  return `${minor < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

export interface Money {
  readonly after: number;
  readonly refundAfter: number;
  readonly revenue: number;
  readonly fees: number;
  readonly settlement: number;
}

export function moneyOf(row: FixtureRow, layout: FixtureLayout): Money {
  const after = (row.before ?? 0) + (row.discount ?? 0);
  const refundAfter = (row.refund ?? 0) + (row.refundDiscount ?? 0);
  const fees = sum(layout.feeTree.map(([fee]) => row.fees?.[fee] ?? 0));
  return {
    after,
    refundAfter,
    revenue: after + refundAfter,
    fees,
    settlement: after + refundAfter + fees + (row.adjustment ?? 0),
  };
}

/** The rows of `Order details`, header first. */
export function writeDetails(
  rows: readonly FixtureRow[],
  layout: FixtureLayout,
  currency = 'MYR',
  decimals = 2,
): string[][] {
  const feeColumns = layout.feeTree.flat();
  const header = [
    layout.id,
    layout.type,
    layout.created,
    layout.settled,
    layout.currency,
    layout.settlement,
    layout.revenue,
    layout.saleAfter,
    layout.saleBefore,
    layout.discounts,
    layout.refundAfter,
    layout.refundBefore,
    layout.refundOfDiscounts,
    layout.fees,
    ...feeColumns,
    '',
    layout.adjustment,
    layout.related,
    ...layout.memo,
  ];
  const write = (minor: number) => writeAmount(minor, decimals);
  const body = rows.map((row) => {
    const money = moneyOf(row, layout);
    return [
      row.id,
      row.type ?? 'Order',
      row.created ?? row.settled,
      row.settled,
      currency,
      write(money.settlement),
      write(money.revenue),
      write(money.after),
      write(row.before ?? 0),
      write(row.discount ?? 0),
      write(money.refundAfter),
      write(row.refund ?? 0),
      write(row.refundDiscount ?? 0),
      write(money.fees),
      ...feeColumns.map((name) => write(row.fees?.[name] ?? 0)),
      '',
      write(row.adjustment ?? 0),
      row.related ?? '/\t',
      ...layout.memo.map(() => '0'),
    ];
  });
  return [header, ...body];
}

const isGmv = (row: FixtureRow) => (row.type ?? '').toLowerCase().includes('gmv');

/** The `Reports` tree of the rows: label in the column of its depth, amount in F. */
export function writeReports(
  rows: readonly FixtureRow[],
  layout: FixtureLayout,
  currency = 'MYR',
  decimals = 2,
): string[][] {
  const days = rows.map((row) => row.settled).sort();
  const total = (pick: (row: FixtureRow, money: Money) => number) =>
    writeAmount(sum(rows.map((row) => pick(row, moneyOf(row, layout)))), decimals);
  const line = (depth: number, label: string, value: string) => {
    const cells = ['', '', '', '', '', value];
    cells[depth + 1] = label;
    return cells;
  };
  const types = [...new Set(rows.filter((row) => row.adjustment !== undefined).map((row) => row.type ?? ''))];
  return [
    [],
    line(0, layout.reportLabels.period, `${days[0]}-${days.at(-1)}`),
    line(0, layout.reportLabels.zone, 'UTC+8'),
    line(0, layout.currency, currency),
    [],
    line(
      0,
      layout.settlement,
      total((_, money) => money.settlement),
    ),
    line(
      1,
      layout.revenue,
      total((_, money) => money.revenue),
    ),
    line(
      2,
      layout.saleAfter,
      total((_, money) => money.after),
    ),
    line(
      3,
      layout.saleBefore,
      total((row) => row.before ?? 0),
    ),
    line(
      3,
      layout.discounts,
      total((row) => row.discount ?? 0),
    ),
    line(
      2,
      layout.refundAfter,
      total((_, money) => money.refundAfter),
    ),
    line(
      3,
      layout.refundBefore,
      total((row) => row.refund ?? 0),
    ),
    line(
      3,
      layout.refundOfDiscounts,
      total((row) => row.refundDiscount ?? 0),
    ),
    line(
      1,
      layout.fees,
      total((_, money) => money.fees),
    ),
    ...layout.feeTree.flatMap(([fee, ...details]) => [
      line(
        2,
        fee,
        total((row) => row.fees?.[fee] ?? 0),
      ),
      ...details.map((detail) =>
        line(
          3,
          detail,
          total((row) => row.fees?.[detail] ?? 0),
        ),
      ),
    ]),
    line(
      1,
      layout.reportLabels.adjustments,
      total((row) => row.adjustment ?? 0),
    ),
    ...types.map((type) =>
      line(
        2,
        type,
        total((row) => (row.type === type ? (row.adjustment ?? 0) : 0)),
      ),
    ),
    line(2, 'Other adjustment', '0'),
  ];
}

/** The `Withdrawal records` of the rows: one Earnings line per day, GMV deductions, one payout. */
export function writeWithdrawals(
  rows: readonly FixtureRow[],
  layout: FixtureLayout,
  decimals = 2,
): string[][] {
  const days = [...new Set(rows.map((row) => row.settled))].sort().reverse();
  const of = (day: string, gmv: boolean) =>
    sum(
      rows
        .filter((row) => row.settled === day && isGmv(row) === gmv)
        .map((row) => moneyOf(row, layout).settlement),
    );
  const line = (type: string, day: string, minor: number, index: number) => [
    type,
    `35000000000000000${10 + index}`,
    day,
    writeAmount(minor, decimals),
    'Transferred',
    day,
    '/',
  ];
  const lines = days.flatMap((day, index) => [
    line('Earnings', day, of(day, false), index),
    ...(of(day, true) === 0 ? [] : [line('GMV Pay Deduction', day, of(day, true), index)]),
  ]);
  const all = sum(rows.map((row) => moneyOf(row, layout).settlement));
  return [
    [layout.type, 'Reference ID', 'Request time', 'Amount', 'Status', 'Success time', 'Bank account'],
    line('Withdrawal', days[0] ?? '', -all, 90),
    ['Withdrawal', '3500000000000000099', days[0] ?? '', '-1', 'Failed', '/', '********0000'],
    ...lines,
  ];
}

export interface FixtureSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  /** The `<dimension>` to write into a workbook. */
  readonly dimension?: string;
}

/** The three sheets of an income workbook, with the false dimensions that real ones carry. */
export function incomeSheets(
  rows: readonly FixtureRow[],
  layout: FixtureLayout = englishLayout,
  currency = 'MYR',
  decimals = 2,
): FixtureSheet[] {
  const { sheets } = layout;
  return [
    { name: sheets.details, rows: writeDetails(rows, layout, currency, decimals), dimension: 'A1:X2' },
    { name: sheets.reports, rows: writeReports(rows, layout, currency, decimals), dimension: 'B2:F9' },
    { name: sheets.withdrawals, rows: writeWithdrawals(rows, layout, decimals) },
    {
      name: 'Fees explanation',
      rows: [['Fee explanation'], ['Name', 'Explanation'], [layout.settlement, 'What is paid out.']],
    },
  ];
}

export function toCsv(rows: readonly (readonly string[])[], delimiter = ','): string {
  const quote = (cell: string) => (/["\n]|[,;\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((cells) => cells.map(quote).join(delimiter)).join('\r\n');
}

/** A handful of rows that show every case: plain, refunds, reversal, two parts, adjustments, ads. */
export const mixedRows: readonly FixtureRow[] = [
  {
    id: '576000000000000101',
    settled: '2026/02/14',
    related: '576000000000000101',
    before: 2000,
    discount: -200,
    fees: {
      'Platform commission fee': -150,
      'Payment Fee': -40,
      'Shipping cost': -120,
      'Shipping costs passed on to the logistics provider': -500,
      'Shipping cost borne by the platform': 300,
      'Shipping cost paid by the customer': 80,
    },
  },
  {
    id: '576000000000000102',
    settled: '2026/02/14',
    related: '576000000000000102',
    before: 1800,
    refund: -900,
    fees: { 'Platform commission fee': -170, 'Dynamic commission': -5 },
  },
  {
    id: '576000000000000103',
    settled: '2026/02/15',
    related: '576000000000000103',
    before: 500,
    refund: -500,
  },
  {
    id: '576000000000000104',
    settled: '2026/02/15',
    related: '576000000000000104',
    before: 2250,
    fees: { 'Affiliate Shop Ads commission\t': -90 },
  },
  {
    id: '576000000000000104',
    settled: '2026/02/16',
    related: '576000000000000104',
    refund: -2250,
    fees: { 'Affiliate Shop Ads commission\t': 60 },
  },
  {
    id: '7600000000000000001',
    type: 'Logistics reimbursement',
    settled: '2026/02/16',
    related: '576000000000000101',
    adjustment: 1350,
  },
  { id: '3540000000000000001', type: 'GMV Payment for TikTok Ads', settled: '2026/02/15', adjustment: -3125 },
  { id: '3540000000000000001', type: 'GMV Payment for TikTok Ads', settled: '2026/02/15', adjustment: -3125 },
];
