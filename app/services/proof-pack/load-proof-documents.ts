import type { BusinessDate } from '../../domain/dates.ts';
import type { DocumentKind } from '../../domain/documents.ts';
import type { Reference, ShopId } from '../../domain/ids.ts';
import { cashOf } from '../../domain/payments/knock-off-documents.ts';
import type { ProofDocument, ProofKnockOff } from '../../domain/proof-pack/facts.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import { isAdjustmentDocument } from '../payments/day-documents.ts';

export interface ProofDocuments {
  readonly documents: readonly ProofDocument[];
  readonly knockOffs: readonly ProofKnockOff[];
  /** The number of a document, or its reference until it has one. */
  readonly nameOf: (reference: Reference) => string;
}

/** What stands in the ledger, or is on its way, for the settled dates; and what it knocks off. Withdrawn documents are out. */
export async function loadProofDocuments(
  deps: Deps,
  shopId: ShopId,
  { from, to }: { readonly from: BusinessDate; readonly to: BusinessDate },
): Promise<ProofDocuments> {
  const listed = await deps.books.outbox.list({
    shopId,
    issuedFrom: from,
    issuedTo: to,
    ofSettlement: true,
  });
  const made = listed.filter((one) => one.state !== 'withdrawn');
  const targets = await loadTargets(deps, made);
  const names = new Map(made.map((one) => [one.reference, one.number ?? one.reference]));
  const own = new Set(made.map(keyOf));
  const documents = [
    ...made.map((one) => toProofDocument(one, false)),
    ...[...targets.values()].filter((one) => !own.has(keyOf(one))).map((one) => toProofDocument(one, true)),
  ];
  return {
    documents: documents.sort(byPlace),
    knockOffs: made.flatMap((one) => [...toKnockOffs(one, targets), ...toBornPaid(one)]).sort(byPayment),
    nameOf: (reference) => names.get(reference) ?? reference,
  };
}

/** The documents that payments and credit notes point to. A sale order and its invoice may share a reference. */
async function loadTargets(
  deps: Deps,
  made: readonly StoredDocument[],
): Promise<ReadonlyMap<string, StoredDocument>> {
  const wanted = new Map<StoredDocument['ledgerId'], Set<Reference>>();
  const kinds = new Set<string>();
  for (const { document, ledgerId } of made) {
    const ofLedger = wanted.get(ledgerId) ?? new Set<Reference>();
    wanted.set(ledgerId, ofLedger);
    const pointed =
      document.kind === 'payment'
        ? document.allocations.map(({ target }) => target)
        : document.kind === 'creditNote' || document.kind === 'amendment'
          ? [document.invoice]
          : [];
    for (const target of pointed) {
      if (!target) continue;
      ofLedger.add(target.reference);
      kinds.add(`${target.kind} ${target.reference}`);
    }
  }
  const targets = new Map<string, StoredDocument>();
  for (const [ledgerId, references] of wanted) {
    for (const one of await deps.books.outbox.load(ledgerId, [...references])) {
      if (kinds.has(keyOf(one))) targets.set(keyOf(one), one);
    }
  }
  return targets;
}

function keyOf({ kind, reference }: Pick<StoredDocument, 'kind' | 'reference'>): string {
  return `${kind} ${reference}`;
}

function toProofDocument(stored: StoredDocument, isTarget: boolean): ProofDocument {
  const { kind, document, number, reference, state, totalMinor, outstandingMinor, postedAt } = stored;
  return {
    kind,
    issuedOn: document.issuedOn,
    number,
    reference,
    state,
    description: document.description,
    totalMinor: kind === 'creditNote' ? -totalMinor : totalMinor,
    outstandingMinor,
    orderIds: isAdjustmentDocument(stored) || kind === 'payment' ? [] : [...stored.orderIds].sort(),
    postedAt,
    isTarget,
  };
}

function toKnockOffs(
  { document, number, reference }: StoredDocument,
  targets: ReadonlyMap<string, StoredDocument>,
): ProofKnockOff[] {
  if (document.kind !== 'payment') return [];
  return document.allocations.map((allocation) => {
    const target = targets.get(keyOf(allocation.target));
    return {
      paidOn: document.issuedOn,
      payment: number ?? reference,
      targetKind: allocation.target.kind,
      target: target?.number ?? allocation.target.reference,
      orderId: target?.orderIds[0] ?? null,
      amountMinor: allocation.amountMinor,
      cashMinor: cashOf(allocation),
      fees: allocation.deductions,
    };
  });
}

/** An invoice that is born paid has its payments in itself: they are named by their method. */
function toBornPaid({ document, number, reference, orderIds }: StoredDocument): ProofKnockOff[] {
  if (document.kind !== 'invoice' || !document.settled) return [];
  const name = number ?? reference;
  return document.settled.payments.map(({ method, amountMinor }) => ({
    paidOn: document.issuedOn,
    payment: `${name}, payment method ${method}`,
    targetKind: 'invoice',
    target: name,
    orderId: orderIds[0] ?? null,
    amountMinor,
    cashMinor: amountMinor,
    fees: [],
  }));
}

const kindOrder: readonly DocumentKind[] = ['payment', 'invoice', 'creditNote', 'amendment', 'order'];

function byPlace(a: ProofDocument, b: ProofDocument): number {
  return (
    Number(a.isTarget) - Number(b.isTarget) ||
    compare(a.issuedOn, b.issuedOn) ||
    kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) ||
    compare(a.reference, b.reference)
  );
}

function byPayment(a: ProofKnockOff, b: ProofKnockOff): number {
  return (
    compare(a.paidOn, b.paidOn) ||
    compare(a.payment, b.payment) ||
    compare(a.target, b.target) ||
    a.amountMinor - b.amountMinor
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
