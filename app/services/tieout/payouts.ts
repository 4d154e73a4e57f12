import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { BusinessDate } from '../../domain/dates.ts';
import { settledDateOf } from '../../domain/documents.ts';
import { type ShopId, toShopId } from '../../domain/ids.ts';
import { sumMinor } from '../../domain/money.ts';
import { type PaidOut, planPayoutStates } from '../../domain/tieout/payout-states.ts';
import type { StoredWithdrawal } from '../../ports/settlement-book.ts';
import type { Deps } from '../deps.ts';
import { countingRows } from '../payments/counting-rows.ts';
import { clearingMinor, isDayDocument } from '../payments/day-documents.ts';
import { done, refuseUnknownShop } from '../replies.ts';
import { dayOf, isInRange, loadMovements, toRange } from './scope.ts';

/** Per settled date: what the file says, what was posted, and how far the money has come (accounting.md §§1, 4). */
export async function listPayouts(
  deps: Deps,
  input: Input<'tieout.payouts'>,
): Promise<Reply<Output<'tieout.payouts'>>> {
  const shopId = toShopId(input.shopId);
  const shop = await deps.books.shops.load(shopId);
  if (!shop) return refuseUnknownShop();
  const { plan, days, movements, openingMinor } = await loadPayoutPlan(deps, shopId);
  const posted = await sumPosted(deps, shopId);
  const stated = sumStated(movements);
  const range = toRange(input);
  return done({
    currency: shop.currency,
    payouts: plan.days
      .filter((day) => isInRange(day.settledOn, range))
      .map((day) => {
        const settlementMinor = days.get(day.settledOn)?.settlementMinor ?? 0;
        const postedMinor = posted.get(day.settledOn) ?? 0;
        return {
          ...day,
          parts: [...day.parts],
          settlementMinor,
          statedMinor: stated.get(day.settledOn) ?? null,
          postedMinor,
          residualMinor: settlementMinor - postedMinor,
        };
      }),
    openingMinor,
    balanceMinor: plan.balanceMinor,
    missingOpeningMinor: plan.missingOpeningMinor,
  });
}

/** How far the money of every date has come. First in, first out needs every date; a range only chooses what is shown. */
export async function loadPayoutPlan(deps: Deps, shopId: ShopId) {
  const stored = await deps.books.settlements.loadRows(shopId, { from: null, to: null });
  const days = new Map<BusinessDate, { settlementMinor: number; earnedMinor: number }>();
  for (const { row } of countingRows(stored)) {
    const day = days.get(row.settledOn) ?? { settlementMinor: 0, earnedMinor: 0 };
    day.settlementMinor += row.settlementMinor;
    if (!row.isGmvAds) day.earnedMinor += row.settlementMinor;
    days.set(row.settledOn, day);
  }
  const movements = await loadMovements(deps, shopId);
  const openingMinor = await deps.books.bank.loadOpening(shopId);
  const plan = planPayoutStates(
    [...days].map(([settledOn, { earnedMinor }]) => ({ settledOn, earnedMinor })),
    await toPaidOut(deps, shopId, movements),
    openingMinor,
  );
  return { plan, days, movements, openingMinor };
}

/** Withdrawals as money that went out, each with how far it has come. */
export async function toPaidOut(
  deps: Deps,
  shopId: ShopId,
  movements: readonly StoredWithdrawal[],
): Promise<readonly PaidOut[]> {
  const banked = new Set((await deps.books.bank.listMatches(shopId)).map((match) => match.withdrawalId));
  return movements.flatMap((line) => {
    const requestedOn = dayOf(line);
    if (line.type !== 'withdrawal' || requestedOn === null || line.amountMinor >= 0) return [];
    const arrived = line.status === 'transferred' ? 'transferred' : 'processing';
    return {
      withdrawalId: line.withdrawalId,
      requestedOn,
      amountMinor: -line.amountMinor,
      state: banked.has(line.withdrawalId) ? 'inBank' : arrived,
    };
  });
}

/** Money that documents in the ledger moved into clearing, by settled date. */
export async function sumPosted(deps: Deps, shopId: ShopId): Promise<ReadonlyMap<BusinessDate, number>> {
  const profile = await deps.books.shops.loadProfile(shopId);
  const method = profile?.clearingMethod?.code ?? -1;
  const documents = await deps.books.outbox.list({ shopId, states: ['posted'] });
  const posted = new Map<BusinessDate, number>();
  for (const one of documents.filter(isDayDocument)) {
    const date = settledDateOf(one.document);
    posted.set(date, sumMinor([posted.get(date) ?? 0, clearingMinor(one, method)]));
  }
  return posted;
}

function sumStated(movements: readonly StoredWithdrawal[]): ReadonlyMap<BusinessDate, number> {
  const stated = new Map<BusinessDate, number>();
  for (const line of movements) {
    const day = dayOf(line);
    if (line.type !== 'earnings' || day === null) continue;
    stated.set(day, sumMinor([stated.get(day) ?? 0, line.amountMinor]));
  }
  return stated;
}
