import type { BusinessDate } from '../dates.ts';
import type { RowKey } from '../ids.ts';
import { sumMinor } from '../money.ts';
import type { SettlementRow } from '../settlement/types.ts';

/** What a step of the bridge is made of. `fee` and `adjustment` steps carry the file's own names. */
export type BridgeStepKind =
  | 'goods'
  | 'sellerDiscounts'
  | 'refunds'
  | 'fee'
  | 'adjustment'
  | 'reserve'
  | 'unexplained';

/** One step from goods sold to settlement. Minor units, signs of the file: money to the shop is positive. */
export interface BridgeStep {
  readonly kind: BridgeStepKind;
  readonly name: string;
  readonly amountMinor: number;
  /** How many rows have an amount in it; the rows themselves: `rowsOfStep`. */
  readonly rows: number;
}

/** A row whose own parts do not add up to its settlement: where a residual comes from. */
export interface ResidualCandidate {
  readonly rowKey: RowKey;
  readonly id: string;
  readonly amountMinor: number;
}

/** Σ steps = settlement by construction: what no step explains is the last step, `unexplained`, when it is not zero. */
export interface Bridge {
  readonly steps: readonly BridgeStep[];
  /** Goods less seller discounts less refunds. */
  readonly revenueMinor: number;
  readonly settlementMinor: number;
  readonly residualMinor: number;
  readonly candidates: readonly ResidualCandidate[];
}

interface Part {
  readonly kind: BridgeStepKind;
  readonly name: string;
  readonly amountMinor: number;
}

const goodsSold = 'Goods sold';
const sellerDiscounts = 'Seller discounts';
const refunds = 'Refunds';
const notExplained = 'Not explained';
/** Steps stand in the order money takes; inside a kind the largest stands first. */
const kindOrder: readonly BridgeStepKind[] = [
  'goods',
  'sellerDiscounts',
  'refunds',
  'fee',
  'adjustment',
  'reserve',
  'unexplained',
];
const revenueKinds: ReadonlySet<BridgeStepKind> = new Set(['goods', 'sellerDiscounts', 'refunds']);

/**
 * The cent bridge of any rows (a date, a file, a month): S = R + F + A, R broken down to list price, discounts and
 * refunds, F by fee name, A by type (accounting.md §3, vendors/settlement-exports.md §4). Goods, discounts and refunds
 * are always there, so that two payouts can be laid side by side.
 */
export function planBridge(rows: readonly SettlementRow[]): Bridge {
  const steps = new Map<string, BridgeStep>();
  const candidates: ResidualCandidate[] = [];
  const add = ({ kind, name, amountMinor }: Part, count: number) => {
    const key = stepKey(kind, name);
    const before = steps.get(key);
    steps.set(key, {
      kind,
      name,
      amountMinor: sumMinor([before?.amountMinor ?? 0, amountMinor]),
      rows: (before?.rows ?? 0) + count,
    });
  };
  add({ kind: 'goods', name: goodsSold, amountMinor: 0 }, 0);
  add({ kind: 'sellerDiscounts', name: sellerDiscounts, amountMinor: 0 }, 0);
  add({ kind: 'refunds', name: refunds, amountMinor: 0 }, 0);
  for (const row of rows) {
    for (const part of partsOf(row)) {
      add(part, 1);
      if (part.kind === 'unexplained') {
        candidates.push({ rowKey: row.key, id: row.id, amountMinor: part.amountMinor });
      }
    }
  }
  const sorted = [...steps.values()].sort(byPlace);
  return {
    steps: sorted,
    revenueMinor: sumMinor(
      sorted.filter(({ kind }) => revenueKinds.has(kind)).map(({ amountMinor }) => amountMinor),
    ),
    settlementMinor: sumMinor(rows.map((row) => row.settlementMinor)),
    residualMinor: sorted.find(({ kind }) => kind === 'unexplained')?.amountMinor ?? 0,
    candidates,
  };
}

/** Rows by settled date, oldest date first. */
export function groupByDay(
  rows: readonly SettlementRow[],
): readonly (readonly [BusinessDate, readonly SettlementRow[]])[] {
  const days = new Map<BusinessDate, SettlementRow[]>();
  for (const row of rows) {
    const day = days.get(row.settledOn);
    if (day) day.push(row);
    else days.set(row.settledOn, [row]);
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The rows behind a step of `planBridge`: those with an amount in it. */
export function rowsOfStep(
  rows: readonly SettlementRow[],
  step: Pick<BridgeStep, 'kind' | 'name'>,
): readonly SettlementRow[] {
  const key = stepKey(step.kind, step.name);
  return rows.filter((row) => partsOf(row).some(({ kind, name }) => stepKey(kind, name) === key));
}

/** A row in parts that always add up to its settlement; parts of 0 are left out. */
function partsOf(row: SettlementRow): Part[] {
  const isReserve = row.kind === 'reserve';
  const parts: Part[] = [
    { kind: 'goods', name: goodsSold, amountMinor: row.listMinor },
    { kind: 'sellerDiscounts', name: sellerDiscounts, amountMinor: row.saleMinor - row.listMinor },
    { kind: 'refunds', name: refunds, amountMinor: row.refundMinor },
    ...row.fees.map(({ name, amountMinor }): Part => ({ kind: 'fee', name, amountMinor })),
    {
      kind: isReserve ? 'reserve' : 'adjustment',
      name: row.typeName,
      amountMinor: row.adjustmentMinor,
    },
  ];
  const explained = sumMinor(parts.map(({ amountMinor }) => amountMinor));
  parts.push({
    kind: 'unexplained',
    name: notExplained,
    amountMinor: row.settlementMinor - explained,
  });
  return parts.filter(({ amountMinor }) => amountMinor !== 0);
}

function stepKey(kind: BridgeStepKind, name: string): string {
  return `${kind} ${name.toLowerCase()}`;
}

function byPlace(a: BridgeStep, b: BridgeStep): number {
  const place = kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind);
  if (place !== 0) return place;
  const size = Math.abs(b.amountMinor) - Math.abs(a.amountMinor);
  return size !== 0 ? size : a.name < b.name ? -1 : 1;
}
