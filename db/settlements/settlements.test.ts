import { expect, test } from 'vitest';
import { toRowKey } from '../../app/domain/ids.ts';
import { loadRows, someBooks } from '../testing/books.ts';
import {
  aFile,
  anOrder,
  aRow,
  aSource,
  at,
  aWithdrawal,
  day,
  ledgerId,
  shopId,
} from '../testing/builders.ts';
import { adjustment, creditNote, orderIdOf, payment, rowKeyOf } from '../testing/documents.ts';

const always = { from: null, to: null };

test('rows come back as they were read, by date and place', async () => {
  const books = await someBooks();
  const rows = [
    aRow(1, { settledOn: day('2026-05-10') }),
    aRow(2, {
      kind: 'adjustment',
      relatedOrderId: null,
      createdOn: null,
      startsWith7: true,
      isGmvAds: true,
      fees: [],
    }),
    aRow(3, { kind: 'unknown', settlementMinor: -5 }),
  ];
  const outcome = await books.settlements.saveSettlement(shopId, aFile(rows), aSource('may'), [], at);
  expect(outcome).toEqual({ settlementId: 'settlement-may', added: 3, alreadyKnown: 0, changed: [] });
  const stored = await books.settlements.loadRows(shopId, always);
  expect(stored.map(({ row }) => row)).toEqual([rows[1], rows[2], rows[0]]);
  expect(stored[0]).toMatchObject({
    settlementId: 'settlement-may',
    decision: null,
    bookedBy: null,
    bookedState: null,
    changes: null,
  });
  const tenth = { from: day('2026-05-10'), to: day('2026-05-10') };
  expect((await books.settlements.loadRows(shopId, tenth)).map(({ row }) => row.key)).toEqual(['row-1']);
  expect(await books.settlements.list(shopId)).toEqual([
    {
      ...aSource('may'),
      shopId,
      format: 'xlsx',
      layout: 'income/order/65-columns/en',
      currency: 'GBP',
      periodFrom: '2026-05-01',
      periodTo: '2026-05-31',
      timeZone: 'UTC',
      rowCount: 3,
      orderRows: 1,
      adjustmentRows: 1,
      settlementMinor: 2975,
      revenueMinor: 5400,
      feesMinor: -930,
      adjustmentsMinor: 0,
      proofs: [{ id: 'I1', title: 'S = R + F + A', checked: 3, failed: 0 }],
      problems: [],
      added: 3,
      alreadyKnown: 0,
      changed: 0,
      loadedAt: at,
    },
  ]);
});

test('the same file again adds nothing and keeps its id', async () => {
  const books = await someBooks();
  await loadRows(books, 3);
  const again = { ...aSource('may'), fileName: 'may (1).xlsx', settlementId: 'another-id' };
  const rows = [aRow(1), aRow(2), aRow(3)];
  const outcome = await books.settlements.saveSettlement(shopId, aFile(rows), again, [], at);
  expect(outcome).toEqual({ settlementId: 'settlement-may', added: 0, alreadyKnown: 3, changed: [] });
  expect(await books.settlements.list(shopId)).toHaveLength(1);
  expect(await books.settlements.loadRows(shopId, always)).toHaveLength(3);
});

test('an overlapping file adds what is new; rows keep the file they first came in', async () => {
  const books = await someBooks();
  await loadRows(books, 2);
  const overlapping = aFile([aRow(2), aRow(3)]);
  const outcome = await books.settlements.saveSettlement(shopId, overlapping, aSource('may-june'), [], at);
  expect(outcome).toMatchObject({ added: 1, alreadyKnown: 1 });
  const stored = await books.settlements.loadRows(shopId, always);
  expect(stored.map((row) => row.settlementId)).toEqual([
    'settlement-may',
    'settlement-may',
    'settlement-may-june',
  ]);
});

test('raw rows are found row by row and keys file by file, also of rows that an earlier file had brought', async () => {
  const books = await someBooks();
  const numbers = Array.from({ length: 600 }, (_, index) => index + 1);
  await books.settlements.saveSettlement(
    shopId,
    aFile(numbers.map((number) => aRow(number))),
    aSource('may'),
    [],
    at,
  );
  const june = [aRow(600, { rowNumber: 2 }), aRow(601, { rowNumber: 3 })];
  await books.settlements.saveSettlement(shopId, aFile(june), aSource('june'), [], at);
  const asked = [601, 600, 257, 256, 1].map(rowKeyOf);
  const raw = await books.settlements.loadRawRows(shopId, [...asked, toRowKey('no such row')]);
  expect(raw.size).toBe(5);
  for (const [number, name] of [
    [1, 'may'],
    [256, 'may'],
    [257, 'may'],
    [600, 'may'],
    [601, 'june'],
  ] as const) {
    expect(raw.get(rowKeyOf(number))).toEqual({
      settlementId: `settlement-${name}`,
      headers: ['Order/adjustment ID', 'Type'],
      cells: [anOrder(number).orderId, 'Order'],
    });
  }
  expect(await books.settlements.loadKeysOfFile(shopId, 'settlement-may')).toEqual(
    new Set(numbers.map(rowKeyOf)),
  );
  expect(await books.settlements.loadKeysOfFile(shopId, 'settlement-june')).toEqual(
    new Set([600, 601].map(rowKeyOf)),
  );
  expect(await books.settlements.loadKeysOfFile(shopId, 'no such file')).toBe(null);
});

test('a file loaded again brings the raw rows that were not read the first time, and no other', async () => {
  const books = await someBooks();
  await books.settlements.saveSettlement(shopId, aFile([aRow(1), aRow(3)]), aSource('may'), [], at);
  const outcome = await books.settlements.saveSettlement(
    shopId,
    aFile([aRow(1), aRow(2), aRow(3)]),
    aSource('may'),
    [],
    at,
  );
  expect(outcome).toMatchObject({ added: 1, alreadyKnown: 2 });
  const raw = await books.settlements.loadRawRows(shopId, [1, 2, 3].map(rowKeyOf));
  expect([1, 2, 3].map((number) => raw.get(rowKeyOf(number))?.cells[0])).toEqual(
    [1, 2, 3].map((number) => anOrder(number).orderId),
  );
});

test('a file that cannot be stored whole is not stored at all', async () => {
  const books = await someBooks();
  // Not a calendar date: nothing that read it properly would send it.
  const broken = { ...aRow(2), settledOn: JSON.parse('"9 May"') };
  await expect(
    books.settlements.saveSettlement(shopId, aFile([aRow(1), broken]), aSource('may'), [], at),
  ).rejects.toThrow(/CHECK/);
  expect(await books.settlements.list(shopId)).toEqual([]);
  expect(await books.settlements.loadRows(shopId, always)).toEqual([]);
  const short = aFile([aRow(1)], { rawRows: [] });
  await expect(books.settlements.saveSettlement(shopId, short, aSource('may'), [], at)).rejects.toThrow(
    /raw row/,
  );
});

test('a row that shows booked money with other values points to it and is not counted as settled twice', async () => {
  const books = await someBooks();
  await loadRows(books, 1);
  await books.outbox.plan(shopId, ledgerId, [adjustment('A-1', 100, [rowKeyOf(1)])], at);
  const changedRow = aRow(1, { key: toRowKey('row-1-new'), settlementMinor: 1500 });
  const changes = [{ before: rowKeyOf(1), after: changedRow.key }];
  const outcome = await books.settlements.saveSettlement(
    shopId,
    aFile([changedRow]),
    aSource('later'),
    changes,
    at,
  );
  expect(outcome).toMatchObject({ added: 1, changed: changes });
  const stored = await books.settlements.loadRows(shopId, always);
  expect(stored.map((row) => row.changes)).toEqual([null, rowKeyOf(1)]);
  await books.orders.saveOrders(shopId, [anOrder(1)], null, at);
  expect((await books.orders.load(shopId, [orderIdOf(1)]))[0]?.settledMinor).toBe(1490);
});

test('of money that was not booked when later files changed it, an order shows what the last one says', async () => {
  const books = await someBooks();
  await loadRows(books, 1);
  const versions = [1500, 1600].map((settlementMinor) =>
    aRow(1, { key: toRowKey(`row-1-${settlementMinor}`), settlementMinor }),
  );
  let before = rowKeyOf(1);
  for (const version of versions) {
    const changes = [{ before, after: version.key }];
    await books.settlements.saveSettlement(shopId, aFile([version]), aSource(version.key), changes, at);
    before = version.key;
  }
  await books.orders.saveOrders(shopId, [anOrder(1)], null, at);
  expect((await books.orders.load(shopId, [orderIdOf(1)]))[0]?.settledMinor).toBe(1600);
});

test('withdrawals count once whatever files they are in, and only when transferred', async () => {
  const books = await someBooks();
  const load = (name: string, withdrawals: ReturnType<typeof aWithdrawal>[]) =>
    books.settlements.saveSettlement(shopId, aFile([], { withdrawals }), aSource(name), [], at);
  const bank = { type: 'withdrawal', typeText: 'Withdrawal', amountMinor: -1000 } as const;
  await load('may', [
    aWithdrawal(),
    aWithdrawal({ ...bank, status: 'processing', succeededOn: null }),
    aWithdrawal({ ...bank, referenceId: 'failed', status: 'failed' }),
    aWithdrawal({ type: 'gmvDeduction', amountMinor: -30 }),
    // Two lines without an id are two lines.
    aWithdrawal({ referenceId: '/', amountMinor: 5 }),
    aWithdrawal({ referenceId: '/', amountMinor: 5 }),
    aWithdrawal({ type: 'unknown', typeText: 'Penalty', amountMinor: -9 }),
  ]);
  expect(await books.settlements.loadWithdrawalTotals(shopId)).toEqual({
    earningsMinor: 1500,
    withdrawnMinor: 0,
    gmvDeductionMinor: -30,
  });
  await load('june', [
    aWithdrawal(),
    aWithdrawal({ ...bank, status: 'transferred' }),
    aWithdrawal({ referenceId: '/', amountMinor: 5 }),
    aWithdrawal({ referenceId: '3400000000000000002', amountMinor: 700 }),
  ]);
  // An older export read later does not take back what has arrived.
  await load('may, downloaded again', [aWithdrawal({ ...bank, status: 'processing' })]);
  expect(await books.settlements.loadWithdrawalTotals(shopId)).toEqual({
    earningsMinor: 2200,
    withdrawnMinor: -1000,
    gmvDeductionMinor: -30,
  });
});

test('decisions and meanings of types are remembered and told', async () => {
  const books = await someBooks();
  await loadRows(books, 1);
  const decide = (decision: Parameters<typeof books.settlements.saveDecision>[2]) =>
    books.settlements.saveDecision(shopId, rowKeyOf(1), decision, at);
  await decide({ kind: 'ignore', reason: 'shown twice' });
  await decide({ kind: 'partPayment' });
  expect((await books.settlements.loadRows(shopId, always))[0]?.decision).toEqual({ kind: 'partPayment' });
  await decide(null);
  expect((await books.settlements.loadRows(shopId, always))[0]?.decision).toBeNull();
  const told = await books.history.list(rowKeyOf(1), 10);
  expect(told.map((line) => line.event)).toEqual(['row.decisionRemoved', 'row.decided', 'row.decided']);
  await expect(
    books.settlements.saveDecision(shopId, toRowKey('none'), { kind: 'leave' }, at),
  ).rejects.toThrow(/FOREIGN KEY/);

  await books.settlements.saveTypeMeaning(shopId, ' Logistics Reimbursement', 'order', at);
  await books.settlements.saveTypeMeaning(shopId, 'logistics reimbursement', 'adjustment', at);
  expect(await books.settlements.loadTypeMeanings(shopId)).toEqual(
    new Map([['logistics reimbursement', 'adjustment']]),
  );
});

test('a row shows the document that booked it: the payment, else what is left of its day', async () => {
  const books = await someBooks();
  await loadRows(books, 2);
  const rowKeys = [rowKeyOf(1), rowKeyOf(2)];
  const credit = creditNote('C-1', 'I-1', { grossMinor: 1, appliedMinor: 1 }, { rowKeys: [rowKeyOf(1)] });
  await books.outbox.plan(shopId, ledgerId, [credit, payment('P-1', [], { rowKeys })], at);
  const booked = async () =>
    (await books.settlements.loadRows(shopId, always)).map((row) => [row.bookedBy, row.bookedState]);
  expect(await booked()).toEqual([
    ['P-1', 'planned'],
    ['P-1', 'planned'],
  ]);
  await books.outbox.move(ledgerId, payment('P-1', []).document.reference, 'planned', 'withdrawn', {}, at);
  expect(await booked()).toEqual([
    ['C-1', 'planned'],
    [null, null],
  ]);
  await books.outbox.move(ledgerId, credit.document.reference, 'planned', 'withdrawn', {}, at);
  expect(await booked()).toEqual([
    [null, null],
    [null, null],
  ]);
});

test('what was earned up to a date counts each sum of money once, and no ads', async () => {
  const books = await someBooks();
  const earned = (to: string | null) => books.settlements.sumEarned(shopId, to === null ? null : day(to));
  const save = (
    rows: readonly ReturnType<typeof aRow>[],
    name: string,
    changed: readonly (readonly [string, string])[],
  ) =>
    books.settlements.saveSettlement(
      shopId,
      aFile(rows),
      aSource(name),
      changed.map(([before, after]) => ({ before: toRowKey(before), after: toRowKey(after) })),
      at,
    );
  expect(await earned(null)).toBe(0);
  const tenth = day('2026-05-10');
  await save(
    [
      aRow(1, { settlementMinor: 1_000, settledOn: tenth }),
      aRow(2, { settlementMinor: 300, settledOn: day('2026-05-20') }),
    ],
    'may',
    [],
  );
  await save([aRow(3, { settlementMinor: -70, settledOn: tenth, isGmvAds: true })], 'ads', []);
  expect([await earned('2026-05-09'), await earned('2026-05-10'), await earned(null)]).toEqual([
    0, 1_000, 1_300,
  ]);

  await save([aRow(4, { settlementMinor: 900, settledOn: tenth })], 'later', [['row-1', 'row-4']]);
  expect(await earned('2026-05-10')).toBe(900);
  await save([aRow(5, { settlementMinor: 950, settledOn: tenth })], 'latest', [['row-4', 'row-5']]);
  expect(await earned('2026-05-10')).toBe(950);

  // The first was booked: it gives way to the newest values all the same, until a person sets those aside.
  await books.outbox.plan(shopId, ledgerId, [adjustment('A-1', 1_000, [toRowKey('row-1')])], at);
  const newest = await earned('2026-05-10');
  await books.settlements.saveDecision(
    shopId,
    toRowKey('row-5'),
    { kind: 'ignore', reason: 'Agreed with TikTok' },
    at,
  );
  expect([newest, await earned('2026-05-10')]).toEqual([950, 1_000]);
});
