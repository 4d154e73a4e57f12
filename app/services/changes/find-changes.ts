import { type Change, toChange } from '../../domain/changes/types.ts';
import { settledDateOf } from '../../domain/documents.ts';
import { formatGrouped } from '../../domain/money.ts';
import { movesMoney, toDifferenceRow } from '../../domain/payments/difference-row.ts';
import type { Ledger, LedgerCapabilities, LedgerResult, PostedDocument } from '../../ports/ledger.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import { findAfterPosting } from '../orders/order-word.ts';
import { inBatches } from '../orders/selection.ts';
import { judgeChanges } from '../payments/counting-rows.ts';
import { isDayDocument } from '../payments/day-documents.ts';
import type { ShopContext } from '../shop-context.ts';
import { askLedger } from '../undo/ask-ledger.ts';
import { keyOf } from '../undo/load-undo.ts';
import { amendmentsOf } from '../undo/standing-invoices.ts';

/** Booked rows that a later export shows with other values (accounting.md §5), until the difference is booked too. */
export async function findRowChanges(deps: Deps, { shop }: ShopContext): Promise<readonly Change[]> {
  const stored = await deps.books.settlements.loadRows(shop.shopId, { from: null, to: null });
  const { changes } = judgeChanges(stored);
  const byKey = new Map(stored.map((one) => [one.row.key, one]));
  const money = (minor: number) => formatGrouped(minor, shop.currency);
  return [...changes].flatMap(([afterKey, beforeKey]) => {
    const after = byKey.get(afterKey);
    const before = byKey.get(beforeKey)?.row;
    if (!after || !before || after.bookedBy !== null || after.decision?.kind === 'ignore') return [];
    const { row } = after;
    const figures = [
      ['settlement', before.settlementMinor, row.settlementMinor],
      ['revenue', before.revenueMinor, row.revenueMinor],
      ['fees', before.feesMinor, row.feesMinor],
    ] as const;
    const differing = figures.filter(([, was, is]) => was !== is);
    const said = differing.map(([name, was, is]) => `${name} ${money(was)} → ${money(is)}`).join(', ');
    return [
      toChange({
        cause: 'rowChanged',
        on: before.settledOn,
        currency: shop.currency,
        booksMinor: before.settlementMinor,
        nowMinor: row.settlementMinor,
        message: `A later file shows ${row.typeName} ${row.id} with other values: ${said || 'other parts'}.`,
        orderId: row.relatedOrderId,
        rowKey: row.key,
        document: null,
        offer: movesMoney(toDifferenceRow(before, row)) ? 'postDelta' : 'accept',
      }),
    ];
  });
}

/** Orders that were edited, refunded or cancelled after their invoice was posted, and not credited since. */
export async function findOrderChanges(
  deps: Deps,
  { shop, profile }: ShopContext,
  { creditNotes }: Pick<LedgerCapabilities, 'creditNotes'>,
): Promise<readonly Change[]> {
  const invoices = await deps.books.outbox.list({
    shopId: shop.shopId,
    states: ['posted'],
    kinds: ['invoice', 'order'],
  });
  const orderIds = new Set(
    invoices
      .filter((one) => one.ledgerId === profile.ledgerId && !isDayDocument(one))
      .flatMap((one) => one.orderIds),
  );
  const changes: Change[] = [];
  for (const batch of inBatches([...orderIds])) {
    for (const stored of await deps.books.orders.load(shop.shopId, batch)) {
      const standing = stored.invoice ?? stored.saleOrder;
      const happened = standing?.state === 'posted' ? findAfterPosting(stored, standing) : null;
      if (!standing || !happened) continue;
      const isUnpaid = standing.kind === 'invoice' && standing.outstandingMinor === standing.totalMinor;
      const isCancelled = happened.verify === 'cancelledAfter';
      changes.push(
        toChange({
          cause: isCancelled ? 'orderCancelled' : 'orderChanged',
          on: standing.document.issuedOn,
          currency: shop.currency,
          booksMinor: happened.after.documentMinor - happened.after.creditedMinor,
          nowMinor: happened.after.orderMinor,
          message: happened.reason,
          orderId: stored.order.orderId,
          rowKey: null,
          document: nameOf(standing),
          offer: isCancelled && isUnpaid && creditNotes ? 'creditNote' : 'accept',
        }),
      );
    }
  }
  return changes;
}

/** Documents that the ledger has with another total, with payments of somebody else, or not at all. */
export async function findDocumentChanges(
  deps: Deps,
  { shop, profile }: ShopContext,
  ledger: Pick<Ledger, 'findByReferences'>,
): Promise<LedgerResult<readonly Change[]>> {
  const all = await deps.books.outbox.list({ shopId: shop.shopId, states: ['posted'] });
  const posted = all.filter((one) => one.ledgerId === profile.ledgerId && one.kind !== 'amendment');
  const found = await askLedger(ledger, posted);
  if (!found.ok) return found;
  const changes = posted.flatMap((stored) => {
    const difference = compare(stored, all, found.value.get(keyOf(stored)) ?? null);
    if (!difference) return [];
    return [
      toChange({
        ...difference,
        on: settledDateOf(stored.document),
        currency: shop.currency,
        orderId: stored.orderIds.length === 1 ? (stored.orderIds[0] ?? null) : null,
        rowKey: null,
        document: nameOf(stored),
        offer: 'accept',
      }),
    ];
  });
  return { ok: true, value: changes };
}

function compare(
  stored: StoredDocument,
  all: readonly StoredDocument[],
  there: PostedDocument | null,
): Pick<Change, 'cause' | 'booksMinor' | 'nowMinor' | 'message'> | null {
  const amendments = stored.kind === 'invoice' ? amendmentsOf(stored.reference, all) : [];
  const totalMinor = amendments.at(-1)?.grossMinor ?? stored.totalMinor;
  const name = stored.number ?? stored.reference;
  if (!there) {
    return {
      cause: 'documentGone',
      booksMinor: totalMinor,
      nowMinor: null,
      message: `${name} is not in the ledger any more. Accepting takes it out of the books: it can be posted again.`,
    };
  }
  if (there.totalMinor !== totalMinor) {
    return {
      cause: 'documentEdited',
      booksMinor: totalMinor,
      nowMinor: there.totalMinor,
      message: `${name} has another total in the ledger than when it was posted.`,
    };
  }
  const { outstandingMinor } = stored;
  if (outstandingMinor === null || there.outstandingMinor === null) return null;
  if (Math.abs(outstandingMinor) === Math.abs(there.outstandingMinor)) return null;
  return {
    cause: 'documentTouched',
    booksMinor: outstandingMinor,
    nowMinor: there.outstandingMinor,
    message: `${name} has another open balance in the ledger than in the books: something was paid or credited there.`,
  };
}

function nameOf({ kind, reference, number }: StoredDocument): NonNullable<Change['document']> {
  return { kind, reference, number };
}
