import { afterEach, describe, expect, it } from 'vitest';
import type { LedgerDocument } from '../../domain/documents.ts';
import { toReference } from '../../domain/ids.ts';
import { createStoklyLedger } from './index.ts';
import { makeInvoice, makeLine, makeOrder, makePayment, nowhere, targetById } from './testing/builders.ts';
import { createFakeClock } from './testing/fake-clock.ts';
import {
  answer,
  cut,
  type Handler,
  inTurn,
  list,
  type StubServer,
  startStub,
} from './testing/stub-server.ts';

/** What a kind server never does: answers that are late, incomplete, wrong, or someone else's. */
let stub: StubServer | undefined;
afterEach(async () => {
  await stub?.close();
  stub = undefined;
});

async function setUp(handlers: Readonly<Record<string, Handler>>, assumedCalls = true) {
  stub = await startStub(handlers);
  const clock = createFakeClock(Date.now());
  const ledger = createStoklyLedger(
    {
      apiUrl: stub.apiUrl,
      accountKey: 'acme',
      clientId: 'client',
      secretKey: 'shh',
      ratePerMinute: 0,
      assumedCalls,
    },
    { clock, random: () => 0.5 },
  );
  return { ledger, clock, stub };
}

const lines = [makeLine(nowhere, 1500, 300)];
const order = makeOrder('58001', lines);
const orderRow = {
  saleOrderId: 'order-1',
  niceId: 'SO-1',
  sourceReferenceId: '58001',
  stage: 'order',
  currency: 'GBP',
  total: 18,
};
const invoiceRow = {
  saleInvoiceId: 'invoice-1',
  invoiceNumber: 'INV-1',
  saleOrderId: 'order-1',
  currency: 'GBP',
  status: 'issued',
  reference: '58001',
  total: 18,
  amountOutstanding: 18,
};
const found = 'GET /v2/saleorders';
const made = 'POST /v2/saleorders';
const read = 'GET /v2/saleorders/order-1';
const invoices = 'GET /v0/invoices';
const invoiced = 'POST /v2/saleorders/order-1/invoices';
const accepted = (id: string) => answer(202, { data: { id } });
const absent = answer(404, { message: 'not found' });

async function problemOf(ledger: ReturnType<typeof createStoklyLedger>, document: LedgerDocument) {
  const result = await ledger.postDocument(document);
  return result.ok ? { kind: 'ok', message: result.value.number } : result.error;
}

describe('a sale order', () => {
  it('is waited for until it can be seen', async () => {
    const { ledger, clock } = await setUp({
      [found]: () => list(),
      [made]: accepted('order-1'),
      [read]: inTurn(absent, absent, answer(200, { data: orderRow })),
    });
    expect(await ledger.postDocument(order)).toEqual({
      ok: true,
      value: {
        kind: 'order',
        documentId: 'order-1',
        number: 'SO-1',
        reference: '58001',
        currency: 'GBP',
        totalMinor: 1800,
        outstandingMinor: null,
      },
    });
    expect(clock.slept).toEqual([20, 50, 100]);
  });

  it('that was accepted and never seen has an unknown outcome', async () => {
    const { ledger, clock, stub } = await setUp({ [found]: () => list(), [made]: accepted('order-1') });
    const problem = await problemOf(ledger, order);
    expect(problem.kind).toBe('unknownOutcome');
    expect(problem.message).toContain('not shown it within 19 seconds');
    expect(clock.slept).toEqual([20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]);
    expect(stub.to(made)).toHaveLength(1);
  });

  it('that was accepted and cannot be read back has an unknown outcome', async () => {
    const { ledger } = await setUp({
      [found]: () => list(),
      [made]: accepted('order-1'),
      [read]: answer(200, { data: { nonsense: true } }),
    });
    expect((await problemOf(ledger, order)).kind).toBe('unknownOutcome');
  });

  it('is not sent when looking for it fails', async () => {
    const { ledger, stub } = await setUp({ [found]: cut });
    expect((await problemOf(ledger, order)).kind).toBe('unavailable');
    expect(stub.to(made)).toHaveLength(0);
  });

  it('whose total differs names both figures', async () => {
    const { ledger } = await setUp({
      [found]: () => list(),
      [made]: accepted('order-1'),
      [read]: answer(200, { data: { ...orderRow, total: 17.99 } }),
    });
    const problem = await problemOf(ledger, order);
    expect(problem.kind).toBe('badAnswer');
    expect(problem.message).toContain('17.99 GBP');
    expect(problem.message).toContain('18.00 GBP');
  });

  it('without a total is added up from its top lines', async () => {
    const { total: _none, ...silent } = orderRow;
    const { ledger } = await setUp({
      [found]: () => list(silent),
      'GET /v2/saleorders/order-1/items': () =>
        list(
          { parentId: null, quantity: 3, displayPrice: 5, displayTax: 1 },
          { parentId: 'line-1', quantity: 3, displayPrice: 4, displayTax: 0 },
        ),
    });
    expect(await ledger.postDocument(order)).toMatchObject({ ok: true, value: { totalMinor: 1800 } });
  });

  it('that was removed, or only looks alike, is not taken for it', async () => {
    const { ledger, stub } = await setUp({
      [found]: () =>
        list(
          { ...orderRow, saleOrderId: 'old', stage: 'removed' },
          { ...orderRow, saleOrderId: 'other', sourceReferenceId: '580011' },
        ),
      [made]: accepted('order-1'),
      [read]: answer(200, { data: orderRow }),
    });
    expect(await ledger.findByReferences('order', [toReference('58001')])).toEqual({
      ok: true,
      value: new Map(),
    });
    expect(await ledger.postDocument(order)).toMatchObject({ ok: true, value: { documentId: 'order-1' } });
    expect(stub.to(made)).toHaveLength(1);
  });

  it('that is there twice is neither chosen nor made a third time', async () => {
    const { ledger, stub } = await setUp({
      [found]: () =>
        list({ ...orderRow, saleOrderId: 'b', niceId: 'SO-10' }, { ...orderRow, niceId: 'SO-9' }),
    });
    const problem = await problemOf(ledger, order);
    expect(problem.kind).toBe('rejected');
    expect(problem.message).toContain('SO-9, SO-10');
    expect(stub.to(made)).toHaveLength(0);
  });
});

describe('an invoice', () => {
  const onOrder = { [found]: () => list(orderRow) };
  const invoice = makeInvoice('58001', lines);
  const settled = { payments: [{ method: 4, amountMinor: 1800 }] };

  it('stands on the sale order of an earlier try', async () => {
    const { ledger, stub } = await setUp({
      ...onOrder,
      [invoices]: () => list(),
      [invoiced]: accepted('invoice-1'),
      'GET /v0/invoices/invoice-1': answer(200, { data: invoiceRow }),
    });
    expect(await ledger.postDocument(invoice)).toMatchObject({
      ok: true,
      value: { number: 'INV-1', totalMinor: 1800, outstandingMinor: 1800 },
    });
    expect(stub.to(made)).toHaveLength(0);
    expect(stub.to(invoiced)[0]?.body).toMatchObject({
      invoices: [{ status: 'issued', reference: '58001', issueDate: '2026-10-05', payments: [] }],
    });
  });

  it('that is in the way without a reference of ours stops the posting', async () => {
    const stranger = { ...invoiceRow, reference: null, total: 5 };
    const { ledger, stub } = await setUp({ ...onOrder, [invoices]: () => list(stranger) });
    const problem = await problemOf(ledger, invoice);
    expect(problem.kind).toBe('rejected');
    expect(problem.message).toContain('INV-1 without a reference');
    expect(stub.to(invoiced)).toHaveLength(0);
  });

  it('that covers the whole order is known without a reference too', async () => {
    const { ledger, stub } = await setUp({
      ...onOrder,
      [invoices]: () => list({ ...invoiceRow, reference: null }),
    });
    expect(await ledger.postDocument(invoice)).toMatchObject({ ok: true, value: { number: 'INV-1' } });
    expect(stub.to(invoiced)).toHaveLength(0);
  });

  it('of a settled part stands beside the part settled before', async () => {
    const part = makeInvoice('58001-S-b', [makeLine(nowhere, 600, 120)], nowhere, {
      order,
      settled: { payments: [{ method: 4, amountMinor: 720 }] },
    });
    const before = { ...invoiceRow, reference: '58001-S-a', total: 10.8, amountOutstanding: 0 };
    const { ledger, stub } = await setUp({
      ...onOrder,
      [invoices]: () => list(before),
      [invoiced]: accepted('invoice-2'),
      'GET /v0/invoices/invoice-2': answer(200, {
        data: {
          ...before,
          saleInvoiceId: 'invoice-2',
          reference: '58001-S-b',
          total: 7.2,
        },
      }),
    });
    expect(await ledger.postDocument(part)).toMatchObject({ ok: true, value: { documentId: 'invoice-2' } });
    expect(await ledger.findByReferences('invoice', [toReference('58001')])).toEqual({
      ok: true,
      value: new Map(),
    });
    const open = await problemOf(ledger, invoice);
    expect(open.message).toContain('might bill the order twice');
    expect(stub.to(invoiced)).toHaveLength(1);
  });

  it('that should be paid and is open there names both balances', async () => {
    const { ledger } = await setUp({ ...onOrder, [invoices]: () => list(invoiceRow) });
    const problem = await problemOf(ledger, makeInvoice('58001', lines, nowhere, { settled }));
    expect(problem.kind).toBe('badAnswer');
    expect(problem.message).toContain('an open balance of 18.00 GBP, and the document says 0.00 GBP');
  });

  it('is found by scanning dates where Stokly refuses the filters', async () => {
    const scanned = { ...invoiceRow, reference: null, amountOutstanding: null, status: 'paid' };
    const { ledger, stub } = await setUp({
      ...onOrder,
      [invoices]: (reply, request) =>
        request.filter.includes('issueDate')
          ? list(scanned, { ...scanned, saleInvoiceId: 'another', saleOrderId: 'another' })
          : reply.code(400).send({ message: 'unknown field' }),
    });
    expect(await ledger.findByReferences('invoice', [toReference('58001')])).toMatchObject({
      ok: true,
      value: new Map([['58001', { documentId: 'invoice-1', totalMinor: 1800, outstandingMinor: 0 }]]),
    });
    const asked = stub.to(invoices).length;
    await ledger.findByReferences('invoice', [toReference('58001')]);
    // The second time goes straight to the scan.
    expect(stub.to(invoices).length - asked).toBe(1);
  });

  describe('with observed calls only', () => {
    const { total: _t, amountOutstanding: _o, reference: _r, ...plain } = { ...invoiceRow, status: 'paid' };
    const paid = makeInvoice('58001-S-a', lines, nowhere, { order, settled });

    it('carries observed fields only and is read back from the list', async () => {
      const { ledger, stub } = await setUp(
        {
          ...onOrder,
          [invoices]: inTurn(
            answer(200, list()),
            answer(200, list()),
            answer(200, list({ ...plain, saleInvoiceId: 'invoice-0', saleOrderId: 'another' }, plain)),
          ),
          [invoiced]: accepted('an id of something else'),
        },
        false,
      );
      expect(await ledger.postDocument(paid)).toMatchObject({
        ok: true,
        value: { documentId: 'invoice-1', totalMinor: 1800, outstandingMinor: 0 },
      });
      expect(stub.to(invoiced)[0]?.body).toEqual({
        invoices: [
          {
            status: 'paid',
            currency: 'GBP',
            exchangeRate: 1,
            useSystemExchangeRate: true,
            payments: [{ method: 4, amount: 18 }],
            items: [
              {
                referenceType: 'item',
                referenceId: 'item-1',
                itemName: 'Mug, blue',
                quantity: 1,
                displayPrice: 15,
                displayTax: 3,
              },
            ],
          },
        ],
      });
      expect(stub.to('GET /v0/invoices/invoice-1')).toHaveLength(0);
    });

    it('is known again when it covers the order, and refused when nothing can be told', async () => {
      const { ledger, stub } = await setUp({ ...onOrder, [invoices]: () => list(plain) }, false);
      expect(await ledger.postDocument(paid)).toMatchObject({ ok: true, value: { number: 'INV-1' } });
      const part = makeInvoice('58001-S-b', [makeLine(nowhere, 600, 120)], nowhere, {
        order,
        settled: { payments: [{ method: 4, amountMinor: 720 }] },
      });
      expect((await problemOf(ledger, part)).kind).toBe('rejected');
      expect(stub.to(invoiced)).toHaveLength(0);
    });

    it('says which calls were not tried, and offers the one method seen in use', async () => {
      const { ledger } = await setUp(
        { 'GET /v0/channels': () => list(), 'GET /v0/locations': () => list() },
        false,
      );
      const settings = await ledger.fetchSettings();
      expect(settings.ok && settings.value.paymentMethods.map((method) => method.code)).toEqual([4]);
      const calls = await ledger.checkCalls();
      expect(calls.filter((call) => call.status === 'assumed').map((call) => call.result)).toEqual(
        calls.filter((call) => call.status === 'assumed').map(() => 'not tried'),
      );
      expect(ledger.capabilities).toMatchObject({
        laterPayments: false,
        creditNotes: false,
        amendInvoice: false,
        negativeInvoices: false,
      });
      const lookUp = await ledger.findByReferences('payment', [toReference('PAY-1')]);
      expect(lookUp).toMatchObject({ ok: false, error: { kind: 'notSupported' } });
    });
  });
});

describe('a payment', () => {
  const payment = makePayment('PAY-1', 4, [
    { target: targetById('invoice-1'), amountMinor: 1800, deductions: [{ name: 'Fee', amountMinor: 310 }] },
  ]);
  const row = {
    paymentId: 'payment-1',
    niceId: 'OR-1',
    reference: 'PAY-1',
    currency: 'GBP',
    amount: 14.9,
    unallocated: 0,
  };
  const none = { 'GET /v0/payments': () => list() };

  it('says in decimals what the books say in minor units', async () => {
    const { ledger, stub } = await setUp({
      ...none,
      'POST /v0/payments': accepted('payment-1'),
      'GET /v0/payments/payment-1': answer(200, { data: row }),
    });
    expect(await ledger.postDocument(payment)).toMatchObject({
      ok: true,
      value: { number: 'OR-1', totalMinor: 1490, outstandingMinor: 0 },
    });
    expect(stub.to('POST /v0/payments')[0]?.body).toEqual({
      reference: 'PAY-1',
      customerId: 'customer-1',
      method: 4,
      currency: 'GBP',
      paidAt: '2026-10-05',
      amount: 14.9,
      label: 'Tiktok - PAY-1',
      allocations: [
        { type: 'invoice', id: 'invoice-1', amount: 18, deductions: [{ label: 'Fee', amount: 3.1 }] },
      ],
    });
  });

  it('that stayed unallocated does not tie out', async () => {
    const { ledger } = await setUp({
      ...none,
      'POST /v0/payments': accepted('payment-1'),
      'GET /v0/payments/payment-1': answer(200, { data: { ...row, unallocated: 4.9 } }),
    });
    const problem = await problemOf(ledger, payment);
    expect(problem.kind).toBe('badAnswer');
    expect(problem.message).toContain('-4.90 GBP');
  });

  it('needs its targets to be in Stokly', async () => {
    const { ledger, stub } = await setUp({});
    const byReference = { by: 'reference', kind: 'invoice', reference: toReference('58001') } as const;
    const early = makePayment('PAY-1', 4, [{ target: byReference, amountMinor: 1800, deductions: [] }]);
    expect((await problemOf(ledger, early)).kind).toBe('notSupported');
    expect(stub.requests).toHaveLength(0);
  });
});

describe('the channel list', () => {
  it('never lets through what a channel keeps secret', async () => {
    const channel = { channelId: 'c1', name: 'Shop', status: 1, data: { consumerSecret: 'cs_123' } };
    const gone = { ...channel, channelId: 'c2', status: 2 };
    const { ledger } = await setUp({
      'GET /v0/channels': () => list(channel, gone),
      'GET /v0/locations': () => list(),
    });
    const settings = await ledger.fetchSettings();
    expect(settings.ok && settings.value.channels).toEqual([{ id: 'c1', name: 'Shop' }]);
    // The call that is only assumed (payment methods) is not there: the observed code stands in.
    expect(settings.ok && settings.value.paymentMethods).toHaveLength(1);
    expect(JSON.stringify(settings)).not.toContain('cs_123');
  });
});
