import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BridgeStepView, BridgeView, FlowView } from '../../app/contract/tieout.ts';
import { toBars, toBridgeLines } from './bridge-lines.ts';

const amount = fc.integer({ min: -1_000_000, max: 1_000_000 });
const step = (kind: BridgeStepView['kind'], name: string, amountMinor: number): BridgeStepView => ({
  kind,
  name,
  amountMinor,
  rows: 1,
});

const payout = fc
  .tuple(amount, amount, amount, fc.array(amount, { maxLength: 6 }), amount, amount)
  .map(([goods, discounts, refunds, fees, withdrawnMinor, openingMinor]) => {
    const steps = [
      step('goods', 'Goods sold', goods),
      step('sellerDiscounts', 'Seller discounts', discounts),
      step('refunds', 'Refunds', refunds),
      ...fees.map((fee, index) => step('fee', `Fee ${index}`, fee)),
    ];
    const settlementMinor = steps.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const bridge: BridgeView = {
      settledOn: '2026-10-15',
      steps,
      revenueMinor: goods + discounts + refunds,
      settlementMinor,
      residualMinor: 0,
      candidates: [],
    };
    const gmvDeductionMinor = -250;
    const earningsMinor = settlementMinor - gmvDeductionMinor;
    const flow: FlowView = {
      settlementMinor,
      gmvDeductionMinor,
      earningsMinor,
      statedEarningsMinor: null,
      withdrawnMinor,
      bankedMinor: withdrawnMinor,
      balanceMinor: openingMinor + earningsMinor + withdrawnMinor,
    };
    return { bridge, flow };
  });

describe('the lines of a bridge', () => {
  test('every line ends where its amount says, and every total is the sum so far', () => {
    fc.assert(
      fc.property(payout, ({ bridge, flow }) => {
        const lines = toBridgeLines(bridge, flow);
        for (const line of lines) {
          const from = line.look === 'total' ? 0 : line.start;
          expect(line.end - from).toBe(line.amountMinor);
        }
        for (const part of ['settlement', 'bank'] as const) {
          let running = 0;
          const own = lines.filter((line) => line.part === part && line.id !== 'bank');
          for (const { look, id, amountMinor } of own) {
            if (look !== 'total' || id === 'before') running += amountMinor;
            else expect(amountMinor).toBe(running);
          }
        }
      }),
    );
  });

  test('every bar lies inside its chart, zero included', () => {
    fc.assert(
      fc.property(payout, ({ bridge, flow }) => {
        for (const { left, width, zero } of toBars(toBridgeLines(bridge, flow))) {
          expect(left).toBeGreaterThanOrEqual(0);
          expect(left + width).toBeLessThanOrEqual(100.000001);
          expect(zero).toBeGreaterThanOrEqual(0);
          expect(zero).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  test('a residual is a line of its own, and what has no rows opens nothing', () => {
    const bridge: BridgeView = {
      settledOn: null,
      steps: [
        step('goods', 'Goods sold', 1000),
        { ...step('sellerDiscounts', 'Seller discounts', 0), rows: 0 },
        step('unexplained', 'Not explained', -1),
      ],
      revenueMinor: 1000,
      settlementMinor: 999,
      residualMinor: -1,
      candidates: [],
    };
    const flow: FlowView = {
      settlementMinor: 999,
      gmvDeductionMinor: 0,
      earningsMinor: 999,
      statedEarningsMinor: null,
      withdrawnMinor: 0,
      bankedMinor: 0,
      balanceMinor: 999,
    };
    const lines = toBridgeLines(bridge, flow);
    const one = (id: string) => lines.find((line) => line.id === id);
    expect(one('unexplained Not explained')).toMatchObject({ look: 'residual', amountMinor: -1 });
    expect(one('goods Goods sold')?.opens).toEqual({ kind: 'goods', name: 'Goods sold' });
    expect(one('sellerDiscounts Seller discounts')?.opens).toBeNull();
    expect(one('gmvDeduction')).toMatchObject({ amountMinor: 0, opens: null });
    expect(one('withdrawn')?.opens).toBeNull();
  });
});
