import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { BusinessDate } from '../../domain/dates.ts';
import { toShopId } from '../../domain/ids.ts';
import { sumMinor } from '../../domain/money.ts';
import type { SettlementRow } from '../../domain/settlement/types.ts';
import {
  type Bridge,
  type BridgeStep,
  groupByDay,
  planBridge,
  rowsOfStep,
} from '../../domain/tieout/bridge.ts';
import type { StoredWithdrawal } from '../../ports/settlement-book.ts';
import type { Deps } from '../deps.ts';
import { done, refuseUnknownShop } from '../replies.ts';
import { recheckRawRows } from './recheck-raw-rows.ts';
import { type DateRange, dayOf, isInRange, loadMovements, loadScopeRows, toRange } from './scope.ts';

type Answer = Output<'tieout.bridge'>;

/** The cent bridge of a scope, the way on to the bank, and the proof from the rows as they stood in their files. */
export async function reportBridge(deps: Deps, input: Input<'tieout.bridge'>): Promise<Reply<Answer>> {
  const shop = await deps.books.shops.load(toShopId(input.shopId));
  if (!shop) return refuseUnknownShop();
  const loaded = await loadScopeRows(deps, input);
  if (!loaded.ok) return loaded;
  const rows = loaded.value;
  const bridges =
    input.by === 'scope'
      ? [toBridgeView(null, planBridge(rows))]
      : groupByDay(rows).map(([settledOn, ofDay]) => toBridgeView(settledOn, planBridge(ofDay)));
  return done({
    currency: shop.currency,
    bridges,
    flow: await loadFlow(deps, input, rows),
    checks: await recheckRawRows(deps, shop.shopId, rows),
  });
}

/** The rows behind one step, each with its part of it, in the order of their dates. */
export async function listStepRows(
  deps: Deps,
  input: Input<'tieout.stepRows'>,
): Promise<Reply<Output<'tieout.stepRows'>>> {
  const loaded = await loadScopeRows(deps, input);
  if (!loaded.ok) return loaded;
  const { kind, name } = input;
  const behind =
    kind === 'gmvDeduction'
      ? loaded.value.filter((row) => row.isGmvAds)
      : rowsOfStep(loaded.value, { kind, name });
  const parts = new Map(
    behind.map((row) => [
      row.key,
      kind === 'gmvDeduction' ? row.settlementMinor : partOf(row, { kind, name }),
    ]),
  );
  const shown = behind.slice(input.offset, input.offset + input.limit);
  return done({
    rows: shown.map((row) => ({
      rowKey: row.key,
      rowNumber: row.rowNumber,
      id: row.id,
      type: row.type,
      relatedOrderId: row.relatedOrderId,
      settledOn: row.settledOn,
      partMinor: parts.get(row.key) ?? 0,
      settlementMinor: row.settlementMinor,
    })),
    total: behind.length,
    partMinor: sumMinor(parts.values()),
  });
}

function partOf(row: SettlementRow, step: Pick<BridgeStep, 'kind' | 'name'>): number {
  const wanted = `${step.kind} ${step.name.toLowerCase()}`;
  const found = planBridge([row]).steps.find(({ kind, name }) => `${kind} ${name.toLowerCase()}` === wanted);
  return found?.amountMinor ?? 0;
}

/** A bridge as it crosses the contract. */
export function toBridgeView(settledOn: BusinessDate | null, bridge: Bridge): Answer['bridges'][number] {
  return {
    settledOn,
    steps: bridge.steps.map((step) => ({ ...step })),
    revenueMinor: bridge.revenueMinor,
    settlementMinor: bridge.settlementMinor,
    residualMinor: bridge.residualMinor,
    candidates: bridge.candidates.map((candidate) => ({ ...candidate })),
  };
}

/** A file is followed to the bank over the dates of its rows: withdrawals name no file. */
async function loadFlow(
  deps: Deps,
  input: Input<'tieout.bridge'>,
  rows: readonly SettlementRow[],
): Promise<Answer['flow']> {
  const shopId = toShopId(input.shopId);
  const range = input.settlementId === null ? toRange(input) : spanOf(rows);
  const movements = await loadMovements(deps, shopId);
  const banked = new Set((await deps.books.bank.listMatches(shopId)).map((match) => match.withdrawalId));
  const inside = movements.filter((line) => isInRange(dayOf(line) ?? ('' as BusinessDate), range)); // `loadMovements` has days only.
  const sum = (lines: readonly StoredWithdrawal[], type: StoredWithdrawal['type']) =>
    sumMinor(lines.filter((line) => line.type === type).map((line) => line.amountMinor));
  const settlementMinor = sumMinor(rows.map((row) => row.settlementMinor));
  const gmvDeductionMinor = sumMinor(rows.filter((row) => row.isGmvAds).map((row) => row.settlementMinor));
  const stated = inside.filter((line) => line.type === 'earnings');
  const upToEnd = { from: null, to: range.to };
  const earlier = await deps.books.settlements.sumEarned(shopId, upToEnd.to);
  const withdrawnUpToEnd = movements.filter((line) =>
    isInRange(dayOf(line) ?? ('' as BusinessDate), upToEnd),
  ); // as above
  return {
    settlementMinor,
    gmvDeductionMinor,
    earningsMinor: settlementMinor - gmvDeductionMinor,
    statedEarningsMinor: stated.length === 0 ? null : sum(stated, 'earnings'),
    withdrawnMinor: sum(inside, 'withdrawal'),
    bankedMinor: sum(
      inside.filter((line) => banked.has(line.withdrawalId)),
      'withdrawal',
    ),
    balanceMinor: sumMinor([
      await deps.books.bank.loadOpening(shopId),
      earlier,
      sum(withdrawnUpToEnd, 'withdrawal'),
    ]),
  };
}

function spanOf(rows: readonly SettlementRow[]): DateRange {
  const dates = rows.map((row) => row.settledOn).sort();
  return { from: dates[0] ?? null, to: dates.at(-1) ?? null };
}
