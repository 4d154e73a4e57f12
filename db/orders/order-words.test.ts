import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toItemId, toLedgerId, toSkuId } from '../../app/domain/ids.ts';
import { type OrderWord, orderWords } from '../../app/domain/invoices/order-words.ts';
import { createItemResolver } from '../../app/domain/mapping.ts';
import { type OrderStatus, orderStatuses } from '../../app/domain/orders.ts';
import type { Books } from '../../app/ports/books.ts';
import type { OrderFilter, WordRule } from '../../app/ports/order-book.ts';
import { judgeOrder, wordRuleOf } from '../../app/services/orders/order-word.ts';
import { someBooks } from '../testing/books.ts';
import { aLedger, aLine, anItem, anOrder, aProfile, at, day, ledgerId, shopId } from '../testing/builders.ts';
import { creditNote, invoice, line, orderIdOf, postedAs, saleOrder } from '../testing/documents.ts';

const all: OrderFilter = { shopId, from: null, to: null, status: null, text: '', columns: [] };
const everything = { sort: 'orderId', descending: false, offset: 0, limit: 500 } as const;
const complete = {
  customer: { customerId: 'c', name: 'Buyers' },
  ledgerChannel: { channelId: 'ch', name: 'TikTok' },
  adjustmentItem: { itemId: toItemId('a'), code: 'A', name: 'A' },
  feeItem: { itemId: toItemId('f'), code: 'F', name: 'F' },
  refundItem: { itemId: toItemId('r'), code: 'R', name: 'R' },
  clearingMethod: { code: 1, name: 'Clearing' },
} as const;

const component = { itemId: toItemId('item-FERN-1'), itemCode: 'FERN-1', itemName: 'Fern', quantity: 1 };
const mapped = (version: number, validFrom: string, components: (typeof component)[]) => ({
  skuId: toSkuId('sku-4'),
  version,
  sellerSku: 'FERN-4',
  components,
  validFrom: day(validFrom),
  madeAt: at,
});

/** FERN-1 (active) and FERN-2 (not) are stock items, FERN-3 is none, and FERN-4 is mapped in the first ten days of May. */
const saved = new Map([
  [toSkuId('sku-4'), [mapped(1, '2026-05-01', [component]), mapped(2, '2026-05-11', [])]],
]);
const resolve = createItemResolver({
  items: [anItem('FERN-1'), anItem('FERN-2', { isActive: false })],
  saved,
  skus: new Map(),
});

type Life = 'none' | 'planned' | 'sending' | 'posted' | 'rejected' | 'unknown' | 'deleted' | 'takenBack';

interface Scene {
  readonly status: OrderStatus;
  readonly later: OrderStatus;
  readonly orderedOn: string;
  readonly items: readonly number[];
  readonly gift: 'none' | 'first' | 'all';
  readonly discount: number;
  readonly isSample: boolean;
  readonly life: Life;
  readonly kind: 'invoice' | 'order';
  readonly grossMinor: number;
  readonly creditMinor: number;
  readonly isSkipped: boolean;
}

/** What holds for all orders of a shop. */
interface Setting {
  readonly isComplete: boolean;
  readonly startsLate: boolean;
  readonly postedSince: number | null;
}

/** The usual thing four times out of five, or rare words would hardly ever be reached. */
const mostly = <T>(usually: T, ...others: T[]): fc.Arbitrary<T> =>
  fc.oneof(
    { arbitrary: fc.constant(usually), weight: 4 },
    { arbitrary: fc.constantFrom(...others), weight: 1 },
  );

const scenes: fc.Arbitrary<Scene> = fc.record({
  status: mostly<OrderStatus>('completed', ...orderStatuses),
  later: mostly<OrderStatus>('completed', ...orderStatuses),
  orderedOn: fc.constantFrom('2026-04-30', '2026-05-01', '2026-05-10', '2026-05-11'),
  items: fc.oneof(fc.constant([1, 1]), fc.array(mostly(1, 2, 3, 4), { maxLength: 3 })),
  gift: mostly<Scene['gift']>('none', 'first', 'all'),
  discount: mostly(100, 0, 5000),
  isSample: mostly(false, true),
  life: fc.constantFrom(
    'none',
    'planned',
    'sending',
    'posted',
    'rejected',
    'unknown',
    'deleted',
    'takenBack',
  ),
  kind: fc.constantFrom('invoice', 'order'),
  grossMinor: mostly(1800, 900, 2400),
  creditMinor: mostly(0, 200, 1800),
  isSkipped: mostly(false, true),
});

const settings: fc.Arbitrary<Setting> = fc.record({
  isComplete: mostly(true, false),
  startsLate: mostly(false, true),
  postedSince: fc.constantFrom(null, at - 1, at + 1_000_000),
});

async function play(setting: Setting, list: readonly Scene[]): Promise<Books> {
  const books = await someBooks();
  await books.shops.saveProfile(profileOf(setting));
  for (const [index, scene] of list.entries()) await playOne(books, index + 1, scene);
  return books;
}

async function playOne(books: Books, number: number, scene: Scene): Promise<void> {
  const lines = scene.items.map((item, index) =>
    aLine(item, {
      lineNumber: index + 1,
      quantity: 1,
      sellerDiscountMinor: scene.discount,
      isGift: scene.gift === 'all' || (scene.gift === 'first' && index === 0),
    }),
  );
  const { status, isSample } = scene;
  const order = anOrder(number, { status, lines, isSample, orderedOn: day(scene.orderedOn) });
  await books.orders.saveOrders(shopId, [order], null, at);
  await live(books, number, scene);
  const changed = { ...order, status: scene.later, updatedAt: at + 10 };
  if (scene.later !== scene.status) await books.orders.saveOrders(shopId, [changed], null, at + 10);
  if (scene.isSkipped) await books.orders.saveSkips(shopId, [order.orderId], 'by hand', at);
}

async function live(
  books: Books,
  number: number,
  { life, kind, grossMinor, creditMinor }: Scene,
): Promise<void> {
  if (life === 'none') return;
  const made = kind === 'invoice' ? invoice(number, `I-${number}`, grossMinor) : saleOrder(number);
  const { document } = made;
  const move = (from: Parameters<typeof books.outbox.move>[2], to: typeof from, facts = {}) =>
    books.outbox.move(ledgerId, document.reference, from, to, { kind, ...facts }, at);
  await books.outbox.plan(shopId, ledgerId, [made], at);
  if (life === 'planned') return;
  if (life === 'takenBack') {
    await move('planned', 'withdrawn');
    return;
  }
  await move('planned', 'sending');
  if (life === 'sending') return;
  if (life === 'rejected' || life === 'unknown') {
    await move('sending', life);
    return;
  }
  await move('sending', 'posted', { posted: postedAs(document) });
  if (life === 'deleted') await move('posted', 'withdrawn');
  else if (creditMinor > 0 && kind === 'invoice') {
    const note = creditNote(
      `C-${number}`,
      document.reference,
      { grossMinor: creditMinor, appliedMinor: creditMinor },
      { orderIds: [orderIdOf(number)] },
    );
    await books.outbox.plan(shopId, ledgerId, [note], at);
    await books.outbox.move(ledgerId, note.document.reference, 'planned', 'sending', {}, at);
    const posted = postedAs(note.document);
    await books.outbox.move(ledgerId, note.document.reference, 'sending', 'posted', { posted }, at);
  }
}

function profileOf({ isComplete, startsLate }: Setting) {
  return aProfile({
    ...(isComplete ? complete : {}),
    invoiceFrom: startsLate ? day('2026-06-01') : null,
  });
}

async function wordsOf(books: Books, setting: Setting) {
  const variants = await books.orders.loadVariants(shopId);
  const profile = profileOf(setting);
  const rule = wordRuleOf(profile, variants, { resolve, saved }, setting.postedSince);
  const { rows } = await books.orders.list(all, everything);
  const judge = { profile, resolve, postedSince: setting.postedSince };
  const judged = rows.map((stored) => judgeOrder(stored, judge));
  return { judged, rule, counted: await books.orders.countByWord(all, rule) };
}

test('the books say the same words of orders as their rows do, whatever happened to them', async () => {
  const seen = new Set<OrderWord>();
  await fc.assert(
    fc.asyncProperty(settings, fc.array(scenes, { minLength: 20, maxLength: 20 }), async (setting, list) => {
      const books = await play(setting, list);
      const { judged, counted, rule } = await wordsOf(books, setting);
      const expected = new Map<OrderWord, number>();
      for (const { verify } of judged) expected.set(verify, (expected.get(verify) ?? 0) + 1);
      expect(new Map(counted)).toEqual(expected);
      for (const [word, count] of expected) {
        seen.add(word);
        expect(`${word} ${await foundBy(books, rule, word)}`).toBe(`${word} ${count}`);
      }
      expect(await books.products.countOpenOrdersBySku(shopId)).toEqual(await openBySku(books));
      await books.close();
    }),
    { numRuns: 30, seed: 7 },
  );
  // A word that no scene leads to would be a word nobody has tried.
  expect([...orderWords].filter((word) => !seen.has(word))).toEqual([]);
});

/** Counted from the orders themselves, which ask every document of each. */
async function openBySku(books: Books): Promise<ReadonlyMap<string, number>> {
  const skuIds = [1, 2, 3, 4].map((number) => aLine(number).skuId);
  const counts = new Map<string, number>();
  for (const { standing, lines } of await books.products.loadAffectedOrders(shopId, skuIds)) {
    if (standing !== 'open') continue;
    for (const skuId of new Set(lines.map((line) => line.skuId)))
      counts.set(skuId, (counts.get(skuId) ?? 0) + 1);
  }
  return counts;
}

async function foundBy(books: Books, rule: WordRule, word: OrderWord): Promise<number> {
  const columns = [{ column: 'verify', test: { test: 'oneOf', values: [word], negated: false } }] as const;
  const found = await books.orders.list({ ...all, rule, columns }, everything);
  expect(found.rows).toHaveLength(found.totals.count);
  return found.totals.count;
}

const usual: Scene = {
  status: 'completed',
  later: 'completed',
  orderedOn: '2026-05-01',
  items: [1, 1],
  gift: 'none',
  discount: 100,
  isSample: false,
  life: 'posted',
  kind: 'invoice',
  grossMinor: 1800,
  creditMinor: 0,
  isSkipped: false,
};
const plain: Setting = { isComplete: true, startsLate: false, postedSince: null };

test.each<[string, Partial<Scene & Setting>, OrderWord, RegExp | null]>([
  ['an invoice', {}, 'posted', null],
  ['an invoice of this posting', { postedSince: at }, 'postedNow', null],
  ['a cancellation after it', { later: 'cancelled' }, 'cancelledAfter', /credit note of GBP 18\.00/],
  ['one that is credited', { later: 'cancelled', creditMinor: 1800 }, 'posted', null],
  [
    'one that is credited in part',
    { later: 'cancelled', creditMinor: 200 },
    'cancelledAfter',
    /note of GBP 16\.00/,
  ],
  ['posted although it was cancelled before', { status: 'cancelled', later: 'cancelled' }, 'posted', null],
  ['goods that became fewer', { grossMinor: 2000 }, 'changedAfter', /GBP 20\.00, the order now GBP 18\.00/],
  ['fewer goods, credited', { grossMinor: 2000, creditMinor: 200 }, 'posted', null],
  ['goods that became more', { grossMinor: 1000 }, 'changedAfter', /GBP 10\.00, the order now GBP 18\.00/],
  ['a refund of goods that stay', { creditMinor: 200 }, 'posted', null],
  ['a deleted invoice', { life: 'deleted' }, 'deleted', /^N-I-1 was deleted .* can be posted again\.$/],
  ['a deleted invoice of a skipped order', { life: 'deleted', isSkipped: true }, 'skipped', /by hand/],
  ['an item that is missing', { life: 'none', items: [1, 3] }, 'missingItem', /FERN-3/],
  ['an item that is inactive', { life: 'none', items: [1, 2] }, 'held', /FERN-2/],
  [
    'a mapping before its first day',
    { life: 'none', items: [4], orderedOn: '2026-04-30' },
    'missingItem',
    /FERN-4/,
  ],
  ['a mapping on its last day', { life: 'none', items: [4], orderedOn: '2026-05-10' }, 'ready', null],
  [
    'a mapping after its last day',
    { life: 'none', items: [4], orderedOn: '2026-05-11' },
    'missingItem',
    /FERN-4/,
  ],
  ['one missing, one inactive', { life: 'none', items: [2, 3] }, 'missingItem', /FERN-2.*FERN-3/],
])('%s', async (_, changes, word, reason) => {
  const scene = { ...usual, ...plain, ...changes };
  const { judged, counted } = await wordsOf(await play(scene, [scene]), scene);
  expect([judged[0]?.verify, ...counted.keys()]).toEqual([word, word]);
  if (reason) expect(judged[0]?.reason).toMatch(reason);
  else expect(judged[0]?.reason).toBeNull();
});

test('in another ledger an order is what it became there', async () => {
  const books = await play(plain, [usual, { ...usual, life: 'none', isSkipped: true }]);
  const other = toLedgerId('ledger-2');
  await books.ledgers.save(aLedger({ ledgerId: other }));
  const count = async () => Object.fromEntries((await wordsOf(books, plain)).counted);
  expect(await count()).toEqual({ posted: 1, skipped: 1 });
  await books.shops.saveProfile({ ...profileOf(plain), ledgerId: other });
  expect(await count()).toEqual({ ready: 1, skipped: 1 });
  await books.shops.saveProfile(profileOf(plain));
  expect(await count()).toEqual({ posted: 1, skipped: 1 });
});

test('gift lines of the document are not goods', async () => {
  const books = await someBooks();
  await books.shops.saveProfile(aProfile(complete));
  const gift = aLine(1, { lineNumber: 2, isGift: true });
  await books.orders.saveOrders(shopId, [anOrder(1, { lines: [aLine(1), gift] })], null, at);
  const made = invoice(1);
  const document = { ...made.document, lines: [line('goods', 1800), line('gift', 0)] };
  await books.outbox.plan(shopId, ledgerId, [{ ...made, document }], at);
  await books.outbox.move(ledgerId, document.reference, 'planned', 'sending', {}, at);
  const posted = postedAs(document);
  await books.outbox.move(ledgerId, document.reference, 'sending', 'posted', { posted }, at);
  expect((await wordsOf(books, plain)).judged[0]?.verify).toBe('posted');
});

test('orders are found by the numbers of their documents', async () => {
  const books = await play(plain, [{ ...usual, creditMinor: 200 }]);
  const { rule } = await wordsOf(books, plain);
  const find = async (column: 'invoice' | 'creditNote' | 'saleOrder', text: string) => {
    const columns = [{ column, test: { test: 'contains', text, negated: false } }] as const;
    return (await books.orders.list({ ...all, rule, columns }, everything)).totals.count;
  };
  expect(await find('invoice', 'n-i-1')).toBe(1);
  expect(await find('creditNote', 'N-C-')).toBe(1);
  expect(await find('invoice', 'N-C-')).toBe(0);
  expect(await find('saleOrder', 'N-')).toBe(0);
});
