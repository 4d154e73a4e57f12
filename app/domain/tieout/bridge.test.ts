import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sumMinor } from '../money.ts';
import { adjustmentRow, orderRow, settlementRow } from '../testing/builders.ts';
import { settlements } from '../testing/settlement-arbitrary.ts';
import { planBridge, rowsOfStep } from './bridge.ts';

describe('the bridge of a date', () => {
  const sale = {
    ...orderRow({
      sale: 1800,
      fees: [
        { name: 'Shipping cost', amountMinor: -120 },
        { name: 'Platform commission fee', amountMinor: -190 },
      ],
    }),
    listMinor: 2000,
  };
  const refunded = orderRow({ order: '570000000000000002', sale: 900, refund: -900, fees: -40 });
  const rebate = adjustmentRow({ type: 'Logistics reimbursement', amount: 250 });

  test('goes from goods sold to the settlement, the largest fee first', () => {
    const bridge = planBridge([sale, refunded, rebate]);
    expect(bridge.steps).toEqual([
      { kind: 'goods', name: 'Goods sold', amountMinor: 2900, rows: 2 },
      { kind: 'sellerDiscounts', name: 'Seller discounts', amountMinor: -200, rows: 1 },
      { kind: 'refunds', name: 'Refunds', amountMinor: -900, rows: 1 },
      { kind: 'fee', name: 'Platform commission fee', amountMinor: -230, rows: 2 },
      { kind: 'fee', name: 'Shipping cost', amountMinor: -120, rows: 1 },
      { kind: 'adjustment', name: 'Logistics reimbursement', amountMinor: 250, rows: 1 },
    ]);
    expect(bridge).toMatchObject({ revenueMinor: 1800, settlementMinor: 1700, residualMinor: 0 });
  });

  test('a row that does not foot is a line of its own and names the row', () => {
    const broken = { ...sale, settlementMinor: sale.settlementMinor + 7 };
    const bridge = planBridge([broken, rebate]);
    expect(bridge.residualMinor).toBe(7);
    expect(bridge.steps.at(-1)).toEqual({
      kind: 'unexplained',
      name: 'Not explained',
      amountMinor: 7,
      rows: 1,
    });
    expect(bridge.candidates).toEqual([{ rowKey: broken.key, id: broken.id, amountMinor: 7 }]);
  });

  test('two rows that are off by opposite amounts are both named although they cancel out', () => {
    const up = { ...sale, settlementMinor: sale.settlementMinor + 7 };
    const down = { ...refunded, settlementMinor: refunded.settlementMinor - 7 };
    const bridge = planBridge([up, down]);
    expect(bridge.residualMinor).toBe(0);
    expect(bridge.candidates.map(({ amountMinor }) => amountMinor)).toEqual([7, -7]);
  });

  test('held and released reserves are not adjustments', () => {
    const held = settlementRow({ id: '740', kind: 'reserve', type: 'Reserve', adjustmentMinor: -4000 });
    expect(planBridge([held]).steps.at(-1)).toMatchObject({ kind: 'reserve', amountMinor: -4000 });
  });

  test('no rows: the three steps of revenue, all zero', () => {
    expect(planBridge([])).toMatchObject({ settlementMinor: 0, residualMinor: 0, candidates: [] });
  });
});

test('the steps of any rows add up to their settlement, and every step opens rows with exactly its amount', () => {
  fc.assert(
    fc.property(settlements, ({ input: { rows } }) => {
      const bridge = planBridge(rows);
      expect(sumMinor(bridge.steps.map((step) => step.amountMinor))).toBe(bridge.settlementMinor);
      expect(bridge.settlementMinor).toBe(sumMinor(rows.map((row) => row.settlementMinor)));
      for (const step of bridge.steps) {
        const behind = rowsOfStep(rows, step);
        expect(behind).toHaveLength(step.rows);
        const alone = planBridge(behind).steps.find(
          ({ kind, name }) => kind === step.kind && name === step.name,
        );
        expect(alone?.amountMinor ?? 0).toBe(step.amountMinor);
      }
    }),
  );
});

test('the bridge of all dates is the sum of the bridges of each date', () => {
  fc.assert(
    fc.property(settlements, ({ input: { rows } }) => {
      const dates = [...new Set(rows.map((row) => row.settledOn))];
      const days = dates.map((date) => planBridge(rows.filter((row) => row.settledOn === date)));
      for (const step of planBridge(rows).steps) {
        const parts = days.flatMap((day) => day.steps).filter((one) => one.kind === step.kind);
        const same = parts.filter((one) => one.name === step.name);
        expect(sumMinor(same.map((one) => one.amountMinor))).toBe(step.amountMinor);
      }
    }),
  );
});
