import type { DocumentLine, LedgerDocument, OrderDocument } from '../../domain/documents.ts';
import { sumMinor } from '../../domain/money.ts';
import type { CallError } from './errors.ts';
import { notSent } from './errors.ts';
import { problemOfValue } from './filter.ts';
import { showMoney } from './held-documents.ts';
import { filterRefused } from './paging.ts';

/** The length Stokly's `reference` is assumed to keep (A1). */
const longestReference = 64;
/** Amounts past 15 digits do not survive a JSON number (amounts.ts). */
const mostMinor = 999_999_999_999_999;

/**
 * Null when the document may be sent: it can be found again by its references, its lines add up to its total, and
 * Stokly is only asked for what the assumptions in force allow. Nothing is sent otherwise.
 */
export function problemOfDocument(document: LedgerDocument, assumedCalls: boolean): CallError | null {
  const problem = problemOfReference(document.reference) ?? problemOfKind(document, assumedCalls);
  if (problem) return problem;
  switch (document.kind) {
    case 'order':
      return problemOfOrder(document);
    case 'invoice':
      return (
        problemOfReference(document.order.reference) ??
        problemOfOrder(document.order) ??
        problemOfLines(document) ??
        problemOfPayments(document)
      );
    case 'amendment':
      return problemOfLines(document);
    case 'creditNote':
      return problemOfLines(document) ?? problemOfApplied(document);
    case 'payment':
      return problemOfReceived(document);
  }
}

const wrong = (sentence: string) => notSent(sentence).error;

function problemOfReference(reference: string): CallError | null {
  const unsafe = problemOfValue(reference);
  if (unsafe) return filterRefused(unsafe).error;
  return reference.length > longestReference
    ? wrong(
        `The reference ${reference} is longer than ${longestReference} characters and might be kept shortened.`,
      )
    : null;
}

/** What is only assumed to exist is not tried where the link says so (vendors/stokly.md §8.1 rows 16–18). */
function problemOfKind(document: LedgerDocument, assumedCalls: boolean): CallError | null {
  if (assumedCalls) return null;
  const off = (what: string) =>
    wrong(
      `Stokly is linked with observed calls only, and ${what} needs a call that was not observed. Choose invoice timing “on settlement”, or allow assumed calls for this ledger.`,
    );
  if (document.kind === 'creditNote') return off('a credit note');
  if (document.kind === 'amendment') return off('amending an invoice');
  if (document.kind === 'payment') return off('a payment of existing invoices');
  if (document.kind !== 'invoice') return null;
  if (document.grossMinor < 0) return off('a negative invoice');
  return document.settled ? null : off('an unpaid invoice');
}

type WithLines = Pick<OrderDocument, 'reference' | 'currency' | 'grossMinor'> & {
  readonly lines: readonly DocumentLine[];
};

function problemOfOrder(document: OrderDocument): CallError | null {
  if (Number.isNaN(new Date(document.createdAt).getTime())) {
    return wrong(`The order ${document.reference} has no valid time of creation.`);
  }
  return problemOfLines(document);
}

function problemOfLines({ reference, currency, grossMinor, lines }: WithLines): CallError | null {
  if (lines.length === 0) return wrong(`The document ${reference} has no lines.`);
  for (const line of lines) {
    const { quantity, netMinor, taxMinor, discountMinor } = line;
    if (!Number.isSafeInteger(quantity) || quantity < 1) {
      return wrong(`The line ${line.itemCode} of ${reference} has the quantity ${quantity}.`);
    }
    if (
      ![netMinor, taxMinor, discountMinor].every(isSendable) ||
      discountMinor < 0 ||
      netMinor + taxMinor !== line.grossMinor
    ) {
      return wrong(
        `The line ${line.itemCode} of ${reference} does not add up: net ${netMinor}, tax ${taxMinor}, gross ${line.grossMinor} (minor units).`,
      );
    }
  }
  const sum = sumMinor(lines.map((line) => line.grossMinor));
  if (sum === grossMinor && isSendable(sum)) return null;
  return wrong(
    `The lines of ${reference} add up to ${showMoney(sum, currency)} and its total says ${showMoney(grossMinor, currency)}.`,
  );
}

function problemOfPayments(document: Extract<LedgerDocument, { kind: 'invoice' }>): CallError | null {
  const { reference, currency, grossMinor, settled, order } = document;
  if (order.currency !== currency) {
    return wrong(`The invoice ${reference} is in ${currency} and its sale order in ${order.currency}.`);
  }
  if (settled === null) return null;
  const paid = sumMinor(settled.payments.map((payment) => payment.amountMinor));
  if (paid === grossMinor) return null;
  return wrong(
    `The payments of invoice ${reference} add up to ${showMoney(paid, currency)} and its total is ${showMoney(grossMinor, currency)}.`,
  );
}

function problemOfApplied(document: Extract<LedgerDocument, { kind: 'creditNote' }>): CallError | null {
  const { reference, currency, grossMinor, appliedMinor, invoice } = document;
  if (grossMinor > 0 && appliedMinor >= 0 && appliedMinor <= grossMinor && (invoice || appliedMinor === 0)) {
    return null;
  }
  return wrong(
    `The credit note ${reference} of ${showMoney(grossMinor, currency)} would reduce ${invoice ? 'its invoice' : 'no invoice'} by ${showMoney(appliedMinor, currency)}.`,
  );
}

function problemOfReceived(document: Extract<LedgerDocument, { kind: 'payment' }>): CallError | null {
  const { reference, currency, receivedMinor, allocations } = document;
  const cash = sumMinor(
    allocations.flatMap((allocation) => [
      allocation.amountMinor,
      ...allocation.deductions.map((deduction) => -deduction.amountMinor),
    ]),
  );
  if (cash === receivedMinor && isSendable(cash)) return null;
  return wrong(
    `The knock-offs of payment ${reference} bring ${showMoney(cash, currency)} and the payment says ${showMoney(receivedMinor, currency)}.`,
  );
}

function isSendable(minor: number): boolean {
  return Number.isSafeInteger(minor) && Math.abs(minor) <= mostMinor;
}
