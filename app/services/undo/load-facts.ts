import { type BusinessDate, toBusinessDate } from '../../domain/dates.ts';
import { settledDateOf } from '../../domain/documents.ts';
import { firstOpenDay } from '../../domain/locked-dates.ts';
import { formatMinor } from '../../domain/money.ts';
import type { UndoAbilities, UndoFacts, UndoUser } from '../../domain/undo/plan-undo.ts';
import type { LedgerCapabilities } from '../../ports/ledger.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import { targetsOf } from '../posting/send-documents.ts';
import type { ShopContext } from '../shop-context.ts';
import { loadPayoutPlan } from '../tieout/payouts.ts';
import type { Found } from './ask-ledger.ts';
import { isAuxiliary, keyOf, type UndoDocuments } from './load-undo.ts';
import { amendmentsOf } from './standing-invoices.ts';

/** What the ledger of the shop can do about documents that are to go, and the day that a reversal is dated. */
export async function loadAbilities(
  deps: Deps,
  { shop, profile }: ShopContext,
  capabilities: LedgerCapabilities,
): Promise<{ readonly abilities: UndoAbilities; readonly openOn: BusinessDate }> {
  const lock = await deps.books.locks.load(profile.ledgerId);
  const lockedUntil = lock?.lockedUntil ?? null;
  const today = toBusinessDate(deps.clock.now(), shop.timeZone);
  const openOn = lockedUntil !== null && today <= lockedUntil ? firstOpenDay(lockedUntil) : today;
  return {
    abilities: {
      removes: new Set(capabilities.removes),
      reverses: new Set([
        ...(capabilities.creditNotes ? (['invoice'] as const) : []),
        ...(capabilities.amendInvoice ? (['amendment'] as const) : []),
      ]),
      lockedUntil,
    },
    openOn,
  };
}

/** `found` null = the ledger could not be asked. */
export async function loadFacts(
  deps: Deps,
  context: ShopContext,
  { chosen, living }: UndoDocuments,
  found: Found | null,
  lockedUntil: BusinessDate | null,
): Promise<readonly UndoFacts[]> {
  const users = findUsers(living);
  const freed = found === null ? new Map<string, number>() : sumFreed(chosen, found);
  const banked = await findBanked(deps, context);
  const invoices = new Map(
    living.filter(({ kind }) => kind === 'invoice').map((one) => [one.reference, one]),
  );
  return chosen.map((stored) => {
    const { kind, reference, document, state } = stored;
    const amendments = kind === 'invoice' ? amendmentsOf(reference, living) : [];
    const totalMinor = amendments.at(-1)?.grossMinor ?? stored.totalMinor;
    // New lines stand on the date of their invoice: that is what changes when they are taken back.
    const invoice = document.kind === 'amendment' ? invoices.get(document.invoice.reference) : undefined;
    const issuedOn = invoice?.document.issuedOn ?? document.issuedOn;
    const there = found?.get(
      document.kind === 'amendment' ? `invoice ${document.invoice.reference}` : keyOf(stored),
    );
    const movesMoney =
      document.kind === 'payment' || (document.kind === 'invoice' && document.settled !== null);
    return {
      reference,
      kind,
      state,
      number: stored.number,
      issuedOn,
      totalMinor,
      outstandingMinor:
        kind === 'amendment' || stored.outstandingMinor === null
          ? null
          : stored.outstandingMinor + (freed.get(keyOf(stored)) ?? 0),
      usedBy: users.get(keyOf(stored)) ?? [],
      inLedger:
        found === null || state !== 'posted'
          ? 'notAsked'
          : there
            ? { totalMinor: there.totalMinor, outstandingMinor: there.outstandingMinor }
            : null,
      reconciledWith: movesMoney ? (banked.get(settledDateOf(document)) ?? null) : null,
      canReverse:
        document.kind === 'amendment'
          ? lockedUntil === null || issuedOn > lockedUntil
          : document.kind === 'invoice' && document.settled === null && totalMinor > 0,
    };
  });
}

/**
 * What is open again of documents because the ledger has lost a payment or a credit note on them: whoever deleted that did
 * not edit these.
 */
function sumFreed(chosen: readonly StoredDocument[], found: Found): ReadonlyMap<string, number> {
  const freed = new Map<string, number>();
  for (const stored of chosen) {
    if (stored.state !== 'posted' || found.has(keyOf(stored))) continue;
    const { document } = stored;
    const consumed =
      document.kind === 'payment'
        ? document.allocations
        : document.kind === 'creditNote' && document.invoice
          ? [{ target: document.invoice, amountMinor: document.appliedMinor }]
          : [];
    for (const { target, amountMinor } of consumed) {
      const key = `${target.kind} ${target.reference}`;
      // What is consumed of a credit note is negative, what is open of it is not.
      freed.set(key, (freed.get(key) ?? 0) + Math.abs(amountMinor));
    }
  }
  return freed;
}

/** Living documents by the document they stand on, the newest lines of an invoice on those before. */
function findUsers(living: readonly StoredDocument[]): ReadonlyMap<string, readonly UndoUser[]> {
  const users = new Map<string, UndoUser[]>();
  const add = (key: string, { kind, reference, number }: StoredDocument) => {
    users.set(key, [...(users.get(key) ?? []), { kind, reference, number }]);
  };
  const newest = new Map<string, string>();
  for (const stored of living) {
    if (isAuxiliary(stored)) continue;
    const { document } = stored;
    for (const { kind, reference } of targetsOf(document)) add(`${kind} ${reference}`, stored);
    if (document.kind === 'invoice') add(`order ${document.order.reference}`, stored);
    if (document.kind !== 'amendment') continue;
    const before = newest.get(document.invoice.reference);
    if (before !== undefined) add(before, stored);
    newest.set(document.invoice.reference, keyOf(stored));
  }
  return users;
}

/** Dates whose money has reached a bank line, with that line in words. */
async function findBanked(deps: Deps, { shop }: ShopContext): Promise<ReadonlyMap<BusinessDate, string>> {
  const matches = await deps.books.bank.listMatches(shop.shopId);
  const banked = new Map<BusinessDate, string>();
  if (matches.length === 0) return banked;
  const lines = new Map(matches.map(({ withdrawalId, line }) => [withdrawalId, line]));
  for (const { settledOn, parts } of (await loadPayoutPlan(deps, shop.shopId)).plan.days) {
    const line = parts.flatMap(({ withdrawalId }) => lines.get(withdrawalId) ?? [])[0];
    if (line) banked.set(settledOn, `${line.bookedOn}, ${formatMinor(line.amountMinor, shop.currency)}`);
  }
  return banked;
}
