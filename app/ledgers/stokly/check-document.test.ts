import { describe, expect, it } from 'vitest';
import { toReference } from '../../domain/ids.ts';
import { problemOfDocument } from './check-document.ts';
import {
  makeCreditNote,
  makeInvoice,
  makeLine,
  makeOrder,
  makePayment,
  nowhere,
  targetById,
} from './testing/builders.ts';

const goods = [makeLine(nowhere, 1500, 300)];
const paid = { payments: [{ method: 4, amountMinor: 1800 }] };
const invoice = makeInvoice('58001', goods);
const order = makeOrder('58001', goods);
const payment = makePayment('PAY-1', 4, [
  {
    target: targetById('invoice-1'),
    amountMinor: 1800,
    deductions: [{ name: 'Commission', amountMinor: 310 }],
  },
]);

describe('a document is fit to be sent when', () => {
  it.each([
    order,
    invoice,
    makeInvoice('58001', goods, nowhere, { settled: paid }),
    makeInvoice('58001', [makeLine(nowhere, -500, 0)]),
    makeCreditNote('58001-CN', goods, null, 0),
    payment,
  ])('it adds up and can be found again: %#', (document) => {
    expect(problemOfDocument(document, true)).toBeNull();
  });
});

describe('nothing is sent of', () => {
  const tooLong = toReference('5'.repeat(65));
  it.each([
    ['a reference that Stokly cannot be searched for', { ...order, reference: toReference('58}|[x') }],
    ['a reference that might be kept shortened', { ...order, reference: tooLong }],
    ['an invoice on such an order', { ...invoice, order: { ...order, reference: tooLong } }],
    ['a total that is not the sum of its lines', { ...order, grossMinor: 1801 }],
    ['an invoice on an order that does not add up', { ...invoice, order: { ...order, grossMinor: 1 } }],
    ['a document without lines', { ...order, lines: [], grossMinor: 0 }],
    ['a line of nothing', makeOrder('58001', [makeLine(nowhere, 0, 0, { quantity: 0 })])],
    ['half a unit', makeOrder('58001', [makeLine(nowhere, 10, 0, { quantity: 1.5 })])],
    ['a line whose tax is missing', makeOrder('58001', [makeLine(nowhere, 1500, 300, { taxMinor: 0 })])],
    ['an amount past what JSON holds', makeOrder('58001', [makeLine(nowhere, 1_000_000_000_000_000, 0)])],
    ['an order without a time', { ...order, createdAt: Number.NaN }],
    [
      'a payment short of the invoice it is born with',
      makeInvoice('58001', goods, nowhere, {
        settled: { payments: [{ method: 4, amountMinor: 1799 }] },
      }),
    ],
    ['a payment that is not what its knock-offs bring', { ...payment, receivedMinor: 1800 }],
    ['a credit note that applies more than it has', makeCreditNote('58001-CN', goods, null, 1801)],
    ['a credit note that applies to no invoice', makeCreditNote('58001-CN', goods, null, 900)],
    ['a credit note below zero', makeCreditNote('58001-CN', [makeLine(nowhere, -10, 0)], null, 0)],
  ])('%s', (_name, document) => {
    const problem = problemOfDocument(document, true);
    expect(problem?.kind).toBe('notSupported');
    expect(problem?.message).toMatch(/Nothing was sent\.$/);
  });

  it.each([
    ['an unpaid invoice', invoice],
    ['a negative invoice', makeInvoice('58001', [makeLine(nowhere, -500, 0)], nowhere, { settled: paid })],
    ['a credit note', makeCreditNote('58001-CN', goods, null, 0)],
    ['a payment of existing invoices', payment],
    [
      'amending an invoice',
      {
        ...order,
        kind: 'amendment',
        invoice: targetById('invoice-1'),
        reference: toReference('58001-FEES'),
      } as const,
    ],
  ])('%s where only observed calls may be made', (words, document) => {
    const problem = problemOfDocument(document, false);
    expect(problem?.kind).toBe('notSupported');
    expect(problem?.message).toContain(words);
  });

  it('an order and a paid invoice need observed calls only', () => {
    expect(problemOfDocument(order, false)).toBeNull();
    expect(problemOfDocument(makeInvoice('58001', goods, nowhere, { settled: paid }), false)).toBeNull();
  });
});
