import type { Input, Output } from '../../contract/api.ts';
import type { CloseView } from '../../contract/changes.ts';
import type { Reply } from '../../contract/errors.ts';
import { planCloseFigures } from '../../domain/changes/close-figures.ts';
import { parseBusinessDate } from '../../domain/dates.ts';
import { settledDateOf } from '../../domain/documents.ts';
import { toShopId } from '../../domain/ids.ts';
import type { StoredClose } from '../../ports/after-posting.ts';
import type { Deps } from '../deps.ts';
import { done, refuse, refuseUnknownShop } from '../replies.ts';
import { sumPosted } from '../tieout/payouts.ts';
import { isInRange, loadScopeRows } from '../tieout/scope.ts';

/** Keeps the figures of a range of dates as they are now. */
export async function closeDates(
  deps: Deps,
  input: Input<'closes.close'>,
): Promise<Reply<Output<'closes.close'>>> {
  const shopId = toShopId(input.shopId);
  if (!(await deps.books.shops.load(shopId))) return refuseUnknownShop();
  const from = parseBusinessDate(input.from);
  const to = parseBusinessDate(input.to);
  if (from === null || to === null || from > to) {
    return refuse('BAD_INPUT', `${input.from} to ${input.to} is no range of dates.`);
  }
  const range = { from, to };
  const rows = await loadScopeRows(deps, { shopId, ...range, settlementId: null });
  if (!rows.ok) return rows;
  const posted = [...(await sumPosted(deps, shopId))].filter(([date]) => isInRange(date, range));
  const documents = (await deps.books.outbox.list({ shopId, states: ['posted'] })).filter(({ document }) =>
    isInRange(settledDateOf(document), range),
  );
  const close = {
    closeId: deps.randomId(),
    shopId,
    from,
    to,
    closedAt: deps.clock.now(),
    closedBy: input.by,
    figures: planCloseFigures(rows.value, new Map(posted), documents.length),
  };
  const isClosed = await deps.books.closes.close(close);
  if (!isClosed) {
    return refuse(
      'BAD_INPUT',
      'Some of these dates are closed already. Choose others, or open them again first.',
    );
  }
  deps.changed(['undo']);
  return done({ close: toView({ ...close, reopened: null }) });
}

export async function listCloses(
  deps: Deps,
  input: Input<'closes.list'>,
): Promise<Reply<Output<'closes.list'>>> {
  const shop = await deps.books.shops.load(toShopId(input.shopId));
  if (!shop) return refuseUnknownShop();
  const closes = await deps.books.closes.list(shop.shopId);
  return done({ currency: shop.currency, closes: closes.map(toView) });
}

export async function reopenDates(
  deps: Deps,
  { shopId, closeId, reason }: Input<'closes.reopen'>,
): Promise<Reply<Output<'closes.reopen'>>> {
  const reopened = await deps.books.closes.reopen(toShopId(shopId), closeId, reason, deps.clock.now());
  if (!reopened) return refuse('NOT_FOUND', 'This range is not closed.');
  deps.changed(['undo']);
  return done({});
}

function toView({ shopId: _, figures, ...close }: StoredClose): CloseView {
  const { days, bridge, ...sums } = figures;
  return {
    ...close,
    figures: { ...sums, days: [...days], bridge: { ...bridge, steps: [...bridge.steps] } },
  };
}
