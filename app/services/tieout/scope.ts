import type { Reply } from '../../contract/errors.ts';
import { type BusinessDate, parseBusinessDate } from '../../domain/dates.ts';
import { type ShopId, toShopId } from '../../domain/ids.ts';
import type { SettlementRow } from '../../domain/settlement/types.ts';
import type { StoredWithdrawal } from '../../ports/settlement-book.ts';
import type { Deps } from '../deps.ts';
import { countingRows } from '../payments/counting-rows.ts';
import { done, refuse } from '../replies.ts';

/** Both dates included; null = no end. */
export interface DateRange {
  readonly from: BusinessDate | null;
  readonly to: BusinessDate | null;
}

export interface ScopeInput {
  readonly shopId: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly settlementId: string | null;
}

export function toRange({ from, to }: Pick<ScopeInput, 'from' | 'to'>): DateRange {
  return {
    from: from === null ? null : parseBusinessDate(from),
    to: to === null ? null : parseBusinessDate(to),
  };
}

export function isInRange(date: BusinessDate, { from, to }: DateRange): boolean {
  return (from === null || date >= from) && (to === null || date <= to);
}

/** The rows of a date, a file or a month whose money counts: each sum once, however many files show it. */
export async function loadScopeRows(deps: Deps, input: ScopeInput): Promise<Reply<readonly SettlementRow[]>> {
  const shopId = toShopId(input.shopId);
  const stored = await deps.books.settlements.loadRows(shopId, toRange(input));
  const rows = countingRows(stored).map((one) => one.row);
  if (input.settlementId === null) return done(rows);
  const keys = await deps.books.settlements.loadKeysOfFile(shopId, input.settlementId);
  if (keys === null) return refuse('NOT_FOUND', 'This settlement file is not in the books.');
  return done(rows.filter((row) => keys.has(row.key)));
}

/** The day that a line of the Withdrawal sheet counts for: when it was asked for, else when it arrived. */
export function dayOf(line: StoredWithdrawal): BusinessDate | null {
  return line.requestedOn ?? line.succeededOn;
}

/** Lines that moved money or will: what failed never left. */
export async function loadMovements(deps: Deps, shopId: ShopId): Promise<readonly StoredWithdrawal[]> {
  const lines = await deps.books.settlements.loadWithdrawals(shopId);
  return lines.filter((line) => line.status !== 'failed' && dayOf(line) !== null);
}
