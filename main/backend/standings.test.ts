import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MatrixCellView } from '../../app/contract/standings.ts';
import { month, postPayments, prepareMonth } from './testing/month.ts';
import { must, openSampleBackend, type SampleBackend } from './testing/sample-backend.ts';

describe('where the orders of a month stand', () => {
  let sample: SampleBackend;
  let shopId: string;
  let cells: readonly MatrixCellView[];

  beforeAll(async () => {
    sample = await openSampleBackend();
    shopId = sample.shops.MY;
    await prepareMonth(sample, shopId);
    await postPayments(sample, shopId);
    cells = must(await sample.client.call('standings.matrix', { shopId })).cells;
  });
  afterAll(() => sample.close());

  test('every order is in one cell, and a cell opens exactly its orders', async () => {
    const { totals } = must(await sample.client.call('orders.list', { shopId, limit: 1 }));
    expect(cells.reduce((sum, cell) => sum + cell.orders, 0)).toBe(totals.count);
    expect(cells.reduce((sum, cell) => sum + cell.goodsMinor, 0)).toBe(totals.goodsMinor);
    for (const { status, ledger, action, orders, goodsMinor } of cells) {
      const opened = must(
        await sample.client.call('standings.orders', { shopId, status, ledger, action, limit: 500 }),
      );
      expect([opened.total, opened.goodsMinor]).toEqual([orders, goodsMinor]);
      expect(opened.rows.every((order) => order.action === action)).toBe(true);
    }
  });

  test('settled orders are paid, and what was not settled is open', () => {
    const paid = cells.filter((cell) => cell.ledger === 'paid' && cell.action === 'none');
    const open = cells.filter((cell) => cell.ledger === 'open');
    expect(paid.reduce((sum, cell) => sum + cell.orders, 0)).toBeGreaterThan(60);
    expect(open.length).toBeGreaterThan(0);
    expect(cells.some((cell) => cell.action === 'postPayment')).toBe(false);
    // Orders of gifts or samples alone never become an invoice, so nobody is asked to post them.
    expect(cells.filter((cell) => cell.action === 'post')).toEqual([]);
  });

  test('the buckets of the ageing hold the delivered orders that nothing settled, whatever the term', async () => {
    const held = await Promise.all(
      [0, 8, 90].map(async (termDays) => {
        const { buckets } = must(await sample.client.call('standings.ageing', { shopId, termDays }));
        return buckets.flatMap((bucket) => bucket.orderIds).sort();
      }),
    );
    expect(held[0]?.length).toBeGreaterThan(0);
    const { buckets } = must(await sample.client.call('standings.ageing', { shopId, termDays: 8 }));
    for (const { to, orders, goodsMinor } of buckets) {
      const late = { termDays: 8, to };
      const opened = must(await sample.client.call('standings.orders', { shopId, late }));
      expect([opened.total, opened.goodsMinor]).toEqual([orders, goodsMinor]);
    }
    expect(held[1]).toEqual(held[0]);
    expect(held[2]).toEqual(held[0]);
  });

  test('another zone moves orders of the last evening, and the zone of the books moves none', async () => {
    const ask = async (timeZone: string) =>
      must(await sample.client.call('standings.cutOff', { shopId, ...month, timeZone }));
    expect((await ask('Asia/Kuala_Lumpur')).moved).toEqual([]);
    const there = await ask('UTC');
    expect(there.shifts.map(({ from, to }) => [from, to])).toEqual([['2026-10', '2026-09']]);
    expect(there.moved.every((order) => order.dateHere.endsWith('-01'))).toBe(true);
    expect((await sample.client.call('standings.cutOff', { shopId, timeZone: 'Nowhere' })).ok).toBe(false);
  });

  test('the fees of the month hold to the learned card, and an entered rule judges them anew', async () => {
    const before = must(await sample.client.call('fees.audit', { shopId, limit: 500 }));
    const rate = before.card
      .filter((entry) => entry.rule.kind === 'rate' && entry.rule.basisPoints > 0)
      .sort((a, b) => b.rows - a.rows)[0];
    if (rate?.rule.kind !== 'rate') throw new Error('The sample company charges a fee by rate');
    const outliersOf = async () => {
      const audit = must(await sample.client.call('fees.audit', { shopId, name: rate.name, limit: 500 }));
      return audit.total;
    };
    const usual = await outliersOf();
    const rule = { kind: 'rate', basisPoints: rate.rule.basisPoints + 100 } as const;
    must(await sample.client.call('fees.saveRule', { shopId, name: rate.name, from: '2026-01-01', rule }));
    expect(await outliersOf()).toBeGreaterThan(usual + 20);
    must(await sample.client.call('fees.removeRule', { shopId, name: rate.name, from: '2026-01-01' }));
    expect(await outliersOf()).toBe(usual);
  });

  test('fees by month are the fees of the tie-out', async () => {
    const { months } = must(await sample.client.call('fees.months', { shopId }));
    const report = must(await sample.client.call('tieout.report', { shopId }));
    const total = months.reduce((sum, one) => sum + one.amountMinor, 0);
    expect(total).toBe(report.fees.reduce((sum, one) => sum + one.amountMinor, 0));
  });
});
