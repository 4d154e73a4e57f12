import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import { parseBusinessDate } from '../../domain/dates.ts';
import { toShopId } from '../../domain/ids.ts';
import { auditFees, sumFeesByMonth } from '../../domain/tieout/audit-fees.ts';
import { chargedFees, learnRateCard, type RateCardEntry } from '../../domain/tieout/rate-card.ts';
import type { Deps } from '../deps.ts';
import { done, refuse, refuseUnknownShop } from '../replies.ts';
import { loadScopeRows } from './scope.ts';

/** The rate card is learned from all rows of the shop, so that a date is judged by what was usual before it. */
export async function reportFeeAudit(
  deps: Deps,
  input: Input<'fees.audit'>,
): Promise<Reply<Output<'fees.audit'>>> {
  const shop = await deps.books.shops.load(toShopId(input.shopId));
  if (!shop) return refuseUnknownShop();
  const all = await loadScopeRows(deps, { shopId: shop.shopId, from: null, to: null, settlementId: null });
  if (!all.ok) return all;
  const entered = await deps.books.feeRules.list(shop.shopId);
  const card = mergeCards(learnRateCard(chargedFees(all.value)), entered);
  const rows = await loadScopeRows(deps, { ...input, settlementId: null });
  if (!rows.ok) return rows;
  const found = auditFees(rows.value, card).filter(({ name }) => input.name === null || name === input.name);
  return done({
    currency: shop.currency,
    card: card.map((entry) => ({ ...entry })),
    rows: found.slice(input.offset, input.offset + input.limit).map((one) => ({ ...one })),
    total: found.length,
    differenceMinor: found.reduce((sum, one) => sum + one.differenceMinor, 0),
  });
}

export async function reportFeeMonths(
  deps: Deps,
  input: Input<'fees.months'>,
): Promise<Reply<Output<'fees.months'>>> {
  const shop = await deps.books.shops.load(toShopId(input.shopId));
  if (!shop) return refuseUnknownShop();
  const rows = await loadScopeRows(deps, { ...input, settlementId: null });
  if (!rows.ok) return rows;
  return done({
    currency: shop.currency,
    months: sumFeesByMonth(rows.value).map((month) => ({ ...month })),
  });
}

export async function saveFeeRule(
  deps: Deps,
  input: Input<'fees.saveRule'>,
): Promise<Reply<Output<'fees.saveRule'>>> {
  const shop = await deps.books.shops.load(toShopId(input.shopId));
  if (!shop) return refuseUnknownShop();
  const from = parseBusinessDate(input.from);
  if (from === null) return refuse('BAD_INPUT', `${input.from} is not a date of the calendar.`);
  const { name, rule } = input;
  await deps.books.feeRules.save(shop.shopId, { name, from, rule, rows: 0 }, deps.clock.now());
  deps.changed(['fees']);
  return done({});
}

export async function removeFeeRule(
  deps: Deps,
  input: Input<'fees.removeRule'>,
): Promise<Reply<Output<'fees.removeRule'>>> {
  const from = parseBusinessDate(input.from);
  const removed =
    from !== null &&
    (await deps.books.feeRules.remove(toShopId(input.shopId), input.name, from, deps.clock.now()));
  if (!removed) return refuse('NOT_FOUND', 'This rule is not in the books.');
  deps.changed(['fees']);
  return done({});
}

/** An entered rule stands from its date on, until the next entered one: what was learned in between gives way. */
function mergeCards(
  learned: readonly RateCardEntry[],
  entered: readonly RateCardEntry[],
): readonly RateCardEntry[] {
  const kept = learned.filter(
    (entry) => !entered.some((rule) => rule.name === entry.name && rule.from <= entry.from),
  );
  return [...kept, ...entered].sort((a, b) =>
    a.name === b.name ? (a.from < b.from ? -1 : 1) : a.name < b.name ? -1 : 1,
  );
}
