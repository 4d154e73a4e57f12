import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { createStoklyLedger } from './index.ts';
import { makeInvoice, makeLine, makePayment, nowhere, targetById } from './testing/builders.ts';
import { createFakeClock } from './testing/fake-clock.ts';
import { answer, cut, type Handler, list, type StubServer, startStub } from './testing/stub-server.ts';

/** Documents that are posted at the same time: what they look up together, and what each is told alone. */
let stub: StubServer | undefined;
afterEach(async () => {
  await stub?.close();
  stub = undefined;
});

const lines = [makeLine(nowhere, 1500, 300)];
const found = 'GET /v2/saleorders';
const sent = 'POST /v2/saleorders';
const invoices = 'GET /v0/invoices';
const absent = answer(404, { message: 'not found' });

interface Kept {
  readonly row: Readonly<Record<string, unknown>>;
  readonly visibleAt: number;
}

const numbers = Array.from({ length: 40 }, (_, index) => `58${100 + index}`);

/** A small Stokly that keeps what it is sent, and shows it `lagMs` after its 202. */
function keeper(now: () => number, lagMs = 0): Readonly<Record<string, Handler>> {
  const orders = new Map<string, Kept>();
  const made = new Map<string, Kept>();
  const keep = (kept: Map<string, Kept>, id: string, row: Kept['row']) => {
    kept.set(id, { row, visibleAt: now() + lagMs });
    return { data: { id } };
  };
  const visible = (kept: Map<string, Kept>) => [...kept.values()].filter((one) => one.visibleAt <= now());
  const listed =
    (kept: Map<string, Kept>, field: string): Handler =>
    (_reply, { filter }) =>
      list(...visible(kept).flatMap(({ row }) => (filter.includes(String(row[field])) ? [row] : [])));
  const single =
    (kept: Map<string, Kept>, id: string): Handler =>
    (reply, request, n) => {
      const one = kept.get(id);
      return one && one.visibleAt <= now() ? { data: one.row } : absent(reply, request, n);
    };
  const takeOrder: Handler = (reply, { body }) => {
    // The adapter's own body.
    const { sourceReferenceId } = body as { sourceReferenceId: string };
    const saleOrderId = `order-${sourceReferenceId}`;
    const niceId = `SO-${sourceReferenceId}`;
    const row = { saleOrderId, niceId, sourceReferenceId, currency: 'GBP', total: 18 };
    return reply.code(202).send(keep(orders, saleOrderId, row));
  };
  const takeInvoice =
    (number: string): Handler =>
    (reply) => {
      const saleInvoiceId = `invoice-${number}`;
      const amounts = { currency: 'GBP', status: 'issued', total: 18, amountOutstanding: 18 };
      const invoiceNumber = `INV-${number}`;
      const row = {
        saleInvoiceId,
        invoiceNumber,
        saleOrderId: `order-${number}`,
        reference: number,
        ...amounts,
      };
      return reply.code(202).send(keep(made, saleInvoiceId, row));
    };
  return {
    [found]: listed(orders, 'sourceReferenceId'),
    [sent]: takeOrder,
    [invoices]: listed(made, 'reference'),
    ...Object.fromEntries(
      numbers.flatMap((number) => [
        [`GET /v2/saleorders/order-${number}`, single(orders, `order-${number}`)],
        [`POST /v2/saleorders/order-${number}/invoices`, takeInvoice(number)],
        [`GET /v0/invoices/invoice-${number}`, single(made, `invoice-${number}`)],
      ]),
    ),
  };
}

type Handlers = Readonly<Record<string, Handler>>;

async function setUp(handlersOf: (now: () => number) => Handlers) {
  const clock = createFakeClock(Date.now());
  stub = await startStub(handlersOf(() => clock.now()));
  const { apiUrl } = stub;
  const config = { apiUrl, accountKey: 'acme', clientId: 'client', secretKey: 'shh', ratePerMinute: 0 };
  return { stub, ledger: createStoklyLedger(config, { clock, random: () => 0.5 }) };
}

const some = (count: number) =>
  Array.from({ length: count }, (_, index) => makeInvoice(`58${100 + index}`, lines));

it('two writes for each invoice, and four look-ups for all', async () => {
  const { ledger, stub } = await setUp(keeper);
  const posted = await Promise.all(some(30).map((one) => ledger.postDocument(one)));
  expect(posted.map((one) => one.ok && one.value.number)).toEqual(
    some(30).map(({ reference }) => `INV-${reference}`),
  );
  expect(stub.to(sent)).toHaveLength(30);
  expect(
    stub.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/invoices')),
  ).toHaveLength(30);
  expect([stub.to(found).length, stub.to(invoices).length]).toEqual([2, 2]);
  // The ledger is asked for all of them before the first of them is sent.
  expect(stub.requests.findIndex(({ path, method }) => path === '/v2/saleorders' && method === 'POST')).toBe(
    2,
  );
});

it.each([30, 400, 6_000])('what is shown %i ms later is waited for, and sent once', async (lagMs) => {
  const { ledger, stub } = await setUp((now) => keeper(now, lagMs));
  const posted = await Promise.all(some(6).map((one) => ledger.postDocument(one)));
  expect(posted.every(({ ok }) => ok)).toBe(true);
  expect(stub.to(sent)).toHaveLength(6);
  // As many rounds as one document would need alone, and for the invoices the lag is known.
  expect(stub.to(found).length).toBeLessThan(11);
  expect(stub.to(invoices).length).toBeLessThan(5);
});

it('documents that come and go at any time are each posted once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 20 }),
      async (turns) => {
        const { ledger, stub } = await setUp((now) => keeper(now, 30));
        const posted = await Promise.all(
          some(turns.length).map(async (one, index) => {
            for (let turn = 0; turn < (turns[index] ?? 0); turn += 1) await new Promise(setImmediate);
            return ledger.postDocument(one);
          }),
        );
        expect(posted.every(({ ok }) => ok)).toBe(true);
        expect(stub.to(sent)).toHaveLength(turns.length);
        await stub.close();
      },
    ),
    { numRuns: 15 },
  );
});

it('one that is never shown has an unknown outcome, and the others are posted', async () => {
  const { ledger, stub } = await setUp((now) => {
    const kept = keeper(now);
    return {
      ...kept,
      [sent]: (reply, request, n) =>
        n === 3 ? reply.code(202).send({ data: { id: 'lost' } }) : kept[sent]?.(reply, request, n),
    };
  });
  const posted = await Promise.all(some(5).map((one) => ledger.postDocument(one)));
  expect(posted.map((one) => (one.ok ? 'posted' : one.error.kind))).toEqual([
    'posted',
    'posted',
    'unknownOutcome',
    'posted',
    'posted',
  ]);
  expect(stub.to(sent)).toHaveLength(5);
});

it('nothing is sent when looking for them fails', async () => {
  const { ledger, stub } = await setUp(() => ({ [found]: cut }));
  const posted = await Promise.all(some(3).map((one) => ledger.postDocument(one)));
  expect(posted.map((one) => !one.ok && one.error.kind)).toEqual([
    'unavailable',
    'unavailable',
    'unavailable',
  ]);
  expect(stub.to(sent)).toHaveLength(0);
});

it('is asked before each write whether it may leave, after looking; no keeps it here', async () => {
  const { ledger, stub } = await setUp(keeper);
  const asked: string[] = [];
  const posted = await Promise.all(
    some(4).map((one, index) =>
      ledger.postDocument(one, async () => {
        asked.push(`${stub.to(found).length} ${index}`);
        return index !== 2;
      }),
    ),
  );
  expect(posted.map((one) => (one.ok ? 'posted' : one.error.kind))).toEqual([
    'posted',
    'posted',
    'withheld',
    'posted',
  ]);
  expect(stub.to(sent)).toHaveLength(3);
  // The first look-up was over; the three others were asked once more, for their invoices.
  expect(asked).toEqual(['1 0', '1 1', '1 2', '1 3', '2 0', '2 1', '2 3']);
});

it('payments are looked for together too', async () => {
  const payment = (reference: string) =>
    makePayment(reference, 21, [{ target: targetById('invoice-1'), amountMinor: 1800, deductions: [] }]);
  const row = (reference: string) => ({
    paymentId: `payment-${reference}`,
    niceId: `OR-${reference}`,
    reference,
    currency: 'GBP',
    status: 'posted',
    amount: 18,
    unallocated: 0,
  });
  const { ledger, stub } = await setUp(() => ({
    'GET /v0/payments': (_reply, _request, n) => (n === 1 ? list(row('P-2')) : list(row('P-1'), row('P-3'))),
    'POST /v0/payments': (reply, { body }) =>
      // The adapter's own body.
      reply.code(202).send({ data: { id: `payment-${(body as { reference: string }).reference}` } }),
    'GET /v0/payments/payment-P-1': absent,
  }));
  const posted = await Promise.all(['P-1', 'P-2', 'P-3'].map((one) => ledger.postDocument(payment(one))));
  expect(posted.map((one) => one.ok && one.value.number)).toEqual(['OR-P-1', 'OR-P-2', 'OR-P-3']);
  expect([stub.to('GET /v0/payments').length, stub.to('POST /v0/payments').length]).toEqual([2, 2]);
});
