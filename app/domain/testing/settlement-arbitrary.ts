import fc from 'fast-check';
import type { RowKey } from '../ids.ts';
import { toOrderId } from '../ids.ts';
import { allocateMinor } from '../money.ts';
import type { OpenInvoice, PaymentInput, RowDecision, UninvoicedOrder } from '../payments/types.ts';
import type { PostingProfile } from '../profile.ts';
import type { NamedAmount, SettlementRow } from '../settlement/types.ts';
import {
  adjustmentRow,
  aProfile,
  currency,
  goodsLine,
  openInvoice,
  orderRow,
  paymentInput,
  saleOrder,
  settlementRow,
  vat20,
} from './builders.ts';

/** Generated settlements with the orders they belong to: everything accounting.md §3 knows, mixed over four dates. */

const dates = ['2026-03-10', '2026-03-11', '2026-03-14', '2026-03-29'] as const;
const on = fc.constantFrom(...dates);

/** What the books hold of an order, against what its rows settle. */
type Standing = 'exact' | 'more' | 'less' | 'missing' | 'nothingSold';

const fee: fc.Arbitrary<NamedAmount> = fc.record({
  name: fc.constantFrom('Platform commission fee', 'Shipping cost', 'Affiliate commission'),
  amountMinor: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: -3_000, max: -1 }) },
    { weight: 1, arbitrary: fc.integer({ min: -90_000, max: 3_000 }) },
  ),
});
const fees = fc.uniqueArray(fee, { maxLength: 3, selector: ({ name }) => name });

/** A sale, whole, part refunded, fully refunded, or refunded beyond its own amount. */
const saleRow = fc
  .record({
    on,
    sale: fc.integer({ min: 0, max: 50_000 }),
    refunded: fc.constantFrom(0, 0, 0, 1, 2, 3),
    fees,
  })
  .map(({ on: date, sale, refunded, fees: charged }) => ({
    on: date,
    sale,
    refund: [0, -Math.floor(sale / 3), -sale, -sale - 500][refunded] ?? 0,
    fees: charged,
  }));
/** A reversal or a late refund: no sale in the row. */
const reversalRow = fc.record({
  on,
  sale: fc.constant(0),
  refund: fc.integer({ min: -60_000, max: -1 }),
  fees,
});

const orderCase = fc.record({
  standing: fc.constantFrom<Standing>(
    'exact',
    'exact',
    'exact',
    'exact',
    'more',
    'less',
    'missing',
    'nothingSold',
  ),
  decision: fc.constantFrom(null, 'creditDifference' as const, 'partPayment' as const, 'leave' as const),
  sales: fc.array(saleRow, { minLength: 1, maxLength: 3 }),
  reversals: fc.array(reversalRow, { maxLength: 2 }),
  /** With invoice timing "on settlement": posted before the setting was changed. */
  invoicedBefore: fc.boolean(),
});

const adjustmentCase = fc.record({
  on,
  type: fc.constantFrom('Logistics reimbursement', 'Platform penalty', 'GMV Payment for TikTok Ads'),
  amount: fc.integer({ min: -9_000, max: 9_000 }),
});
const reserveCase = fc.record({ on, reserveMinor: fc.integer({ min: -9_000, max: 9_000 }) });
const unknownCase = fc.record({ on, amount: fc.integer({ min: -900, max: 900 }), placed: fc.boolean() });

const style = fc.record({
  invoiceTiming: fc.constantFrom('onPost', 'onPost', 'onSettlement'),
  feeTreatment: fc.constantFrom('deductions', 'invoiceLines'),
  tax: fc.constantFrom<PostingProfile['tax']>({ mode: 'none' }, vat20),
  adjustmentRule: fc.constantFrom('byType', 'byType', 'byType', 'startsWith7'),
  numberPrefix: fc.constantFrom('', 'TWELVE_CHARS'),
});

interface Scenario {
  readonly input: PaymentInput;
}

/** Rows, invoices and decisions that belong together. The keys of its rows are unique. */
export const settlements: fc.Arbitrary<Scenario> = fc
  .record({
    money: fc.constantFrom(currency('GBP'), currency('IDR')),
    style,
    amendInvoice: fc.boolean(),
    creditNotes: fc.constantFrom(true, true, true, false),
    orders: fc.array(orderCase, { maxLength: 5 }),
    adjustments: fc.array(adjustmentCase, { maxLength: 5 }),
    reserve: fc.array(reserveCase, { maxLength: 2 }),
    unknown: fc.array(unknownCase, { maxLength: 1 }),
  })
  .map((made) => {
    const profile = aProfile(made.style);
    const rows: SettlementRow[] = [];
    const invoices: OpenInvoice[] = [];
    const uninvoiced: UninvoicedOrder[] = [];
    const decisions = new Map<RowKey, RowDecision>();
    const typeMeanings = new Map<string, 'adjustment' | 'order'>();
    const add = (row: SettlementRow) => {
      rows.push({ ...row, currency: made.money });
      return row;
    };

    for (const [index, one] of made.orders.entries()) {
      const order = `57000000000000000${index}`;
      const nothingSold = one.standing === 'nothingSold';
      const specs = [...one.sales, ...(nothingSold ? [] : one.reversals)];
      const added = specs.map((spec, place) =>
        // An order that sold nothing settles fees, or a sale and its refund in one row.
        add(orderRow({ ...spec, order, ordinal: place, ...(nothingSold ? { refund: -spec.sale } : {}) })),
      );
      const settled = one.sales.reduce((sum, { sale }) => sum + sale, 0);
      const open = {
        exact: settled,
        more: settled + 137,
        less: Math.max(settled - 1, 0),
        missing: 0,
        nothingSold: 0,
      };
      const openMinor = open[one.standing];
      const lines = allocateMinor(openMinor, [2, 1]).map((gross) => goodsLine(gross, profile.tax));
      if (nothingSold) {
        const reason = 'Gifts only.';
        uninvoiced.push({
          orderId: toOrderId(order),
          state: 'noGoods',
          reason,
          saleOrder: null,
          openMinor: 0,
        });
      } else if (one.standing !== 'missing') {
        if (profile.invoiceTiming === 'onPost' || one.invoicedBefore) {
          invoices.push(openInvoice(order, openMinor, { lines }));
        } else uninvoiced.push(saleOrder(order, lines, made.money));
      }
      const key = added[0]?.key;
      if (key === undefined || one.decision === null) continue;
      decisions.set(key, { kind: one.decision });
    }
    for (const [index, spec] of made.adjustments.entries()) {
      const id = `${spec.type.startsWith('GMV') ? '35' : '74'}0000000000000000${index}`;
      add(adjustmentRow({ ...spec, id, ordinal: index }));
    }
    for (const [index, { on: date, reserveMinor }] of made.reserve.entries()) {
      add(
        settlementRow(
          { id: `reserve-${index}`, kind: 'reserve', type: 'Reserve', reserveMinor },
          { on: date },
        ),
      );
    }
    for (const { on: date, amount, placed } of made.unknown) {
      const type = 'Moon tax';
      add(settlementRow({ id: '7499', kind: 'unknown', type, adjustmentMinor: amount }, { on: date }));
      if (placed) typeMeanings.set('moon tax', 'adjustment');
    }
    const { amendInvoice, creditNotes } = made;
    const input = paymentInput({
      rows,
      invoices,
      uninvoiced,
      decisions,
      typeMeanings,
      profile,
      currency: made.money,
      capabilities: { laterPayments: true, creditNotes, amendInvoice },
    });
    return { input };
  });

/** The same scenario with its rows in another order. */
export const shuffledSettlements: fc.Arbitrary<{ input: PaymentInput; shuffled: PaymentInput }> =
  settlements.chain(({ input }) =>
    fc
      .shuffledSubarray([...input.rows], { minLength: input.rows.length })
      .map((rows) => ({ input, shuffled: { ...input, rows } })),
  );
