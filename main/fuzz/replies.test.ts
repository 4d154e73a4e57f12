import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePasted } from '../../app/channels/tiktok/pasted.ts';
import { fetchWhole } from '../../app/channels/tiktok/testing/fetch-whole.ts';
import { envelope, type StubServer, startStub } from '../../app/channels/tiktok/testing/stub-server.ts';
import { openTestShop } from '../../app/channels/tiktok/testing/stub-shop.ts';
import { orderJson } from '../../app/channels/tiktok/testing/wire-orders.ts';
import { toReference } from '../../app/domain/ids.ts';
import { encodeFilter, equals, oneOf } from '../../app/ledgers/stokly/filter.ts';
import { createStoklyLedger } from '../../app/ledgers/stokly/index.ts';
import { createFakeClock } from '../../app/ledgers/stokly/testing/fake-clock.ts';
import { startStub as startLedgerStub } from '../../app/ledgers/stokly/testing/stub-server.ts';
import { mayOpenOutside } from '../external-address.ts';
import { boxed, fuzzTimeout, hostileText, mutated } from './testing/time-box.ts';

/** Longest that one call over hostile answers may take, milliseconds: retries and pages included, pauses take no time. */
const longestMs = 20_000;

async function within<Value>(work: Promise<Value>): Promise<Value> {
  const startedAt = performance.now();
  const value = await work;
  expect(performance.now() - startedAt).toBeLessThan(longestMs);
  return value;
}

/** A result is a value or a sentence on one line of bounded length. */
function expectNamed(result: { readonly ok: boolean; readonly error?: { readonly message: string } }): void {
  if (result.ok) return;
  expect(result.error?.message).toEqual(expect.stringMatching(/^\P{Cc}{10,1500}$/u));
}

describe('answers of TikTok Shop', () => {
  const good = envelope({ orders: [orderJson(), orderJson()], next_page_token: '', total_count: 2 });
  let server: StubServer;
  let answer: unknown = good;
  beforeAll(async () => {
    server = await startStub((_call, reply) => {
      // What is no JSON is sent as it is.
      return typeof answer === 'string' ? reply.type('application/json').send(answer) : answer;
    });
  });
  afterAll(() => server.close());

  it(
    'are read, named as unreadable, or refused',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.oneof({ weight: 9, arbitrary: mutated(good) }, { weight: 1, arbitrary: hostileText }),
          async (changed) => {
            answer = changed ?? {};
            server.calls.length = 0;
            const shop = openTestShop(server.url);
            const window = { by: 'created', from: 1_790_000_000_000, to: 1_790_086_400_000 } as const;
            const fetched = await within(fetchWhole(shop, window, 'Europe/London'));
            expectNamed(fetched);
            if (fetched.ok) {
              for (const { orderId, message } of fetched.value.unreadable)
                expect(orderId.length + message.length).toBeLessThan(3_000);
              for (const order of fetched.value.orders)
                expect(Number.isSafeInteger(order.paidMinor)).toBe(true);
            }
            // A page that always names a next one must not be followed for ever.
            expect(server.calls.length).toBeLessThan(5_000);
          },
        ),
        boxed(),
      );
    },
    fuzzTimeout,
  );
});

describe('answers of Stokly', () => {
  const row = { itemId: 'i1', sku: 'TOTE', name: 'Tote', barcode: '1', status: 'active', price: 12.5 };
  const good = { data: [row, { ...row, itemId: 'i2' }], metadata: { count: 2, hasMore: false, page: 1 } };

  it(
    'are read or refused',
    async () => {
      let answer: unknown = good;
      const any = () => answer;
      const stub = await startLedgerStub({
        'GET /v0/items': any,
        'GET /v0/invoices': any,
        'GET /v1/invoices': any,
        'GET /v0/payments': any,
      });
      try {
        await fc.assert(
          fc.asyncProperty(mutated(good), async (changed) => {
            answer = changed ?? {};
            const ledger = createStoklyLedger(
              {
                accountKey: 'a',
                clientId: 'c',
                secretKey: 'shh-shh-shh',
                apiUrl: stub.apiUrl,
                ratePerMinute: 0,
                visibilityGraceMs: 0,
                assumedCalls: true,
                timeoutMs: 5_000,
              },
              { clock: createFakeClock(Date.now()) },
            );
            expectNamed(await within(ledger.fetchItems()));
            expectNamed(await within(ledger.findByReferences('payment', [toReference('R-1')])));
          }),
          boxed(),
        );
      } finally {
        await stub.close();
      }
    },
    fuzzTimeout,
  );

  it(
    'a value never leaves its place in a filter',
    () => {
      fc.assert(
        fc.property(
          fc.array(fc.oneof(hostileText, fc.string({ unit: 'binary' })), { minLength: 1, maxLength: 4 }),
          (values) => {
            const filter = encodeFilter(oneOf('sku', values));
            const refused = values.some((value) => !encodeFilter(equals('sku', value)).ok);
            expect(filter.ok).toBe(!refused);
            if (!filter.ok) return;
            // Taken apart the way Stokly does: nothing but our values, each whole.
            const text = decodeURIComponent(filter.value).replace(/^\((.*)\)$/s, '$1');
            const read = text.split('||').map((part) => /^\[sku\]==\{@string;([^{}]*)\}$/s.exec(part)?.[1]);
            expect(read).toEqual(values);
          },
        ),
        boxed(),
      );
    },
    fuzzTimeout,
  );
});

describe('links', () => {
  const address = fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    hostileText.map((text) => `https://services.tiktokshop.com${text}`),
    hostileText.map((text) => `http://127.0.0.1:1/oauth/callback?code=${text}&state=s`),
    fc
      .tuple(
        fc.constantFrom('javascript:', 'file:///', 'data:', 'ms-msdt:', 'https://', 'http://', '//'),
        hostileText,
      )
      .map((two) => two.join('')),
    hostileText,
  );

  it(
    'a pasted address gives a plain code of this request, or a sentence',
    () => {
      fc.assert(
        fc.property(address, (pasted) => {
          const code = parsePasted(pasted, 'state-1');
          if (code.ok) expect(code.value).toMatch(/^[\w.~+/=-]{4,514}$/);
          else expect(code.error.message).toMatch(/^[A-Z].{20,}\.$/s);
        }),
        boxed(),
      );
    },
    fuzzTimeout,
  );

  it(
    'the system browser is sent to consent pages and this machine only',
    () => {
      fc.assert(
        fc.property(address, (text) => {
          if (!mayOpenOutside(text)) return;
          const { protocol, hostname, username, password } = new URL(text);
          expect([`${protocol}//${hostname}`, username + password]).toEqual([
            expect.stringMatching(
              /^(https:\/\/services\.(us\.)?tiktokshop\.com|http:\/\/(127\.0\.0\.1|localhost))$/,
            ),
            '',
          ]);
        }),
        boxed(),
      );
    },
    fuzzTimeout,
  );
});
