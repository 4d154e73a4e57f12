import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { KnockOffView, PaymentDayDetail } from '../../contract/payments.ts';
import type { BusinessDate } from '../../domain/dates.ts';
import type { Allocation } from '../../domain/documents.ts';
import type { LedgerId, Reference } from '../../domain/ids.ts';
import { sumMinor } from '../../domain/money.ts';
import { planAdjustmentLines } from '../../domain/payments/adjustment-document.ts';
import { cashOf } from '../../domain/payments/knock-off-documents.ts';
import type { SettlementRow } from '../../domain/settlement/types.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import { toDate } from '../orders/order-filter.ts';
import { done, refuse } from '../replies.ts';
import type { ShopContext } from '../shop-context.ts';
import { clearingMinor, isAdjustmentDocument, toDocumentView } from './day-documents.ts';
import type { PaymentPlans, PlannedShop } from './payment-plans.ts';
import { holdLocked, loadDays } from './preview-payments.ts';

/** Lists in a date are cut here and counted in full; longer ones have a list of their own. */
const shown = 200;

type Detail = Output<'payments.day'>['day'];

export interface PaymentDays {
  day(input: Input<'payments.day'>): Promise<Reply<Output<'payments.day'>>>;
  knockOffs(input: Input<'payments.knockOffs'>): Promise<Reply<Output<'payments.knockOffs'>>>;
}

interface Opened {
  readonly version: number;
  readonly ledgerId: LedgerId;
  readonly day: Detail;
  readonly knockOffs: readonly KnockOffView[];
}

/** Dates in full, for the preview panel. The one that is open is kept: its knock-offs are asked for in windows. */
export function createPaymentDays(deps: Deps, plans: PaymentPlans): PaymentDays {
  let kept: { readonly key: string; readonly opened: Opened } | null = null;

  const open = async (shopId: string, settledOn: string): Promise<Reply<Opened>> => {
    const planned = await plans.load(shopId);
    if (!planned.ok) return planned;
    const key = `${shopId} ${settledOn}`;
    if (kept?.key === key && kept.opened.version === planned.value.version) return done(kept.opened);
    const date = toDate(settledOn);
    const opened = date === null ? null : await openDay(deps, planned.value, date);
    if (!opened) return refuse('NOT_FOUND', `No settlement row of ${settledOn} is in the books.`);
    kept = { key, opened };
    return done(opened);
  };

  return {
    async day({ shopId, settledOn }) {
      const opened = await open(shopId, settledOn);
      if (!opened.ok) return opened;
      const { day, ledgerId } = opened.value;
      // Asked each time: a lock comes and goes without any change of what is kept.
      return done({ day: holdLocked(day, await deps.books.locks.load(ledgerId)) });
    },
    async knockOffs({ shopId, settledOn, offset, limit }) {
      const opened = await open(shopId, settledOn);
      if (!opened.ok) return opened;
      const { knockOffs } = opened.value;
      return done({ rows: knockOffs.slice(offset, offset + limit), total: knockOffs.length });
    },
  };
}

async function openDay(deps: Deps, planned: PlannedShop, settledOn: BusinessDate): Promise<Opened | null> {
  const { shopId } = planned.context.shop;
  const sums = (await loadDays(deps, planned)).find((day) => day.settledOn === settledOn);
  if (!sums) return null;
  const plan = planned.days.get(settledOn);
  const stored = await deps.books.outbox.list({
    shopId,
    issuedFrom: settledOn,
    issuedTo: settledOn,
    ofSettlement: true,
  });
  const documents = stored.filter(({ state }) => state !== 'withdrawn');
  const scope = { shopId, from: settledOn, to: settledOn, file: null, fee: null, orderId: null };
  const { fees } = await deps.books.paymentList.fees(scope);
  const posted = await toPosted(deps, planned, settledOn, documents);
  const knockOffs: KnockOffView[] = [
    ...posted.knockOffs,
    ...(plan?.outcomes ?? []).map((outcome) => ({
      orderId: outcome.orderId,
      invoiceNumber: outcome.invoiceNumber,
      cashMinor: outcome.cashMinor,
      feesMinor: sumMinor(outcome.deductions.map((fee) => fee.amountMinor)),
      creditedMinor: outcome.creditedMinor,
      adjustmentMinor: outcome.adjustmentMinor,
    })),
  ];
  const creditNotes = [
    ...posted.creditNotes,
    ...(plan?.outcomes ?? [])
      .filter(({ creditedMinor }) => creditedMinor !== 0)
      .map(({ orderId, invoiceNumber, creditedMinor }) => ({
        orderId,
        invoiceNumber,
        amountMinor: creditedMinor,
      })),
  ];
  const day: PaymentDayDetail = {
    ...sums,
    blockers: (plan?.blockers ?? []).slice(0, shown).map((blocker) => ({ ...blocker })),
    paymentMinor: sums.allocatedMinor + sums.adjustmentDocumentMinor,
    fees: fees.map(({ name, amountMinor, rowCount }) => ({ name, amountMinor, rows: rowCount })),
    creditNotes: creditNotes.slice(0, shown),
    creditNoteCount: creditNotes.length,
    adjustmentLines: [
      ...posted.adjustmentLines,
      ...(plan?.adjustmentLines ?? []).map(({ label, amountMinor, ids }) => ({
        label,
        amountMinor,
        ids: ids.slice(0, shown),
      })),
    ],
    knockOffCount: knockOffs.length,
    documents: documents.slice(0, shown).map(toDocumentView),
  };
  return { version: planned.version, ledgerId: planned.context.profile.ledgerId, day, knockOffs };
}

/** A date's documents as they were posted, or as they wait in the outbox. */
async function toPosted(
  deps: Deps,
  { context }: PlannedShop,
  settledOn: BusinessDate,
  documents: readonly StoredDocument[],
) {
  const allocations = documents.flatMap(({ document }) =>
    document.kind === 'payment' ? document.allocations : [],
  );
  const targets = await loadTargets(deps, documents, allocations);
  const nameOf = (reference: Reference, kind: string) => {
    const target = targets.get(`${kind} ${reference}`);
    return { orderId: target?.orderIds[0] ?? null, invoiceNumber: target?.number ?? reference };
  };
  const credits = documents.filter((one) => one.kind === 'creditNote' && !isAdjustmentDocument(one));
  const creditNotes = credits.map(({ document, orderIds, totalMinor }) => ({
    orderId: orderIds[0] ?? null,
    invoiceNumber:
      document.kind === 'creditNote' && document.invoice
        ? nameOf(document.invoice.reference, 'invoice').invoiceNumber
        : null,
    amountMinor: totalMinor,
  }));
  const credited = new Map<string | null, number>();
  for (const { orderId, amountMinor } of creditNotes)
    credited.set(orderId, (credited.get(orderId) ?? 0) + amountMinor);
  const knockOffs = allocations.map((allocation): KnockOffView => {
    const named = nameOf(allocation.target.reference, allocation.target.kind);
    // An order's credit note is shown once, at the first document of it that is knocked off.
    const creditedMinor = named.orderId === null ? 0 : (credited.get(named.orderId) ?? 0);
    credited.delete(named.orderId);
    const cashMinor = cashOf(allocation);
    return {
      ...named,
      cashMinor,
      feesMinor: allocation.amountMinor - cashMinor,
      creditedMinor,
      adjustmentMinor: 0,
    };
  });
  const bornPaid = documents.flatMap((stored): KnockOffView[] => {
    const { document, orderIds, number, reference } = stored;
    if (document.kind !== 'invoice' || !document.settled || isAdjustmentDocument(stored)) return [];
    const cash = clearingMinor(stored, context.profile.clearingMethod?.code ?? -1);
    const paid = sumMinor(document.settled.payments.map((payment) => payment.amountMinor));
    return [
      {
        orderId: orderIds[0] ?? null,
        invoiceNumber: number ?? reference,
        cashMinor: cash,
        feesMinor: paid - cash,
        creditedMinor: 0,
        adjustmentMinor: 0,
      },
    ];
  });
  const adjustments = documents.filter(isAdjustmentDocument);
  const rows = adjustments.length === 0 ? [] : await loadBookedRows(deps, context, settledOn);
  return {
    knockOffs: [...knockOffs, ...bornPaid],
    creditNotes,
    adjustmentLines: adjustments.flatMap((stored) => postedLines(stored, rows)),
  };
}

async function loadBookedRows(
  deps: Deps,
  { shop }: ShopContext,
  settledOn: BusinessDate,
): Promise<SettlementRow[]> {
  const rows = await deps.books.settlements.loadRows(shop.shopId, { from: settledOn, to: settledOn });
  return rows.flatMap(({ row, bookedBy }) => (bookedBy === null ? [] : [row]));
}

/** The documents that payments knock off, by kind and reference: a sale order and its invoice share one. */
async function loadTargets(
  deps: Deps,
  documents: readonly StoredDocument[],
  allocations: readonly Allocation[],
): Promise<ReadonlyMap<string, StoredDocument>> {
  const references = [
    ...allocations.map(({ target }) => target.reference),
    ...documents.flatMap(({ document }) =>
      document.kind === 'creditNote' && document.invoice ? [document.invoice.reference] : [],
    ),
  ];
  const targets = new Map<string, StoredDocument>();
  for (const ledgerId of new Set(documents.map((one) => one.ledgerId))) {
    for (const target of await deps.books.outbox.load(ledgerId, [...new Set(references)]))
      targets.set(`${target.kind} ${target.reference}`, target);
  }
  return targets;
}

/** The lines as they were posted, with all ids of the rows behind a line: ledgers keep the first few in their text. */
function postedLines(
  { document }: StoredDocument,
  booked: readonly SettlementRow[],
): PaymentDayDetail['adjustmentLines'] {
  if (document.kind === 'payment') return [];
  const sign = document.kind === 'creditNote' ? -1 : 1;
  const byType = planAdjustmentLines(
    booked.filter((row) => row.kind === 'adjustment'),
    [],
  );
  return document.lines.map(({ description, grossMinor }) => {
    const type = byType.find(({ label }) => description.startsWith(`${label} (`));
    // Fees that had no balance to consume are a line for each order.
    const [, id] = /, order (\S+)$/.exec(description) ?? [];
    const ids = type?.ids ?? booked.flatMap((row) => (row.id === id ? [row.id] : []));
    return {
      label: type?.label ?? description,
      amountMinor: sign * grossMinor,
      ids: [...new Set(ids)].slice(0, shown),
    };
  });
}
