import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import type {
  AmendmentDocument,
  DocumentLine,
  InvoiceDocument,
  LedgerDocument,
} from '../../domain/documents.ts';
import { type Reference, toItemId, toReference } from '../../domain/ids.ts';
import type { Ledger, LedgerResult, PostedDocument } from '../../ports/ledger.ts';
import { createStoklyLedger, type StoklyConfig } from './index.ts';
import {
  makeCreditNote,
  makeInvoice,
  makeLine,
  makeOrder,
  makePayment,
  type Place,
  targetOf,
} from './testing/builders.ts';

/** The adapter against a server that was written from the same notes by other hands. */
let sandbox: Sandbox;
let ledger: Ledger;
let place: Place;

const clearing = 21;
const clock = {
  now: Date.now,
  sleep: (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms)),
};

function open(more: Partial<StoklyConfig> = {}): Ledger {
  const config = { ...sandbox.stokly, ratePerMinute: 0, pollDelaysMs: [5, 10, 20, 40, 80, 160], ...more };
  return createStoklyLedger(config, { clock });
}

beforeAll(async () => {
  sandbox = await startSandbox({ visibilityDelayMs: 15 });
});
afterAll(() => sandbox.close());

beforeEach(async () => {
  sandbox.reset();
  ledger = open();
  const customer = need(await ledger.ensureCustomer('TIKTOK-GB', 'TikTok Shop UK'));
  const settings = need(await ledger.fetchSettings());
  const item = need(await ledger.ensureServiceItem('TT-ADJUSTMENT', 'TikTok adjustment'));
  const channel = settings.channels.find(({ name }) => name === 'TikTok Shop UK');
  place = { customerId: customer.id, channelId: channel?.id ?? '', itemId: item.itemId };
});

function need<T>(result: LedgerResult<T>): T {
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.message}`);
  return result.value;
}

const post = async (document: LedgerDocument) => need(await ledger.postDocument(document));

async function find(kind: PostedDocument['kind'], reference: string) {
  const found = need(await ledger.findByReferences(kind, [toReference(reference)]));
  return found.get(toReference(reference)) ?? null;
}

async function outstandingOf(reference: string): Promise<number | null> {
  return (await find('invoice', reference))?.outstandingMinor ?? null;
}

/** How often a route was called, whatever the answer. */
const calls = (route: string) => sandbox.journal.of(route).length;

const orderOf = (reference: string, lines: readonly DocumentLine[]) => makeOrder(reference, lines, place);
const invoiceOf = (reference: string, lines: readonly DocumentLine[], more: Partial<InvoiceDocument> = {}) =>
  makeInvoice(reference, lines, place, more);

const mug = (netMinor: number, taxMinor: number, quantity = 1) =>
  makeLine(place, netMinor, taxMinor, { quantity });

describe('a linked account', () => {
  it('is signed in to once, and says until when', async () => {
    const fresh = open();
    sandbox.journal.clear();
    const accounts = await Promise.all([1, 2, 3].map(() => fresh.testConnection()));
    expect(accounts.map(need).every((one) => (one.tokenExpiresAt ?? 0) > Date.now())).toBe(true);
    expect(calls('POST /v1/grant')).toBe(1);
  });

  it('with a wrong secret key is asked to be linked again', async () => {
    const result = await open({ secretKey: 'wrong' }).testConnection();
    expect(result).toMatchObject({ ok: false, error: { kind: 'auth' } });
  });

  it('goes on when its token runs out, and stops when it is refused twice', async () => {
    sandbox.faults.set([{ route: 'GET /v0/items', nth: 1, do: 'expire-token' }]);
    expect((await ledger.testConnection()).ok).toBe(true);
    sandbox.faults.set([{ route: 'GET /v0/items', nth: 'every', do: 'revoke-token' }]);
    expect(await ledger.testConnection()).toMatchObject({ ok: false, error: { kind: 'auth' } });
  });

  it('gives items with kits, deleted ones and barcodes told apart', async () => {
    const seen: number[] = [];
    const items = need(await ledger.fetchItems((count) => seen.push(count)));
    expect(items.length).toBeGreaterThan(20);
    expect(seen.at(-1)).toBe(items.length);
    expect(new Set(items.map((item) => item.itemId)).size).toBe(items.length);
    expect(items.some((item) => item.isKit)).toBe(true);
    expect(items.some((item) => !item.isActive)).toBe(true);
    expect(items.some((item) => item.barcodes.length > 0)).toBe(true);
    expect(items.map((item) => item.code)).toContain('TOTE-NVY');
  });

  it('gives living channels and locations, and no channel’s secrets', async () => {
    const settings = need(await ledger.fetchSettings());
    expect(settings.channels.map(({ name }) => name)).toEqual([
      'TikTok Shop UK',
      'TikTok Shop Malaysia',
      'Till',
      'Web shop',
    ]);
    expect(settings.locations.map(({ name }) => name)).toEqual(['Main warehouse', 'Shah Alam warehouse']);
    expect(settings.paymentMethods).toContainEqual({ code: clearing, name: 'TikTok clearing GBP' });
    expect(JSON.stringify(settings)).not.toContain('not_for_logs');
  });

  it('makes a customer and an item once, asked twice and twice at the same time', async () => {
    sandbox.journal.clear();
    const first = await Promise.all([
      ledger.ensureCustomer('TT-NEW', 'New shop of TikTok'),
      ledger.ensureCustomer('TT-NEW', 'New shop of TikTok'),
    ]);
    const again = need(await ledger.ensureCustomer('TT-NEW', 'New shop of TikTok'));
    expect(first.map(need)).toEqual([again, again]);
    expect(again.name).toBe('New shop of TikTok');
    const item = need(await ledger.ensureServiceItem('TT-REFUND', 'TikTok refunds'));
    expect(need(await ledger.ensureServiceItem('TT-REFUND', 'TikTok refunds'))).toEqual(item);
    expect(calls('POST /v0/customers')).toBe(1);
    expect(calls('POST /v0/items')).toBe(1);
  });

  it.each([
    ['is seen long after it was accepted', { do: 'late-visible', ms: 600 }],
    ['was made although the answer was lost', { do: 'drop-after-commit' }],
  ] as const)('makes a service item once when it %s', async (_name, fault) => {
    const patient = open({ visibilityGraceMs: 2_000 });
    sandbox.journal.clear();
    sandbox.faults.add({ route: 'POST /v0/items', nth: 1, ...fault });
    const first = await patient.ensureServiceItem('TT-LATE', 'TikTok late');
    sandbox.faults.clear();
    const again = need(await patient.ensureServiceItem('TT-LATE', 'TikTok late'));
    expect(need(first)).toEqual(again);
    expect(calls('POST /v0/items')).toBe(1);
  });

  it('says that a customer was not made when it does not show up within the grace', async () => {
    sandbox.faults.add({ route: 'POST /v0/customers', nth: 1, do: 'never-visible' });
    const hasty = open({ visibilityGraceMs: 300 });
    const lost = await hasty.ensureCustomer('TT-GONE', 'Gone');
    expect(lost).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(need(await hasty.ensureCustomer('TT-GONE', 'Gone')).name).toBe('Gone');
  });

  it('says of every call whether it works; writes are not tried', async () => {
    await post(invoiceOf('58100', [mug(1500, 300)]));
    sandbox.journal.clear();
    const checks = await ledger.checkCalls();
    expect(checks.filter((check) => check.result === 'refused')).toEqual([]);
    const notTried = checks.filter((check) => check.result === 'not tried');
    expect(notTried.every((check) => /writes|nothing to read/.test(check.detail))).toBe(true);
    expect(checks.find((check) => check.purpose === 'read an invoice')?.result).toBe('works');
    const written = sandbox.journal.entries().filter((entry) => entry.method !== 'GET');
    expect(written).toEqual([]);
  });

  it('says what is refused, and by which words', async () => {
    sandbox.faults.set([{ route: 'GET /v0/payment-methods', nth: 'every', do: 'refuse' }]);
    const checks = await ledger.checkCalls();
    const refused = checks.filter((check) => check.result === 'refused');
    expect(refused.map((check) => check.call)).toEqual(['GET /v0/payment-methods']);
    expect(refused[0]?.detail).toContain('Stokly refused to list the payment methods');
  });
});

describe('posting', () => {
  it('an order, then its invoice on the same order', async () => {
    const order = await post(orderOf('58200', [mug(1500, 300, 2)]));
    const invoice = await post(invoiceOf('58200', [mug(1500, 300, 2)]));
    expect(order).toMatchObject({ kind: 'order', totalMinor: 1800, outstandingMinor: null });
    expect(invoice).toMatchObject({ kind: 'invoice', totalMinor: 1800, outstandingMinor: 1800 });
    expect(invoice.number).toMatch(/^INV-/);
    expect(await find('order', '58200')).toEqual(order);
    expect(await find('invoice', '58200')).toEqual(invoice);
    expect(calls('POST /v2/saleorders')).toBe(1);
  });

  it('any quantity, net and tax to the exact total', async () => {
    const lines = fc.array(
      fc.record({
        quantity: fc.integer({ min: 1, max: 40 }),
        netMinor: fc.integer({ min: 0, max: 90_000 }),
        taxMinor: fc.integer({ min: 0, max: 18_000 }),
      }),
      { minLength: 1, maxLength: 4 },
    );
    let number = 0;
    await fc.assert(
      fc.asyncProperty(lines, async (amounts) => {
        number += 1;
        const document = invoiceOf(
          `583${number}`,
          amounts.map((one) => mug(one.netMinor, one.taxMinor, one.quantity)),
        );
        const posted = await post(document);
        expect(posted.totalMinor).toBe(document.grossMinor);
        expect(posted.outstandingMinor).toBe(document.grossMinor);
      }),
      { numRuns: 12 },
    );
  });

  it('the same document twice, also at the same moment, makes one', async () => {
    const document = invoiceOf('58400', [mug(1500, 300)]);
    const [first, second] = await Promise.all([post(document), post(document)]);
    expect(second).toEqual(first);
    expect(await post(document)).toEqual(first);
    expect(calls('POST /v2/saleorders')).toBe(1);
    expect(calls('POST /v2/saleorders/{id}/invoices')).toBe(1);
  });

  it('a born-paid invoice leaves nothing open; a second part stands beside the first', async () => {
    const order = orderOf('58500', [mug(1500, 300)]);
    const part = (reference: string, grossMinor: number) =>
      invoiceOf(reference, [mug(grossMinor, 0)], {
        order,
        settled: {
          payments: [
            { method: clearing, amountMinor: grossMinor - 100 },
            { method: 4, amountMinor: 100 },
          ],
        },
      });
    await post(order);
    expect(await post(part('58500-S-a', 1200))).toMatchObject({ totalMinor: 1200, outstandingMinor: 0 });
    expect(await post(part('58500-S-b', 600))).toMatchObject({ totalMinor: 600, outstandingMinor: 0 });
    expect((await post(part('58500-S-a', 1200))).totalMinor).toBe(1200);
    expect(calls('POST /v2/saleorders/{id}/invoices')).toBe(2);
  });

  it('the same born-paid parts with observed calls only', async () => {
    ledger = open({ assumedCalls: false });
    const order = orderOf('58510', [mug(1500, 300)]);
    const part = (reference: string, grossMinor: number) =>
      invoiceOf(reference, [mug(grossMinor, 0)], {
        order,
        settled: { payments: [{ method: clearing, amountMinor: grossMinor }] },
      });
    expect((await post(part('58510-S-a', 1200))).totalMinor).toBe(1200);
    expect((await post(part('58510-S-b', 600))).totalMinor).toBe(600);
    const again = await ledger.postDocument(part('58510-S-b', 600));
    expect(again).toMatchObject({ ok: false, error: { kind: 'rejected' } });
    expect(calls('POST /v2/saleorders/{id}/invoices')).toBe(2);
    expect(calls('GET /v0/invoices/{id}')).toBe(0);
  });

  it('a negative invoice, paid out of clearing', async () => {
    const invoice = await post({
      ...invoiceOf('ADJ-1', [mug(-4578, 0), mug(1000, 0)]),
      order: { ...orderOf('ADJ-1', [mug(-4578, 0), mug(1000, 0)]), recipient: null },
    });
    expect(invoice).toMatchObject({ totalMinor: -3578, outstandingMinor: -3578 });
    const allocations = [{ target: targetOf(invoice), amountMinor: -3578, deductions: [] }];
    expect((await post(makePayment('PAY-ADJ', clearing, allocations, place))).totalMinor).toBe(-3578);
    expect(await outstandingOf('ADJ-1')).toBe(0);
  });

  it('new lines of an open invoice, once, however often they are sent', async () => {
    const invoice = await post(invoiceOf('58600', [mug(1500, 300)]));
    const lines = [mug(1500, 300), makeLine(place, -310, 0, { kind: 'fee', description: 'Commission' })];
    const amendment: AmendmentDocument = {
      ...orderOf('58600-FEES-1', lines),
      kind: 'amendment',
      invoice: targetOf(invoice),
    };
    const amended = await post(amendment);
    expect(amended).toMatchObject({ kind: 'amendment', documentId: invoice.documentId, totalMinor: 1490 });
    expect(await post(amendment)).toEqual(amended);
    expect(calls('PATCH /v0/invoices/{id}')).toBe(1);
    expect(await outstandingOf('58600')).toBe(1490);
    expect(await find('amendment', '58600-FEES-1')).toBeNull();
    await post(makePayment('PAY-1', clearing, [knockOff(invoice, 1490, 0)], place));
    const late = await ledger.postDocument({ ...amendment, lines: [mug(1500, 300)], grossMinor: 1800 });
    expect(late).toMatchObject({ ok: false, error: { kind: 'rejected' } });
  });
});

function knockOff(invoice: PostedDocument, amountMinor: number, feeMinor: number) {
  const deductions = feeMinor === 0 ? [] : [{ name: 'Commission', amountMinor: feeMinor }];
  return { target: targetOf(invoice), amountMinor, deductions };
}

describe('a settled day (accounting.md §3)', () => {
  it('is knocked off to 0.00: plain, part refund, late refund', async () => {
    const plain = await post(invoiceOf('58701', [mug(1500, 300, 2)]));
    const returned = await post(invoiceOf('58702', [mug(1500, 300, 2)]));
    const late = await post(invoiceOf('58703', [mug(1500, 300)]));
    await post(makePayment('PAY-0', clearing, [knockOff(late, 1800, 310)], place));

    const partNote = await post(makeCreditNote('58702-CN', [mug(750, 150)], returned, 900, place));
    expect(partNote).toMatchObject({ kind: 'creditNote', totalMinor: 900, outstandingMinor: 0 });
    expect(await outstandingOf('58702')).toBe(900);
    const lateNote = await post(makeCreditNote('58703-CN', [mug(1500, 300)], late, 0, place));
    expect(lateNote).toMatchObject({ totalMinor: 1800, outstandingMinor: -1800 });

    const document = makePayment(
      'PAY-1',
      clearing,
      [
        knockOff(plain, 1800, 310),
        knockOff(returned, 900, 170),
        {
          target: targetOf(lateNote),
          amountMinor: -1800,
          deductions: [{ name: 'Commission', amountMinor: -162 }],
        },
      ],
      place,
    );
    // 14.90 + 7.30 − 16.38
    expect(document.receivedMinor).toBe(582);
    const payment = await post(document);
    expect(payment).toMatchObject({ kind: 'payment', totalMinor: 582, outstandingMinor: 0 });
    for (const reference of ['58701', '58702', '58703']) expect(await outstandingOf(reference)).toBe(0);
    expect((await find('creditNote', '58703-CN'))?.outstandingMinor).toBe(0);
    expect(await post(document)).toEqual(payment);
    expect(calls('POST /v0/payments')).toBe(2);
  });

  it('cannot take more than is open: Stokly’s refusal is passed on and nothing was made', async () => {
    const invoice = await post(invoiceOf('58710', [mug(1500, 300)]));
    const result = await ledger.postDocument(
      makePayment('PAY-2', clearing, [knockOff(invoice, 1801, 0)], place),
    );
    expect(result).toMatchObject({ ok: false, error: { kind: 'rejected' } });
    expect(result.ok ? '' : result.error.message).toContain('beyond what is outstanding');
    expect(await find('payment', 'PAY-2')).toBeNull();
  });
});

describe('when the answer is lost', () => {
  const lost = ['drop-after-commit', 'truncated-json', 'cut-mid-body', 'bad-schema'] as const;

  it.each(lost)('%s: an unknown outcome, one document, found by its reference', async (fault) => {
    const invoice = await post(invoiceOf('58800', [mug(1500, 300)]));
    const payment = makePayment('PAY-3', clearing, [knockOff(invoice, 1800, 310)], place);
    sandbox.faults.set([{ route: 'POST /v0/payments', nth: 1, do: fault }]);
    expect(await ledger.postDocument(payment)).toMatchObject({
      ok: false,
      error: { kind: 'unknownOutcome' },
    });
    expect(calls('POST /v0/payments')).toBe(1);
    await expect.poll(() => find('payment', 'PAY-3'), { timeout: 5_000 }).not.toBeNull();
    const found = await find('payment', 'PAY-3');
    expect(await post(payment)).toEqual(found);
    expect(calls('POST /v0/payments')).toBe(1);
  });

  it.each([
    ['POST /v2/saleorders', 'order'],
    ['POST /v2/saleorders/{id}/invoices', 'invoice'],
  ] as const)('%s dropped after commit is picked up by the next try', async (route, kind) => {
    const document = invoiceOf('58810', [mug(1500, 300)]);
    sandbox.faults.set([{ route, nth: 1, do: 'drop-after-commit' }]);
    expect(await ledger.postDocument(document)).toMatchObject({
      ok: false,
      error: { kind: 'unknownOutcome' },
    });
    await expect.poll(() => find(kind, '58810'), { timeout: 5_000 }).not.toBeNull();
    expect(await post(document)).toMatchObject({ totalMinor: 1800, outstandingMinor: 1800 });
    expect(calls('POST /v2/saleorders')).toBe(1);
    expect(calls('POST /v2/saleorders/{id}/invoices')).toBe(1);
  });

  it('never visible: an unknown outcome that stays absent', async () => {
    sandbox.faults.set([{ route: 'POST /v2/saleorders', nth: 1, do: 'never-visible' }]);
    const result = await ledger.postDocument(orderOf('58820', [mug(1500, 300)]));
    expect(result).toMatchObject({ ok: false, error: { kind: 'unknownOutcome' } });
    expect(await find('order', '58820')).toBeNull();
  });

  it.each(['drop-before', '500', 'html'] as const)(
    '%s on a write is not told apart from a loss',
    async (fault) => {
      sandbox.faults.set([{ route: 'POST /v2/saleorders', nth: 1, do: fault }]);
      const result = await ledger.postDocument(orderOf('58830', [mug(1500, 300)]));
      expect(result).toMatchObject({ ok: false, error: { kind: 'unknownOutcome' } });
      expect(calls('POST /v2/saleorders')).toBe(1);
      expect(await find('order', '58830')).toBeNull();
    },
  );

  it('429 on a write made nothing and says how long to wait', async () => {
    sandbox.faults.set([{ route: 'POST /v2/saleorders', nth: 1, do: '429', retryAfter: 2 }]);
    expect(await ledger.postDocument(orderOf('58840', [mug(1500, 300)]))).toMatchObject({
      ok: false,
      error: { kind: 'rateLimited', retryAfterMs: 2_000 },
    });
  });

  it('reads carry on over hiccups', async () => {
    sandbox.faults.set([
      { route: 'GET /v2/saleorders', nth: 1, do: '503' },
      { route: 'GET /v0/invoices', nth: 1, do: 'cut-mid-body' },
    ]);
    expect(await post(invoiceOf('58850', [mug(1500, 300)]))).toMatchObject({ totalMinor: 1800 });
  });
});

describe('a document removed in Stokly', () => {
  const remove = async (kind: string, id: string) => {
    const response = await fetch(`${sandbox.stokly.apiUrl}/__sandbox/documents/${kind}/${id}`, {
      method: 'DELETE',
    });
    expect(response.ok).toBe(true);
  };

  it('is not there any more and can be posted again', async () => {
    const document = invoiceOf('58900', [mug(1500, 300)]);
    const first = await post(document);
    const order = await find('order', '58900');
    await remove('invoices', first.documentId);
    await remove('saleorders', order?.documentId ?? '');
    await expect.poll(() => find('order', '58900'), { timeout: 5_000 }).toBeNull();
    expect(await find('invoice', '58900')).toBeNull();
    const second = await post(document);
    expect(second.documentId).not.toBe(first.documentId);
  });
});

describe('hostile text', () => {
  const injections = [
    '58}||[stage]=={order',
    '58;x',
    "58' OR '1'='1",
    '58%7D%7C%7C',
    '58&page=3',
    '*',
    '58(1)',
    '=*{58}',
  ];

  it('in a reference finds nothing that is not its own', async () => {
    await post(orderOf('58950', [mug(1500, 300)]));
    for (const text of injections) {
      const found = await ledger.findByReferences('order', [toReference(text)]);
      if (found.ok) expect([...found.value.keys()]).toEqual([]);
      else expect(found.error.kind).toBe('notSupported');
    }
  });

  it('in a reference is stored and found as it is, or never sent', async () => {
    for (const text of injections) {
      const result = await ledger.postDocument(orderOf(text, [mug(100, 20)]));
      if (result.ok) expect(await find('order', text)).toEqual(result.value);
      else expect(result.error.kind).toBe('notSupported');
    }
  });

  it('in names and descriptions arrives untouched', async () => {
    const name = '<b>Mug</b> "blue" {@string;x} && 杯子 ☕';
    const line = { ...mug(1500, 300), description: name };
    await post(invoiceOf('58960', [line]));
    const customer = need(await ledger.ensureCustomer('TT-ODD', name));
    expect(customer.name).toBe(name);
    const state = await (await fetch(`${sandbox.stokly.apiUrl}/__sandbox/state`)).text();
    expect(state).toContain(JSON.stringify(name));
  });

  it('in an item id is refused by Stokly, not by a crash', async () => {
    const line = { ...mug(1500, 300), itemId: toItemId('../../etc') };
    expect(await ledger.postDocument(orderOf('58970', [line]))).toMatchObject({
      ok: false,
      error: { kind: 'rejected' },
    });
  });
});

describe('many references', () => {
  it('are looked up a hundred at a time', async () => {
    const posted: PostedDocument[] = [];
    for (let n = 0; n < 3; n += 1) posted.push(await post(orderOf(`5899${n}`, [mug(100, 20)])));
    const references: Reference[] = Array.from({ length: 250 }, (_, n) => toReference(`5899${n}`));
    sandbox.journal.clear();
    const found = need(await ledger.findByReferences('order', references));
    expect([...found.values()]).toEqual(posted);
    expect(calls('GET /v2/saleorders')).toBeLessThanOrEqual(4);
  });
});
