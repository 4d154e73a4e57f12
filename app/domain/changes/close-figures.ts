import type { BusinessDate } from '../dates.ts';
import type { SettlementRow } from '../settlement/types.ts';
import { type Bridge, planBridge } from '../tieout/bridge.ts';

/** A closed date: what the file said and what was posted for it. Minor units. */
export interface ClosedDay {
  readonly settledOn: BusinessDate;
  readonly settlementMinor: number;
  readonly postedMinor: number;
  readonly residualMinor: number;
}

/** The figures that a bookkeeper signs off, kept as they were. */
export interface CloseFigures {
  readonly days: readonly ClosedDay[];
  readonly settlementMinor: number;
  readonly postedMinor: number;
  readonly residualMinor: number;
  /** The cent bridge from goods sold to settlement, its steps and totals. */
  readonly bridge: Pick<Bridge, 'revenueMinor' | 'settlementMinor' | 'residualMinor'> & {
    readonly steps: readonly { readonly name: string; readonly amountMinor: number }[];
  };
  /** Documents of the dates that were in the ledger. */
  readonly documents: number;
}

/** `rows` are those whose money counts, `postedMinor` by settled date. */
export function planCloseFigures(
  rows: readonly SettlementRow[],
  postedMinor: ReadonlyMap<BusinessDate, number>,
  documents: number,
): CloseFigures {
  const settled = new Map<BusinessDate, number>();
  for (const row of rows) settled.set(row.settledOn, (settled.get(row.settledOn) ?? 0) + row.settlementMinor);
  const dates = [...new Set([...settled.keys(), ...postedMinor.keys()])].sort();
  const days = dates.map((settledOn) => {
    const settlement = settled.get(settledOn) ?? 0;
    const posted = postedMinor.get(settledOn) ?? 0;
    return {
      settledOn,
      settlementMinor: settlement,
      postedMinor: posted,
      residualMinor: settlement - posted,
    };
  });
  const sum = (pick: (day: ClosedDay) => number) => days.reduce((total, day) => total + pick(day), 0);
  const { revenueMinor, settlementMinor, residualMinor, steps } = planBridge(rows);
  return {
    days,
    settlementMinor: sum((day) => day.settlementMinor),
    postedMinor: sum((day) => day.postedMinor),
    residualMinor: sum((day) => day.residualMinor),
    bridge: {
      revenueMinor,
      settlementMinor,
      residualMinor,
      steps: steps.map(({ name, amountMinor }) => ({ name, amountMinor })),
    },
    documents,
  };
}
