import { type RowKey, toRowKey } from '../ids.ts';
import { typeKey } from './type-names.ts';
import type { NamedAmount, SettlementRow } from './types.ts';

/** A settlement row before it has its identity. */
export type DraftRow = Omit<SettlementRow, 'key'>;

/**
 * Gives each row its identity: id, type, settled date, settlement, revenue, fees, and an ordinal among equal rows of
 * the file (accounting.md §5). The type counts in its English, case-folded form, so that exports in two languages of
 * one shop give the same row the same key. `isRepeated` says whether the id stands in the file more than once: only
 * then keys have to be remembered, which would take 40 MB for 300,000 rows.
 */
export function createKeys(): (draft: DraftRow, isRepeated: boolean) => RowKey {
  const seen = new Map<string, number>();
  return (draft, isRepeated) => {
    const { id, type, settledOn, settlementMinor, revenueMinor, feesMinor } = draft;
    const base = `${id}|${typeKey(type)}|${settledOn}|${settlementMinor}|${revenueMinor}|${feesMinor}`;
    if (!isRepeated) return toRowKey(`${base}|1`);
    const ordinal = (seen.get(base) ?? 0) + 1;
    seen.set(base, ordinal);
    return toRowKey(`${base}|${ordinal}`);
  };
}

interface Group {
  draft: DraftRow;
  cells: readonly string[];
  fees: Map<string, number>;
}

/**
 * Adds up the lines of SKU-level statements, one row per order, type and day, so that knock-off sees one amount
 * (vendors/settlement-exports.md §7: the total of an order is the sum of its lines).
 */
export function createGrouping(): {
  add(draft: DraftRow, cells: readonly string[]): void;
  finish(): { draft: DraftRow; cells: readonly string[] }[];
} {
  const groups = new Map<string, Group>();
  return {
    add: (draft, cells) => {
      const key = `${draft.id}|${typeKey(draft.type)}|${draft.settledOn}`;
      const group = groups.get(key);
      if (!group) {
        groups.set(key, {
          draft,
          cells,
          fees: new Map(draft.fees.map((fee) => [fee.name, fee.amountMinor])),
        });
        return;
      }
      const before = group.draft;
      for (const fee of draft.fees)
        group.fees.set(fee.name, (group.fees.get(fee.name) ?? 0) + fee.amountMinor);
      group.cells = joinCells(group.cells, cells);
      group.draft = {
        ...before,
        relatedOrderId: before.relatedOrderId ?? draft.relatedOrderId,
        createdOn: before.createdOn ?? draft.createdOn,
        settlementMinor: before.settlementMinor + draft.settlementMinor,
        revenueMinor: before.revenueMinor + draft.revenueMinor,
        feesMinor: before.feesMinor + draft.feesMinor,
        adjustmentMinor: before.adjustmentMinor + draft.adjustmentMinor,
        listMinor: before.listMinor + draft.listMinor,
        saleMinor: before.saleMinor + draft.saleMinor,
        refundMinor: before.refundMinor + draft.refundMinor,
        reserveMinor: before.reserveMinor + draft.reserveMinor,
      };
    },
    finish: () =>
      [...groups.values()].map(({ draft, cells, fees }) => ({
        draft: { ...draft, fees: toFees(fees) },
        cells,
      })),
  };
}

function toFees(fees: ReadonlyMap<string, number>): NamedAmount[] {
  return [...fees].flatMap(([name, amountMinor]) => (amountMinor === 0 ? [] : [{ name, amountMinor }]));
}

/** Cells of several lines as one row: equal texts once, different ones one after the other. */
function joinCells(one: readonly string[], other: readonly string[]): string[] {
  const width = Math.max(one.length, other.length);
  return Array.from({ length: width }, (_, index) => {
    const a = one[index] ?? '';
    const b = other[index] ?? '';
    return a === b || b === '' ? a : a === '' ? b : `${a} | ${b}`;
  });
}
