import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { PaymentDay } from '../../contract/payments.ts';
import type { BusinessDate } from '../../domain/dates.ts';
import { toShopId } from '../../domain/ids.ts';
import { sumMinor } from '../../domain/money.ts';
import { planAdjustmentLines } from '../../domain/payments/adjustment-document.ts';
import { planPayments } from '../../domain/payments/plan-payments.ts';
import type { DayPlan } from '../../domain/payments/types.ts';
import type { StoredRow } from '../../ports/books.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import type { LedgerLinks } from '../link/link-ledgers.ts';
import { toDate } from '../orders/order-filter.ts';
import { done } from '../replies.ts';
import { loadShopContext, type ShopContext } from '../shop-context.ts';
import { loadCapabilities } from './capabilities.ts';
import {
  clearingMinor,
  type DocumentIndex,
  indexDocuments,
  isAdjustmentDocument,
  isDayDocument,
  toDocumentView,
  toPostedKnockOffs,
} from './day-documents.ts';
import { loadPaymentState } from './payment-input.ts';

/** Per settled date: what would be posted, what was posted, and what is in the way. */
export async function previewPayments(
  deps: Deps,
  ledgers: LedgerLinks,
  input: Input<'payments.preview'>,
): Promise<Reply<Output<'payments.preview'>>> {
  const shopId = toShopId(input.shopId);
  const context = await loadShopContext(deps, shopId);
  if (!context.ok) return context;
  const capabilities = await loadCapabilities(ledgers, context.value);
  if (!capabilities.ok) return capabilities;
  const state = await loadPaymentState(deps, context.value, capabilities.value);
  const plan = planPayments(state.input);
  const living = (await deps.books.outbox.list({ shopId })).filter((stored) => stored.state !== 'withdrawn');
  const index = indexDocuments(living);
  const documents = living.filter(isDayDocument);
  const from = toDate(input.from);
  const to = toDate(input.to);
  const inRange = (day: BusinessDate) => (from === null || day >= from) && (to === null || day <= to);
  const booked = state.stored.filter((one) => one.bookedBy !== null);
  const dates = new Set([
    ...plan.days.map((day) => day.settledOn),
    ...booked.map(({ row }) => row.settledOn),
  ]);
  const days = [...dates]
    .filter(inRange)
    .sort()
    .map((settledOn) =>
      toDay(
        settledOn,
        plan.days.find((day) => day.settledOn === settledOn) ?? null,
        booked.filter(({ row }) => row.settledOn === settledOn),
        documents.filter((stored) => stored.document.issuedOn === settledOn),
        index,
        context.value,
      ),
    );
  return done({
    days,
    settlementMinor: sumMinor(days.map((day) => day.settlementMinor)),
    residualMinor: sumMinor(days.map((day) => day.residualMinor)),
    currency: context.value.shop.currency,
  });
}

/** A date may hold both: rows posted from an earlier file and rows that a later file added. */
function toDay(
  settledOn: BusinessDate,
  plan: DayPlan | null,
  booked: readonly StoredRow[],
  documents: readonly StoredDocument[],
  index: DocumentIndex,
  { shop, profile }: ShopContext,
): PaymentDay {
  const bookedSum = (pick: (row: StoredRow['row']) => number) => sumMinor(booked.map(({ row }) => pick(row)));
  const cash = sumMinor(documents.map((stored) => clearingMinor(stored, profile.clearingMethod?.code ?? -1)));
  const adjustments = documents.filter(isAdjustmentDocument);
  const adjustmentMinor = sumMinor(adjustments.map(signedTotal));
  const credited = documents.filter(
    (stored) => stored.kind === 'creditNote' && !isAdjustmentDocument(stored),
  );
  const arrived = documents.every((stored) => stored.state === 'posted');
  const settlement = bookedSum((row) => row.settlementMinor);
  const state =
    plan && plan.documents.length > 0
      ? 'ready'
      : plan?.state === 'blocked'
        ? 'blocked'
        : arrived
          ? 'posted'
          : 'posting';
  return {
    settledOn,
    currency: shop.currency,
    state,
    blockers: plan ? plan.blockers.map((blocker) => ({ ...blocker })) : [],
    rowCount: booked.length + (plan?.rowCount ?? 0),
    orderRows: booked.filter(({ row }) => row.kind === 'order').length + (plan?.orderRows ?? 0),
    adjustmentRows:
      booked.filter(({ row }) => row.kind === 'adjustment').length + (plan?.adjustmentRows ?? 0),
    settlementMinor: settlement + (plan?.settlementMinor ?? 0),
    revenueMinor: bookedSum((row) => row.revenueMinor) + (plan?.revenueMinor ?? 0),
    feesMinor: bookedSum((row) => row.feesMinor) + (plan?.feesMinor ?? 0),
    adjustmentsMinor: bookedSum((row) => row.adjustmentMinor) + (plan?.adjustmentsMinor ?? 0),
    gmvAdsMinor:
      sumMinor(booked.filter(({ row }) => row.isGmvAds).map(({ row }) => row.settlementMinor)) +
      (plan?.gmvAdsMinor ?? 0),
    allocatedMinor: (booked.length > 0 ? cash - adjustmentMinor : 0) + (plan?.allocatedMinor ?? 0),
    creditedMinor: sumMinor(credited.map((stored) => stored.totalMinor)) + (plan?.creditedMinor ?? 0),
    adjustmentDocumentMinor: adjustmentMinor + (plan?.adjustmentDocumentMinor ?? 0),
    adjustmentLines: [
      ...adjustments.flatMap((stored) => postedLines(stored, booked)),
      ...(plan ? plan.adjustmentLines.map((line) => ({ ...line, ids: [...line.ids] })) : []),
    ],
    residualMinor: (booked.length > 0 ? settlement - cash : 0) + (plan?.residualMinor ?? 0),
    knockOffs: [
      ...documents.flatMap((stored) => toPostedKnockOffs(stored, index)),
      ...(plan?.outcomes ?? []).map((outcome) => ({
        orderId: outcome.orderId,
        invoiceNumber: outcome.invoiceNumber,
        cashMinor: outcome.cashMinor,
        feesMinor: sumMinor(outcome.deductions.map((fee) => fee.amountMinor)),
        creditedMinor: outcome.creditedMinor,
        adjustmentMinor: outcome.adjustmentMinor,
      })),
    ],
    documents: documents.map(toDocumentView),
  };
}

function signedTotal(stored: StoredDocument): number {
  return stored.document.kind === 'creditNote' ? -stored.totalMinor : stored.totalMinor;
}

/** The lines as they were posted, with all ids of the rows behind a line: ledgers keep the first few in their text. */
function postedLines(
  { document }: StoredDocument,
  booked: readonly StoredRow[],
): PaymentDay['adjustmentLines'] {
  if (document.kind === 'payment') return [];
  const sign = document.kind === 'creditNote' ? -1 : 1;
  const byType = planAdjustmentLines(
    booked.map(({ row }) => row).filter((row) => row.kind === 'adjustment'),
    [],
  );
  return document.lines.map((line) => {
    const type = byType.find(({ label }) => line.description.startsWith(`${label} (`));
    const label = type?.label ?? line.description;
    return { label, amountMinor: sign * line.grossMinor, ids: [...(type?.ids ?? [])] };
  });
}
