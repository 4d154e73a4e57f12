import type { Reply } from '../../contract/errors.ts';
import type { UndoSelection } from '../../contract/undo.ts';
import { settledDateOf } from '../../domain/documents.ts';
import { type ShopId, toShopId } from '../../domain/ids.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import { loadSelection, selectionShop } from '../orders/selection.ts';
import { isDayDocument } from '../payments/day-documents.ts';
import { done, refuse } from '../replies.ts';
import type { ShopContext } from '../shop-context.ts';

export function undoShop(selection: UndoSelection): ShopId {
  return selection.select === 'orders' ? selectionShop(selection.orders) : toShopId(selection.shopId);
}

export interface UndoDocuments {
  readonly chosen: readonly StoredDocument[];
  /** All living documents of the shop in its ledger. */
  readonly living: readonly StoredDocument[];
}

export function keyOf({ kind, reference }: Pick<StoredDocument, 'kind' | 'reference'>): string {
  return `${kind} ${reference}`;
}

/** The living documents that a selection means. New lines that took other new lines back go with their invoice. */
export async function loadUndoDocuments(
  deps: Deps,
  context: ShopContext,
  selection: UndoSelection,
): Promise<Reply<UndoDocuments>> {
  const { shopId } = context.shop;
  const all = await deps.books.outbox.list({ shopId });
  const living = all.filter(
    ({ state, ledgerId }) => state !== 'withdrawn' && ledgerId === context.profile.ledgerId,
  );
  const isMeant = await loadTest(deps, context, selection);
  if (!isMeant.ok) return isMeant;
  const chosen = living.filter((stored) => !isAuxiliary(stored) && isMeant.value(stored));
  return done({ chosen, living });
}

/** Lines of before, written again: they stand for nothing of their own. */
export function isAuxiliary({ document }: StoredDocument): boolean {
  return document.kind === 'amendment' && document.reverses !== undefined;
}

type Test = (stored: StoredDocument) => boolean;

async function loadTest(deps: Deps, context: ShopContext, selection: UndoSelection): Promise<Reply<Test>> {
  switch (selection.select) {
    case 'documents': {
      const keys = new Set(selection.documents.map(({ kind, reference }) => `${kind} ${reference}`));
      return done((stored) => keys.has(keyOf(stored)));
    }
    case 'dates': {
      const dates = new Set<string>(selection.dates);
      return done((stored) => isDayDocument(stored) && dates.has(settledDateOf(stored.document)));
    }
    case 'orders': {
      const orderIds = await loadSelection(deps, context, selection.orders);
      if (!orderIds.ok) return orderIds;
      const wanted = new Set(orderIds.value);
      // A credit note that takes an invoice back stays: chosen by itself, it can be undone as well.
      return done(
        (stored) =>
          !isDayDocument(stored) &&
          stored.document.reverses === undefined &&
          stored.orderIds.some((orderId) => wanted.has(orderId)),
      );
    }
    case 'everything':
      return done(() => true);
    case 'job': {
      const job = await deps.books.jobs.load(selection.jobId);
      if (!job || job.shopId !== context.shop.shopId) {
        return refuse('NOT_FOUND', 'This posting is not in the books, or is of another shop.');
      }
      const until = job.finishedAt ?? deps.clock.now();
      return done(({ postedAt }) => postedAt !== null && postedAt >= job.startedAt && postedAt <= until);
    }
  }
}
