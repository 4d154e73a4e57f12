import { type Currency, formatMinor } from '../money.ts';
import { feeKey, lookUpFee } from './fee-names.ts';
import type { Header } from './find-header.ts';
import type { LineMoney } from './line-money.ts';
import type { AmountGrid, FeePlacement } from './place-fees.ts';
import { blocking, note, question } from './problems.ts';
import type { ProofCounts } from './proofs.ts';
import type { FeeSubtree } from './report-tree.ts';
import type { NamedAmount, RowKind, SettlementProblem } from './types.ts';
import { unexplainedFee, unexplainedFeeOf } from './unexplained-fees.ts';

interface ShippingCheck {
  readonly parent: number;
  /** The parent and its details. */
  readonly columns: readonly number[];
}

/** True when at most one line in ten speaks against the children being all the children there are. */
function mostlyBalances(grid: AmountGrid, parent: number, children: readonly number[]): boolean {
  let misses = 0;
  for (let line = 0; line < grid.lineCount; line += 1) {
    let left = grid.amount(line, parent);
    for (const child of children) left -= grid.amount(line, child);
    if (left !== 0) misses += 1;
  }
  return misses <= Math.max(1, grid.lineCount / 10);
}

/** Parents and children of I6: shipping columns whose details the tree or the table of names knows. */
function findShippingChecks(header: Header, grid: AmountGrid, subtree: FeeSubtree | null): ShippingCheck[] {
  if (header.isUs) return [];
  return header.keys.flatMap((key, parent) => {
    const name = lookUpFee(key)?.name;
    if (name !== 'Shipping cost' && name !== 'Seller shipping fee') return [];
    const listed = subtree?.childrenOf(key) ?? [];
    const fromTree = listed.length > 0;
    const isListed = (other: string) =>
      other !== '' && listed.some((label) => feeKey(label) === feeKey(other));
    const children = header.keys.flatMap((other, index) => {
      const known = lookUpFee(other);
      return (fromTree ? isListed(other) : known?.level === 'detail' && known.of === name) ? [index] : [];
    });
    // Without a tree the list of details is only as complete as the table of names: a file that was trimmed, or has
    // a detail of a newer layout, proves nothing.
    const complete = fromTree || (children.length >= 3 && mostlyBalances(grid, parent, children));
    return complete ? [{ parent, columns: [parent, ...children] }] : [];
  });
}

export interface LineProver {
  /** Checks I1–I7 on one line; problems go to the list given at creation. */
  prove(line: number, rowNumber: number, kind: RowKind, money: LineMoney): void;
  /** The fees of a line by name; they add up to `fees`. */
  nameFees(line: number, fees: number): readonly NamedAmount[];
}

/** Row identities of a settlement sheet, vendors/settlement-exports.md §4. I1, I2, I5 and I7 block their rows. */
export function createLineProver(context: {
  readonly header: Header;
  readonly grid: AmountGrid;
  readonly currency: Currency;
  readonly placement: FeePlacement;
  readonly subtree: FeeSubtree | null;
  readonly hasSaleAndRefund: boolean;
  readonly counts: ProofCounts;
  readonly problems: SettlementProblem[];
}): LineProver {
  const { header, grid, currency, placement, counts, problems } = context;
  const shippingChecks = findShippingChecks(header, grid, context.subtree);
  const show = (minor: number) => formatMinor(minor, currency);
  const at = (field: Parameters<Header['fields']['get']>[0]) => header.fields.get(field);
  const nameOf = (index: number | undefined) => (index === undefined ? null : (header.names[index] ?? null));
  const settlementName = nameOf(at('settlement'));
  const revenueName = nameOf(at('revenue') ?? at('netSales'));
  const adjustmentName = nameOf(at('adjustment'));

  const sums = (parts: readonly (number | undefined)[]): number[] | null => {
    const columns = parts.filter((column) => column !== undefined);
    return columns.length === parts.length ? columns : null;
  };
  const discounts = sums([at('saleAfter'), at('saleBefore'), at('sellerDiscounts')]);
  const refunds = sums([at('refundAfter'), at('refundBefore'), at('refundOfDiscounts')]);
  const distance = at('distanceItemFee');

  const proveHard = (line: number, row: number, kind: RowKind, money: LineMoney) => {
    const { settlement, revenue, fees, adjustment } = money;
    const held = kind === 'reserve' && revenue === 0 && fees === 0 && adjustment === 0;
    const parts = revenue + fees + adjustment;
    if (!held && !counts.check('I1', settlement === parts)) {
      problems.push(
        blocking(
          row,
          settlementName,
          `I1: the settlement is ${show(settlement)}, but revenue, fees and adjustment add up to ${show(parts)}. The row cannot be booked; load the original export.`,
        ),
      );
    }
    if (context.hasSaleAndRefund && !counts.check('I2', revenue === money.sale + money.refund)) {
      problems.push(
        blocking(
          row,
          revenueName,
          `I2: the revenue is ${show(revenue)}, but sale and refund add up to ${show(money.sale + money.refund)}. The row cannot be booked; load the original export.`,
        ),
      );
    }
    if (kind === 'order' && !counts.check('I7', adjustment === 0)) {
      problems.push(
        blocking(
          row,
          adjustmentName,
          `I7: an order carries no adjustment, but this one has ${show(adjustment)} (expected ${show(0)}). The row cannot be booked; load the original export.`,
        ),
      );
    }
    if (
      kind === 'adjustment' &&
      !counts.check('I7', revenue === 0 && fees === 0 && settlement === adjustment)
    ) {
      problems.push(
        blocking(
          row,
          adjustmentName,
          `I7: an adjustment carries its amount alone, but the settlement is ${show(settlement)} and the adjustment ${show(adjustment)}, with revenue ${show(revenue)} and fees ${show(fees)}. The row cannot be booked; load the original export.`,
        ),
      );
    }
    if (discounts && !counts.check('I3', balances(line, discounts, distance))) {
      problems.push(
        note(
          row,
          nameOf(at('saleAfter')),
          'I3: the subtotal before discounts and the seller discounts do not add up to the subtotal after them.',
        ),
      );
    }
    if (refunds && !counts.check('I4', balances(line, refunds, undefined))) {
      problems.push(
        note(
          row,
          nameOf(at('refundAfter')),
          'I4: the refund before discounts and the refund of discounts do not add up to the refund after them.',
        ),
      );
    }
  };

  const balances = (line: number, columns: readonly number[], extra: number | undefined): boolean => {
    let sum = extra === undefined ? 0 : grid.amount(line, extra);
    for (let part = 1; part < columns.length; part += 1) sum += grid.amount(line, columns[part] ?? -1);
    return sum === grid.amount(line, columns[0] ?? -1);
  };

  /** Named after the unknown columns that have an amount in the row: the answer is remembered by this name. */
  const nameUnexplained = (line: number): string => {
    const suspects = placement.unknown.filter((column) => grid.amount(line, column.index) !== 0);
    return suspects.length === 0 ? unexplainedFee : unexplainedFeeOf(suspects.map((column) => column.name));
  };

  const proveFees = (line: number, row: number) => {
    for (const group of placement.groups) {
      if (!group.itemised) continue;
      const total = grid.amount(line, group.totalIndex);
      let rest = total;
      for (const column of group.columns) rest -= grid.amount(line, column.index);
      if (counts.check('I5', rest === 0)) continue;
      const suspects = placement.unknown.filter((column) => grid.amount(line, column.index) !== 0);
      const hint =
        suspects.length === 0
          ? ''
          : ` Unknown columns with an amount in this row: ${suspects.map((column) => column.name).join(', ')}.`;
      problems.push(
        question(
          row,
          group.title,
          `I5: the total is ${show(total)}, but the known fees add up to ${show(total - rest)}; ${show(rest)} is in no known fee.${hint}`,
        ),
      );
    }
  };

  return {
    prove: (line, row, kind, money) => {
      proveHard(line, row, kind, money);
      for (const { parent, columns } of shippingChecks) {
        if (!counts.check('I6', balances(line, columns, undefined))) {
          problems.push(
            note(
              row,
              nameOf(parent),
              'I6: the details of the shipping do not add up to it. Its total is booked, not the details.',
            ),
          );
        }
      }
      proveFees(line, row);
    },
    nameFees: (line, fees) => {
      const named: NamedAmount[] = [];
      let left = fees;
      for (const { columns } of placement.groups) {
        for (const { index, name } of columns) {
          const amountMinor = grid.amount(line, index);
          if (amountMinor === 0) continue;
          left -= amountMinor;
          named.push({ name, amountMinor });
        }
      }
      if (left !== 0) named.push({ name: nameUnexplained(line), amountMinor: left });
      return named;
    },
  };
}
