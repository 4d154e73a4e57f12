import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { at, filter, list, type Stokly, text } from '../testing/clients.ts';
import { created, openStokly, type StoklyFixture } from '../testing/stokly-fixture.ts';

let fixture: StoklyFixture;
let call: Stokly;

beforeEach(async () => {
  fixture = await openStokly();
  call = fixture.call;
});
afterEach(() => fixture.sandbox.close());

describe('invoices (A1, A2, A5)', () => {
  test('an issued invoice is unpaid, has a reference and is found by it and by its order', async () => {
    const id = await fixture.newInvoice(
      fixture.invoiceBody({ reference: 'tt:581', issueDate: '2026-10-05' }),
    );
    const row = at(await fixture.invoice(id));
    expect(row).toMatchObject({
      niceId: 'INV-00001',
      reference: 'tt:581',
      issueDate: '2026-10-05',
      status: 'issued',
      total: 18,
      amountPaid: 0,
      amountOutstanding: 18,
      payments: [],
    });
    const byOrder = filter(`[saleOrderId]=={@string;${text(row, 'saleOrderId')}}`);
    for (const query of [filter('[reference]=={@string;tt:581}'), byOrder]) {
      const found = await call('GET', `/v0/invoices?${query}`);
      expect(list(found.json, 'data').map((entry) => at(entry, 'saleInvoiceId'))).toEqual([id]);
    }
  });

  test('a paid invoice needs payments of exactly its total', async () => {
    const order = await fixture.newOrder();
    const paid = (amount: number) =>
      call(
        'POST',
        `/v2/saleorders/${order}/invoices`,
        fixture.invoiceBody({ status: 'paid', payments: [{ method: 4, amount }] }),
      );
    expect((await paid(17.99)).status).toBe(400);
    const id = await created(paid(18));
    expect(await fixture.invoice(id)).toMatchObject({ status: 'paid', amountPaid: 18, amountOutstanding: 0 });
  });

  test('negative lines and a wholly negative invoice are possible', async () => {
    const id = await fixture.newInvoice(
      fixture.invoiceBody({
        items: [fixture.invoiceLine({ quantity: 1 }), fixture.invoiceLine({ quantity: -2 })],
      }),
    );
    expect(await fixture.invoice(id)).toMatchObject({ total: -9, amountOutstanding: -9 });
  });

  test('lines of an unpaid invoice can be replaced, of a paid one not', async () => {
    const id = await fixture.newInvoice();
    expect(
      (await call('PATCH', `/v0/invoices/${id}`, { items: [fixture.invoiceLine({ quantity: 1 })] })).status,
    ).toBe(202);
    expect(await fixture.invoice(id)).toMatchObject({ total: 9, amountOutstanding: 9 });
    const allocations = [{ type: 'invoice', id, amount: 9 }];
    await created(call('POST', '/v0/payments', fixture.payment({ amount: 9, allocations })));
    expect((await call('PATCH', `/v0/invoices/${id}`, { items: [fixture.invoiceLine()] })).status).toBe(400);
  });

  test('a reference of more than 64 characters is refused', async () => {
    const body = fixture.invoiceBody({ reference: 'x'.repeat(65) });
    expect((await call('POST', `/v2/saleorders/${await fixture.newOrder()}/invoices`, body)).status).toBe(
      400,
    );
  });
});

describe('payments (A3)', () => {
  test('knock off with deductions, down to zero', async () => {
    const id = await fixture.newInvoice();
    const allocations = [
      { type: 'invoice', id, amount: 18, deductions: [{ label: 'Commission', amount: 3.1 }] },
    ];
    const paymentId = await created(
      call('POST', '/v0/payments', fixture.payment({ amount: 14.9, allocations })),
    );
    expect(await fixture.invoice(id)).toMatchObject({
      status: 'paid',
      amountPaid: 18,
      amountOutstanding: 0,
      payments: [{ method: 21, amount: 18, cash: 14.9, paymentId }],
    });
    const found = await call('GET', `/v0/payments?${filter('[reference]=={@string;PAY-1}')}`);
    expect(at(found.json, 'data', 0)).toMatchObject({ niceId: 'OR-00001', amount: 14.9, unallocated: 0 });
  });

  test('part payments add up and the last may not exceed the rest', async () => {
    const id = await fixture.newInvoice();
    const pay = (amount: number) =>
      call(
        'POST',
        '/v0/payments',
        fixture.payment({ amount, allocations: [{ type: 'invoice', id, amount }] }),
      );
    await created(pay(10));
    expect((await pay(8.01)).status).toBe(400);
    await created(pay(8));
    expect(await fixture.invoice(id)).toMatchObject({ amountOutstanding: 0 });
  });

  test('the same invoice twice in one payment counts together', async () => {
    const id = await fixture.newInvoice();
    const allocations = [
      { type: 'invoice', id, amount: 10 },
      { type: 'invoice', id, amount: 10 },
    ];
    expect((await call('POST', '/v0/payments', fixture.payment({ amount: 20, allocations }))).status).toBe(
      400,
    );
  });

  test.each<[string, object]>([
    ['an amount above the cash of the allocations', { amount: 18.01 }],
    ['an amount below the cash of the allocations', { amount: 17.99 }],
    ['an unknown method', { method: 99 }],
    ['an unknown document', { allocations: [{ type: 'invoice', id: 'x', amount: 18 }] }],
    ['more decimals than the currency has', { amount: 18.001 }],
    ['another currency', { currency: 'MYR' }],
  ])('%s is refused', async (_name, change) => {
    const id = await fixture.newInvoice();
    const body = fixture.payment({
      amount: 18,
      allocations: [{ type: 'invoice', id, amount: 18 }],
      ...change,
    });
    expect((await call('POST', '/v0/payments', body)).status).toBe(400);
  });

  test('a deleted payment opens its invoices again', async () => {
    const id = await fixture.newInvoice();
    const body = fixture.payment({ amount: 18, allocations: [{ type: 'invoice', id, amount: 18 }] });
    const paymentId = await created(call('POST', '/v0/payments', body));
    expect((await call('DELETE', `/v0/invoices/${id}`)).status).toBe(409);
    await created(call('DELETE', `/v0/payments/${paymentId}`));
    expect(await fixture.invoice(id)).toMatchObject({ amountOutstanding: 18 });
    await created(call('DELETE', `/v0/invoices/${id}`));
    expect((await call('GET', `/v0/invoices/${id}`)).status).toBe(404);
  });
});

describe('sale credit notes (A4)', () => {
  const creditNote = async (id: string): Promise<unknown> =>
    at((await call('GET', `/v0/sale-credit-notes/${id}`)).json, 'data');

  test('reduce an open invoice', async () => {
    const id = await fixture.newInvoice();
    const allocations = [{ saleInvoiceId: id, amount: 9 }];
    const items = [fixture.invoiceLine({ quantity: 1 })];
    const noteId = await created(
      call('POST', '/v0/sale-credit-notes', fixture.note({ saleInvoiceId: id, items, allocations })),
    );
    expect(await fixture.invoice(id)).toMatchObject({ amountOutstanding: 9, amountCredited: 9 });
    expect(await creditNote(noteId)).toMatchObject({ total: 9, allocated: 9, amountOutstanding: 0 });
    await created(call('DELETE', `/v0/sale-credit-notes/${noteId}`));
    expect(await fixture.invoice(id)).toMatchObject({ amountOutstanding: 18 });
  });

  test('a late refund is taken out of a payment', async () => {
    const noteId = await created(call('POST', '/v0/sale-credit-notes', fixture.note()));
    expect(await creditNote(noteId)).toMatchObject({ niceId: 'CN-00001', amountOutstanding: -18 });
    // −18.00 consumed, 1.62 of fees given back: −16.38 of cash (accounting.md §3).
    const allocations = [
      { type: 'credit-note', id: noteId, amount: -18, deductions: [{ label: 'Commission', amount: -1.62 }] },
    ];
    await created(call('POST', '/v0/payments', fixture.payment({ amount: -16.38, allocations })));
    expect(await creditNote(noteId)).toMatchObject({ amountOutstanding: 0, allocated: 18 });
    expect((await call('DELETE', `/v0/sale-credit-notes/${noteId}`)).status).toBe(409);
  });

  test('allocations beyond the note or the invoice are refused', async () => {
    const id = await fixture.newInvoice();
    for (const amount of [18.01, 19]) {
      const body = fixture.note({ saleInvoiceId: id, allocations: [{ saleInvoiceId: id, amount }] });
      expect((await call('POST', '/v0/sale-credit-notes', body)).status).toBe(400);
    }
  });
});
