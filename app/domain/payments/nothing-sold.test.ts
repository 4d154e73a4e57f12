import { describe, expect, test } from 'vitest';
import { toOrderId } from '../ids.ts';
import {
  adjustmentRow,
  documentsOf,
  goodsLine,
  only,
  orderRow,
  paymentInput,
  saleOrder,
} from '../testing/builders.ts';
import { settle } from '../testing/settle.ts';

/** Orders that have no invoice because nothing was sold (accounting.md §1): their rows still count. Pence. */
const order = '570000000000000001';

describe('the row of an order that sold nothing', () => {
  test('gifts or samples with a fee: the fee alone, as an adjustment', () => {
    const row = orderRow({ order, fees: -30 });
    const { planned } = settle(
      paymentInput({
        rows: [row],
        uninvoiced: [
          {
            orderId: toOrderId(order),
            state: 'noGoods',
            reason: 'Gifts only.',
            saleOrder: null,
            openMinor: 0,
          },
        ],
      }),
    );
    expect(planned.state).toBe('ready');
    expect(planned.adjustmentLines).toEqual([
      { label: `Fees not returned, order ${order}`, amountMinor: -30, ids: [order] },
    ]);
  });

  test('cancelled before it was invoiced, sold and refunded in the row: the fee alone, no credit note', () => {
    const row = orderRow({ order, sale: 1800, refund: -1800, fees: -50 });
    const { planned } = settle(
      paymentInput({
        rows: [row],
        uninvoiced: [
          {
            orderId: toOrderId(order),
            state: 'cancelled',
            reason: 'Cancelled.',
            saleOrder: null,
            openMinor: 0,
          },
        ],
      }),
    );
    expect(planned.creditedMinor).toBe(0);
    expect(planned.adjustmentDocumentMinor).toBe(-50);
    expect(only(planned.outcomes)).toMatchObject({ cashMinor: 0, deductions: [], adjustmentMinor: -50 });
    expect(only(documentsOf(planned.documents, 'creditNote'))).toMatchObject({
      invoice: null,
      grossMinor: 50,
    });
  });

  test('cancelled after its sale order was posted: its row of nothing is booked with the date', () => {
    const cancelled = { ...saleOrder(order, [goodsLine(1800)]), state: 'cancelled' as const };
    const zero = orderRow({ order, sale: 1800, refund: -1800 });
    const { planned } = settle(
      paymentInput({ rows: [zero, adjustmentRow({ amount: 100 })], uninvoiced: [cancelled] }),
    );
    expect(planned.documents.map(({ document }) => document.kind)).toEqual(['invoice', 'payment']);
    expect(planned.documents.at(-1)?.source.rowKeys).toContain(zero.key);
  });
});
