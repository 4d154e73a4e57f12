import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toItemId } from './ids.ts';
import { planInvoices } from './invoices/plan-invoices.ts';
import type { ItemResolver } from './mapping.ts';
import { goodsMinor, type Order } from './orders.ts';
import { planPayments } from './payments/plan-payments.ts';
import { completeProfile, type ItemRef, type PostingProfile } from './profile.ts';
import {
  adjustmentRow,
  anOrder,
  anOrderLine,
  aProfile,
  documentsOf,
  feeCode,
  goodsLine,
  only,
  openInvoice,
  orderRow,
  paymentInput,
  saleOrder,
  vat20,
} from './testing/builders.ts';
import { settlements } from './testing/settlement-arbitrary.ts';

/** Where lines go is a choice; what they add up to is not. */
const anItem = (code: string): ItemRef => ({ itemId: toItemId(`item-${code}`), code, name: code });
const resolve: ItemResolver = () => ({
  status: 'mapped',
  components: [
    { itemId: toItemId('item-A'), itemCode: 'A', itemName: 'A', quantity: 1, weightMinor: 300 },
    { itemId: toItemId('item-B'), itemCode: 'B', itemName: 'B', quantity: 2, weightMinor: 700 },
  ],
});
const ownLines: Partial<PostingProfile> = {
  discountPlace: 'ownLine',
  discountItem: anItem('DISCOUNT'),
  voucherPlace: 'ownLine',
  voucherItem: anItem('VOUCHER'),
};

const lines = fc.array(
  fc
    .record({
      quantity: fc.integer({ min: 1, max: 5 }),
      unitPriceMinor: fc.integer({ min: 0, max: 100_000 }),
      seller: fc.double({ min: 0, max: 1, noNaN: true }),
      platform: fc.integer({ min: 0, max: 200_000 }),
      isGift: fc.boolean(),
    })
    .map(({ quantity, unitPriceMinor, seller, platform, isGift }) =>
      anOrderLine({
        quantity,
        unitPriceMinor,
        isGift,
        sellerDiscountMinor: Math.floor(quantity * unitPriceMinor * seller),
        platformDiscountMinor: platform,
      }),
    ),
  { minLength: 1, maxLength: 6 },
);
const places = fc.record({
  discountPlace: fc.constantFrom('insideLine', 'ownLine'),
  voucherPlace: fc.constantFrom('insideLine', 'ownLine'),
});

describe('discounts', () => {
  const order = anOrder({
    lines: [anOrderLine({ quantity: 2, sellerDiscountMinor: 200, platformDiscountMinor: 100 })],
  });
  const invoiceOf = (one: Order, profile: PostingProfile) =>
    only(documentsOf(planInvoices([one], resolve, profile, 'default').documents, 'invoice'));

  test('inside the line: goods at 18.00 with the discount told beside them', () => {
    const invoice = invoiceOf(order, aProfile());
    expect(invoice.lines.map((line) => [line.itemCode, line.grossMinor, line.discountMinor])).toEqual([
      ['A', 540, 60],
      ['B', 1260, 140],
    ]);
  });

  test('on lines of their own: list price, less the seller’s discount, of which TikTok’s part is split off', () => {
    const invoice = invoiceOf(order, aProfile(ownLines));
    expect(
      invoice.lines.map((line) => [line.kind, line.itemCode, line.grossMinor, line.discountMinor]),
    ).toEqual([
      ['goods', 'A', 570, 0],
      ['goods', 'B', 1330, 0],
      ['discount', 'DISCOUNT', -200, 0],
      ['discount', 'VOUCHER', 100, 0],
    ]);
    expect(invoice.grossMinor).toBe(1800);
  });

  test('the invoice is the goods value whatever is chosen, and net and tax add up on every line', () => {
    fc.assert(
      fc.property(lines, places, fc.boolean(), (some, chosen, taxed) => {
        fc.pre(some.some((line) => !line.isGift));
        const one = anOrder({ lines: some });
        const profile = aProfile({ ...ownLines, ...chosen, tax: taxed ? vat20 : { mode: 'none' } });
        const invoice = invoiceOf(one, profile);
        const billable = { lines: some.filter((line) => !line.isGift) };
        expect(invoice.grossMinor).toBe(goodsMinor(billable));
        expect(invoice.lines.reduce((sum, line) => sum + line.grossMinor, 0)).toBe(invoice.grossMinor);
        for (const line of invoice.lines) expect(line.netMinor + line.taxMinor).toBe(line.grossMinor);
        expect(
          invoice.lines.filter((line) => line.kind === 'goods').every((line) => line.grossMinor >= 0),
        ).toBe(true);
      }),
    );
  });

  test('a part of an order with a discount line is exactly that part', () => {
    const order = saleOrder('570000000000000001', [
      goodsLine(1000),
      goodsLine(1333),
      { ...goodsLine(-477), kind: 'discount' },
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1856 }), (sale) => {
        const rows = [
          orderRow({ order: '570000000000000001', sale }),
          ...(sale < 1856
            ? [orderRow({ order: '570000000000000001', sale: 1856 - sale, on: '2026-10-16' })]
            : []),
        ];
        const input = paymentInput({
          uninvoiced: [order],
          rows,
          profile: aProfile({ invoiceTiming: 'onSettlement' }),
        });
        const plan = planPayments(input);
        expect(plan.residualMinor).toBe(0);
        const invoices = documentsOf(
          plan.days.flatMap((day) => day.documents),
          'invoice',
        );
        expect(invoices.map((invoice) => invoice.grossMinor)).toEqual(
          sale < 1856 ? [sale, 1856 - sale] : [sale],
        );
        for (const { lines, grossMinor } of invoices) {
          expect(lines.reduce((sum, line) => sum + line.grossMinor, 0)).toBe(grossMinor);
        }
      }),
    );
  });
});

describe('fees and adjustments', () => {
  const order = '570000000000000001';
  const feeRules = [
    {
      feeName: 'platform commission FEE',
      item: anItem('COMM'),
      deductionName: 'Commission',
      method: { code: 77, name: 'C' },
    },
  ];
  const withFees = (profile: Partial<PostingProfile>, spec: Parameters<typeof paymentInput>[0]) => {
    const row = orderRow({ order, sale: 1800, fees: -310 });
    const named = {
      ...row,
      fees: [
        { name: 'Platform commission fee', amountMinor: -300 },
        { name: 'Something new', amountMinor: -10 },
      ],
    };
    return only(
      planPayments(paymentInput({ ...spec, rows: [named], profile: aProfile({ feeRules, ...profile }) }))
        .days,
    );
  };

  test('a fee is deducted under the name chosen for it, an unknown one under its own', () => {
    const planned = withFees({}, { rows: [], invoices: [openInvoice(order, 1800)] });
    const payment = only(documentsOf(planned.documents, 'payment'));
    expect(only(payment.allocations).deductions).toEqual([
      { name: 'Commission', amountMinor: 300 },
      { name: 'Something new', amountMinor: 10 },
    ]);
  });

  test('as lines of the invoice, a fee goes to its own item, an unknown one to that of all fees', () => {
    const planned = withFees(
      { feeTreatment: 'invoiceLines' },
      { rows: [], invoices: [openInvoice(order, 1800)] },
    );
    const { lines } = only(documentsOf(planned.documents, 'amendment'));
    expect(lines.slice(1).map((line) => [line.itemCode, line.description, line.grossMinor])).toEqual([
      ['COMM', 'Commission', -300],
      ['FEE', 'Something new', -10],
    ]);
  });

  test('on an invoice that is born paid, a fee is paid by its own method', () => {
    const planned = withFees(
      { invoiceTiming: 'onSettlement' },
      { rows: [], uninvoiced: [saleOrder(order, [goodsLine(1800)])] },
    );
    const { settled } = only(documentsOf(planned.documents, 'invoice'));
    expect(settled?.payments.slice(1)).toEqual([
      { method: 77, amountMinor: 300 },
      { method: feeCode, amountMinor: 10 },
    ]);
  });

  test('an adjustment goes to the item of its type', () => {
    const rows = [
      adjustmentRow({ amount: 500 }),
      { ...adjustmentRow({ amount: 90 }), typeName: 'GMV payment' },
    ];
    const profile = aProfile({ adjustmentItems: [{ typeName: 'gmv payment', item: anItem('ADS') }] });
    const planned = only(planPayments(paymentInput({ rows, profile })).days);
    const document = only(documentsOf(planned.documents, 'invoice'));
    expect(document.lines.map((line) => [line.itemCode, line.grossMinor])).toEqual([
      ['ADS', 90],
      ['ADJUSTMENT', 500],
    ]);
  });

  test('no choice changes what a settlement adds up to', () => {
    const choices = fc.record({
      feeRules: fc.constantFrom([], feeRules),
      adjustmentItems: fc.constantFrom([], [{ typeName: 'Logistics reimbursement', item: anItem('LOG') }]),
    });
    fc.assert(
      fc.property(settlements, choices, ({ input }, chosen) => {
        const usual = planPayments(input);
        const other = planPayments({
          ...input,
          profile: { ...input.profile, feeRules: chosen.feeRules, adjustmentItems: chosen.adjustmentItems },
        });
        const figures = (plan: typeof usual) =>
          plan.days.map(
            ({ state, settlementMinor, allocatedMinor, adjustmentDocumentMinor, residualMinor }) => ({
              state,
              settlementMinor,
              allocatedMinor,
              adjustmentDocumentMinor,
              residualMinor,
            }),
          );
        expect(figures(other)).toEqual(figures(usual));
        const totals = (plan: typeof usual) =>
          plan.days.flatMap((day) =>
            day.documents.map(({ document }) =>
              document.kind === 'payment' ? document.receivedMinor : document.grossMinor,
            ),
          );
        expect(totals(other)).toEqual(totals(usual));
      }),
    );
  });
});

describe('texts', () => {
  test('are those of the profile', () => {
    const texts = {
      invoice: '{shop}: {orderId} of {date}',
      payment: 'Paid {date}',
      adjustment: 'Other {date}',
    };
    const invoice = only(
      documentsOf(
        planInvoices([anOrder()], resolve, aProfile({ texts }), 'default', 'Fern & Fable').documents,
        'invoice',
      ),
    );
    expect(invoice.description).toBe(`Fern & Fable: ${anOrder().orderId} of ${anOrder().orderedOn}`);
    const planned = only(
      planPayments(paymentInput({ rows: [adjustmentRow({ amount: 5 })], profile: aProfile({ texts }) })).days,
    );
    expect(planned.documents.map(({ document }) => document.description)).toEqual([
      `Other ${planned.settledOn}`,
      `Paid ${planned.settledOn}`,
    ]);
  });

  test('a profile of before these choices is booked as it was', () => {
    const {
      discountPlace,
      discountItem,
      voucherPlace,
      voucherItem,
      feeRules,
      adjustmentItems,
      texts,
      ...stored
    } = aProfile();
    expect([discountPlace, discountItem, voucherPlace, voucherItem, feeRules, adjustmentItems].length).toBe(
      6,
    );
    expect(completeProfile(stored)).toEqual(aProfile());
    expect(completeProfile(stored).texts).toEqual(texts);
  });
});
