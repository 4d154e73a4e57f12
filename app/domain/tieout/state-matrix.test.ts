import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type BusinessDate } from '../dates.ts';
import { toOrderId } from '../ids.ts';
import { orderStatuses } from '../orders.ts';
import { judgeOrder, ledgerStatuses, type MatrixOrder, planMatrix } from './state-matrix.ts';

const today = '2026-06-01' as BusinessDate; // a date of the calendar
function order(over: Partial<MatrixOrder> = {}): MatrixOrder {
  return {
    orderId: toOrderId('570000000000000001'),
    status: 'delivered',
    ledger: 'open',
    goodsMinor: 1800,
    settledMinor: null,
    refundMinor: 0,
    creditedMinor: 0,
    unbookedRows: 0,
    dueFrom: addDays(today, -3),
    isPosted: true,
    ...over,
  };
}

describe('what an order needs', () => {
  test.each([
    ['delivered, invoiced, not settled yet', {}, 'none'],
    ['delivered 15 days ago and not settled', { dueFrom: addDays(today, -15) }, 'none'],
    ['delivered 16 days ago and not settled', { dueFrom: addDays(today, -16) }, 'chase'],
    ['settled and paid', { ledger: 'paid', settledMinor: 1490 }, 'none'],
    ['delivered and not posted', { ledger: 'none' }, 'post'],
    [
      'in transit, which the profile does not post',
      { status: 'inTransit', ledger: 'none', isPosted: false },
      'none',
    ],
    [
      'settled and not posted',
      { ledger: 'none', settledMinor: 1490, unbookedRows: 1, isPosted: false },
      'post',
    ],
    ['invoiced, its row not booked', { settledMinor: 1490, unbookedRows: 1 }, 'postPayment'],
    ['cancelled after the invoice', { status: 'cancelled' }, 'creditNote'],
    ['cancelled after the payment', { status: 'cancelled', ledger: 'paid' }, 'reviewPaidCancelled'],
    ['cancelled and never posted', { status: 'cancelled', ledger: 'none' }, 'none'],
    ['refunded without a credit note', { ledger: 'paid', settledMinor: 0, refundMinor: -1800 }, 'creditNote'],
    [
      'refunded and credited',
      { ledger: 'credited', settledMinor: 0, refundMinor: -1800, creditedMinor: 1800 },
      'none',
    ],
    ['sent, not confirmed', { ledger: 'underWay' }, 'check'],
  ] as const)('%s', (_, over, action) => {
    expect(judgeOrder(order(over), today)).toBe(action);
  });
});

test('every order is in exactly one cell', () => {
  const some = fc.record({
    status: fc.constantFrom(...orderStatuses),
    ledger: fc.constantFrom(...ledgerStatuses),
    goodsMinor: fc.integer({ min: 0, max: 90_000 }),
    settledMinor: fc.constantFrom(null, 0, 1490),
    unbookedRows: fc.constantFrom(0, 1),
  });
  fc.assert(
    fc.property(fc.array(some), (made) => {
      const cells = planMatrix(
        made.map((over) => order(over)),
        today,
      );
      expect(cells.reduce((sum, cell) => sum + cell.orders, 0)).toBe(made.length);
      expect(cells.reduce((sum, cell) => sum + cell.goodsMinor, 0)).toBe(
        made.reduce((sum, one) => sum + one.goodsMinor, 0),
      );
      const keys = cells.map(({ status, ledger, action }) => `${status} ${ledger} ${action}`);
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});
