import type { Ask } from '../../app/contract/api.ts';
import type { BridgeStepView, BridgeView, FlowView } from '../../app/contract/tieout.ts';

/** What a line opens: rows of the settlement, or the withdrawals of the Bank section. */
export type Opens = Pick<Ask<'tieout.stepRows'>, 'kind' | 'name'> | 'withdrawals' | null;

/** A line of the bridge and its bar. Minor units; `start` and `end` lie on the scale of its part. */
export interface BridgeLine {
  readonly id: string;
  readonly name: string;
  readonly amountMinor: number;
  /** A total stands on the line of zero; a step hangs where the line before it ended. */
  readonly look: 'total' | 'step' | 'residual';
  /** From the goods to the settlement, or from the earnings to the bank: each part has a scale of its own. */
  readonly part: 'settlement' | 'bank';
  readonly start: number;
  readonly end: number;
  /** Settlement rows behind it; null where it is made of other lines. */
  readonly rows: number | null;
  readonly opens: Opens;
}

type Added = Pick<BridgeLine, 'id' | 'name' | 'amountMinor'> & Partial<Pick<BridgeLine, 'rows' | 'opens'>>;

/**
 * Goods → discounts → refunds → revenue → fees by name → adjustments by type → settlement → ads → earnings →
 * withdrawals → clearing balance → bank, one line each.
 */
export function toBridgeLines(bridge: BridgeView, flow: FlowView): readonly BridgeLine[] {
  const lines: BridgeLine[] = [];
  let running = 0;
  let part: BridgeLine['part'] = 'settlement';
  const step = (added: Added, look: BridgeLine['look'] = 'step') => {
    const start = running;
    running += added.amountMinor;
    lines.push({ rows: null, opens: null, ...added, look, part, start, end: running });
  };
  const total = (added: Added) => {
    running = added.amountMinor;
    lines.push({ rows: null, opens: null, ...added, look: 'total', part, start: 0, end: running });
  };
  const steps = (wanted: (kind: BridgeStepView['kind']) => boolean) => {
    for (const { kind, name, amountMinor, rows } of bridge.steps) {
      if (!wanted(kind)) continue;
      const opens = rows > 0 ? { kind, name } : null;
      step(
        { id: `${kind} ${name}`, name, amountMinor, rows, opens },
        kind === 'unexplained' ? 'residual' : 'step',
      );
    }
  };
  const isRevenue = (kind: BridgeStepView['kind']) =>
    kind === 'goods' || kind === 'sellerDiscounts' || kind === 'refunds';
  steps(isRevenue);
  total({ id: 'revenue', name: 'Revenue', amountMinor: bridge.revenueMinor });
  steps((kind) => !isRevenue(kind));
  total({ id: 'settlement', name: 'Settlement', amountMinor: bridge.settlementMinor });
  step({
    id: 'gmvDeduction',
    name: 'Ads paid from sales',
    // 0 − x, here and below: never −0.
    amountMinor: 0 - flow.gmvDeductionMinor,
    opens: flow.gmvDeductionMinor === 0 ? null : { kind: 'gmvDeduction', name: '' },
  });
  total({ id: 'earnings', name: 'Earnings', amountMinor: flow.earningsMinor });
  part = 'bank';
  const beforeMinor = flow.balanceMinor - flow.earningsMinor - flow.withdrawnMinor;
  total({ id: 'before', name: 'Balance before', amountMinor: beforeMinor });
  step({ id: 'earned', name: 'Earnings', amountMinor: flow.earningsMinor });
  step({
    id: 'withdrawn',
    name: 'Withdrawals',
    amountMinor: flow.withdrawnMinor,
    opens: flow.withdrawnMinor === 0 ? null : 'withdrawals',
  });
  total({ id: 'balance', name: 'Clearing balance', amountMinor: flow.balanceMinor });
  total({
    id: 'bank',
    name: 'In the bank',
    // Withdrawals leave the marketplace's balance with a minus; in the bank they arrive.
    amountMinor: 0 - flow.bankedMinor,
    opens: flow.withdrawnMinor === 0 ? null : 'withdrawals',
  });
  return lines;
}

/** A bar as shares of the width, 0 to 100. */
export interface Bar {
  readonly left: number;
  readonly width: number;
  /** Where zero lies. */
  readonly zero: number;
  /** Where the next bar of the part goes on. */
  readonly end: number;
}

/** Bars of the lines: within a part one scale from its lowest to its highest point, zero always on it. */
export function toBars(lines: readonly BridgeLine[]): readonly Bar[] {
  const spans = new Map<BridgeLine['part'], { low: number; high: number }>();
  for (const { part, start, end } of lines) {
    const span = spans.get(part) ?? { low: 0, high: 0 };
    spans.set(part, { low: Math.min(span.low, start, end), high: Math.max(span.high, start, end) });
  }
  return lines.map(({ part, start, end }) => {
    const { low, high } = spans.get(part) ?? { low: 0, high: 0 };
    const place = (minor: number) => (high === low ? 0 : (100 * (minor - low)) / (high - low));
    const [left, right] = [place(Math.min(start, end)), place(Math.max(start, end))];
    return { left, width: right - left, zero: place(0), end: place(end) };
  });
}
