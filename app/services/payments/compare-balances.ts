import type { BusinessDate } from '../../domain/dates.ts';
import type { OrderId, Reference } from '../../domain/ids.ts';
import { formatMinor } from '../../domain/money.ts';
import type { DayPlan, OpenInvoice } from '../../domain/payments/types.ts';
import type { LedgerResult } from '../../ports/ledger.ts';
import type { SendContext } from '../posting/send-documents.ts';

/**
 * Asks the ledger what the invoices of the days have open before anything is knocked off. A balance that differs
 * from the books (somebody paid, edited or deleted the invoice there) holds its date and shows both values.
 */
export async function compareBalances(
  { ledger }: SendContext,
  days: readonly DayPlan[],
  invoices: ReadonlyMap<OrderId, OpenInvoice>,
): Promise<LedgerResult<ReadonlyMap<BusinessDate, string>>> {
  const differing = new Map<BusinessDate, string>();
  const wanted = new Map<Reference, OpenInvoice>();
  for (const day of days) {
    for (const { orderId } of day.outcomes) {
      const invoice = orderId === null ? undefined : invoices.get(orderId);
      if (invoice) wanted.set(invoice.reference, invoice);
    }
  }
  if (wanted.size === 0) return { ok: true, value: differing };
  const there = await ledger.findByReferences('invoice', [...wanted.keys()]);
  if (!there.ok) return there;
  for (const day of days) {
    for (const { orderId } of day.outcomes) {
      const invoice = orderId === null ? undefined : invoices.get(orderId);
      if (!invoice || differing.has(day.settledOn)) continue;
      const posted = there.value.get(invoice.reference);
      const difference = sayDifference(invoice, posted?.outstandingMinor ?? null, posted !== undefined, day);
      if (difference !== null) differing.set(day.settledOn, difference);
    }
  }
  return { ok: true, value: differing };
}

function sayDifference(
  invoice: OpenInvoice,
  openThere: number | null,
  exists: boolean,
  day: DayPlan,
): string | null {
  if (!exists) return `Invoice ${invoice.number} is not in the ledger any more. Post its order again.`;
  if (openThere === null || openThere === invoice.outstandingMinor) return null;
  const theirs = formatMinor(openThere, day.currency);
  const ours = formatMinor(invoice.outstandingMinor, day.currency);
  return `Invoice ${invoice.number} has ${theirs} open in the ledger and ${ours} in the books. It was changed in the ledger.`;
}
