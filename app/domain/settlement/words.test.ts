import { describe, expect, test } from 'vitest';
import { isDamagedId, looksShortened, tidyId } from './file-ids.ts';
import { matchHeader } from './find-header.ts';
import { foldText, splitZone } from './text.ts';
import { lookUpType, typeKey } from './type-names.ts';

const none: ReadonlySet<string> = new Set();

describe('header names', () => {
  test.each([
    ['Order/adjustment ID  ', 'order/adjustment id'],
    ['Order\\adjustment\u00a0ID', 'order/adjustment id'],
    ['Order / Adjustment ID', 'order/adjustment id'],
    ['\ufeffAffiliate Shop Ads commission\t', 'affiliate shop ads commission'],
    ['Seller co-funded voucher discount', 'seller co funded voucher discount'],
    ['Credit card installment – Handling fee', 'credit card installment handling fee'],
    ['Violation fee （settlement fee）', 'violation fee(settlement fee)'],
    ['totalSettlementAmount', 'total settlement amount'],
    ['total_settlement_amount', 'total settlement amount'],
    ['gmvMaxAdFee', 'gmv max ad fee'],
    ['tikTokShopCommissionFee', 'tiktok shop commission fee'],
    ['SKU\u200b ID', 'sku id'],
    ['Time period:', 'time period'],
    ['Tổng phí'.normalize('NFD'), 'tổng phí'],
  ])('%j folds to %j', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  test('a time zone is taken out of a header', () => {
    expect(splitZone(foldText('Order settled time(UTC)'))).toEqual({
      name: 'order settled time',
      zone: 'UTC',
    });
    expect(splitZone(foldText('Statement date (UTC+8)'))).toEqual({ name: 'statement date', zone: 'UTC+8' });
    expect(splitZone(foldText('Time(Timezone=UTC)'))).toEqual({ name: 'time', zone: 'UTC' });
    expect(splitZone('estimated package weight(g)')).toEqual({
      name: 'estimated package weight(g)',
      zone: null,
    });
  });

  const required = ['ID', 'Type', 'Settled', 'S', 'R', 'F', 'A'];
  test.each([
    [
      'en',
      [
        'Order/Adjustment ID',
        'Transaction type',
        'Order settled time',
        'Total settlement amount',
        'Total Revenue',
        'Total Fees',
        'Adjustment amount',
      ],
    ],
    [
      'id',
      [
        'ID Pesanan/Penyesuaian',
        'Jenis transaksi',
        'Waktu pembayaran pesanan',
        'Jumlah penyelesaian pembayaran',
        'Total Pendapatan',
        'Total Biaya',
        'Jumlah penyesuaian',
      ],
    ],
    [
      'vi',
      [
        'ID đơn hàng/điều chỉnh',
        'Loại giao dịch',
        'thời gian quyết toán đơn hàng',
        'Tổng số tiền quyết toán',
        'Tổng doanh thu',
        'Tổng phí',
        'Ajustment amount',
      ],
    ],
    ['zh', ['订单ID/调整单ID', '交易类型', '结算日期', '结算总金额', '总收入', '总费用', '调整金额']],
    [
      'en',
      [
        'orderId',
        'transactionType',
        'orderSettledTime',
        'totalSettlementAmount',
        'totalRevenue',
        'totalFees',
        'adjustmentAmount',
      ],
    ],
  ])('columns are found in %s, in any order', (language, names) => {
    expect(names).toHaveLength(required.length);
    const match = matchHeader(1, [...names].reverse());
    expect(match).toMatchObject({ kind: 'settlement', header: { language } });
    if (match?.kind !== 'settlement') return;
    const { fields } = match.header;
    const dated = fields.get('settledOn') ?? fields.get('statementOn');
    expect([fields.get('id'), fields.get('type'), dated, fields.get('settlement')]).toEqual([6, 5, 4, 3]);
    expect([fields.get('revenue'), fields.get('fees'), fields.get('adjustment')]).toEqual([2, 1, 0]);
  });

  test('what is missing is named', () => {
    const cells = [
      'Order/adjustment ID',
      'Type',
      'Order settled time',
      'Total settlement amount',
      'Total revenue',
    ];
    expect(matchHeader(1, cells)).toEqual({ kind: 'incomplete', missing: ['Total fees'] });
    expect(matchHeader(1, ['Fee explanation', 'Total revenue', 'x', 'y'])).toBeNull();
  });
});

describe('types', () => {
  test.each([
    ['Order', 'order', false],
    ['ORDER', 'order', false],
    ['Pesanan', 'order', false],
    ['Đơn hàng', 'order', false],
    ['订单', 'order', false],
    ['Platform reimbursement', 'adjustment', false],
    ['Khoản bồi hoàn của nền tảng', 'adjustment', false],
    ['GMV payment for TikTok Ads', 'adjustment', true],
    ['GMV_PAYMENT_FOR_ADS', 'adjustment', true],
    ['TikTok 广告的 GMV 付款', 'adjustment', true],
    ['GMV Payment for Promote', 'adjustment', true],
    ['violation fee(settlement fee)', 'adjustment', false],
    ['Violation fee （credit card）', 'adjustment', false],
    ['Bill payment （negative balance）', 'adjustment', false],
    ['RESERVE', 'reserve', false],
    ['Reserve release', 'reserve', false],
    ['Gift card', 'unknown', false],
    ['', 'unknown', false],
  ])('%j is %s', (text, kind, isGmvAds) => {
    expect(lookUpType(text, none)).toMatchObject({ kind, isGmvAds });
  });

  test('an unlisted type is an adjustment when the file itself lists it as one', () => {
    expect(lookUpType('Galaxy levy', none).kind).toBe('unknown');
    expect(lookUpType('Galaxy  Levy', new Set([foldText('galaxy levy')])).kind).toBe('adjustment');
  });

  test('names are English where the cell is not, and the cell’s own where it is', () => {
    expect(lookUpType('Pembayaran GMV untuk Iklan TikTok', none).name).toBe('GMV Payment for TikTok Ads');
    expect(lookUpType('GMV payment for TikTok Ads', none).name).toBe('GMV payment for TikTok Ads');
    expect(typeKey('Pembayaran GMV untuk Iklan TikTok')).toBe(typeKey('GMV payment for TikTok Ads'));
  });
});

describe('ids', () => {
  test.each([
    ['576461413038785752', '576461413038785752'],
    ["'576461413038785752\t", '576461413038785752'],
    ['="576461413038785752"', '576461413038785752'],
    [' \u00a0576461413038785752 ', '576461413038785752'],
  ])('%j', (text, id) => {
    expect(tidyId(text)).toBe(id);
    expect(isDamagedId(tidyId(text))).toBe(false);
  });

  test.each(['5.76461E+17', '5,76461E+17', '5E17', '576461413038785752.0', '576,461,413,038,785,752'])(
    '%j is damaged',
    (id) => {
      expect(isDamagedId(id)).toBe(true);
    },
  );

  test.each([
    ['576461413038785000', true],
    ['7238804564097510000', true],
    ['7238804564097517000', false],
    ['576461413038785752', false],
    ['123000', false],
  ])('%s with its tail cut off: %s', (id, shortened) => {
    expect(looksShortened(id)).toBe(shortened);
  });
});
