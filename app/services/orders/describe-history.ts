import { formatGrouped, parseCurrency } from '../../domain/money.ts';
import type { HistoryLine } from '../../ports/records.ts';

const kindNames: Readonly<Record<string, string>> = {
  order: 'Sales order',
  invoice: 'Invoice',
  amendment: 'Change of the invoice',
  creditNote: 'Credit note',
  payment: 'Payment',
};

/** A line of an order's history as a sentence. Details were written by an older version perhaps: nothing is presumed. */
export function describeHistory({ event, details }: Pick<HistoryLine, 'event' | 'details'>): string {
  const kind = kindNames[textOf(details.kind)] ?? 'Document';
  const number = textOf(details.number);
  const name = number === '' ? kind : `${kind} ${number}`;
  const problem = textOf(details.problem);
  switch (event) {
    case 'document.planned':
      return details.from === undefined
        ? withPeriod([`${name} planned`, amountOf(details), datedOf(details)])
        : because(`${name} was not found in the ledger: planned again`, problem);
    case 'document.sending':
      return withPeriod([`${name} sent to the ledger`, attemptOf(details)]);
    case 'document.posted':
      return withPeriod([`${name} posted in the ledger`, amountOf(details)]);
    case 'document.rejected':
      return because(`${name} refused by the ledger`, problem);
    case 'document.unknown':
      return because(`${name} sent, no clear answer came`, problem);
    case 'document.withdrawn':
      return because(`${name} withdrawn`, details.from === 'posted' ? problem : '');
    case 'order.skipped':
      return because('Skipped', textOf(details.reason));
    case 'order.unskipped':
      return 'No longer skipped.';
    default:
      return withPeriod([event]);
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function amountOf({ totalMinor, currency }: HistoryLine['details']): string {
  if (typeof totalMinor !== 'number' || !Number.isSafeInteger(totalMinor)) return '';
  const known = parseCurrency(textOf(currency));
  return known ? `${known} ${formatGrouped(totalMinor, known)}` : '';
}

function datedOf({ issuedOn }: HistoryLine['details']): string {
  const date = textOf(issuedOn);
  return date === '' ? '' : `dated ${date}`;
}

function attemptOf({ attempts }: HistoryLine['details']): string {
  return typeof attempts === 'number' && attempts > 1 ? `attempt ${attempts}` : '';
}

function withPeriod(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join(', ')}.`;
}

/** The reason behind a colon; it mostly ends with a period of its own. */
function because(what: string, reason: string): string {
  if (reason === '') return `${what}.`;
  return /[.!?]$/.test(reason) ? `${what}: ${reason}` : `${what}: ${reason}.`;
}
