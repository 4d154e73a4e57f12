import { sql } from 'kysely';
import type { ShopId } from '../../app/domain/ids.ts';
import type { DocumentDay } from '../../app/ports/outbox.ts';
import type { Connection } from '../connection.ts';
import { fromJson, safeMinor } from '../json.ts';
import { reversesNothing } from './outbox-read.ts';

/**
 * What was made from settlement rows, date by date. Only invoices born with their money are opened, for what of them
 * went into the clearing account; a payment does so with all of it.
 */
export function sumDocumentDays(
  connection: Connection,
  shopId: ShopId,
  clearingMethod: number,
): DocumentDay[] {
  const bornPaid = sql<number>`(SELECT coalesce(sum(p.value ->> 'amountMinor'), 0)
    FROM json_each(d.document, '$.settled.payments') p WHERE p.value ->> 'method' = ${clearingMethod})`;
  const cash = sql<number>`sum(CASE d.kind WHEN 'payment' THEN d.total_minor WHEN 'invoice' THEN ${bornPaid} ELSE 0 END)`;
  const days = connection.query
    .selectFrom('outbox_documents as d')
    .where('d.shop_id', '=', shopId)
    .where('d.state', '<>', 'withdrawn')
    .where('d.role', 'not in', ['order', 'orderInvoice'])
    .where(reversesNothing)
    .groupBy('d.issued_on')
    .orderBy('d.issued_on')
    .select((eb) => [
      'd.issued_on',
      eb.fn.countAll<number>().as('documents'),
      sql<number>`sum(d.state = 'posted')`.as('posted'),
      cash.as('cash'),
      sql<number>`sum(iif(d.role = 'creditNote', d.total_minor, 0))`.as('credited'),
      sql<number>`sum(iif(d.role = 'adjustment', iif(d.kind = 'creditNote', -d.total_minor, d.total_minor), 0))`.as(
        'adjustment',
      ),
      sql<string>`json_group_array(d.number ORDER BY d.kind <> 'payment', d.outbox_id)
        FILTER (WHERE d.number IS NOT NULL AND d.role IN ('payment', 'adjustment'))`.as('numbers'),
      sql<string | null>`max(iif(d.state = 'posted', NULL, d.problem))`.as('problem'),
    ]);
  return connection.all(days).map((day) => ({
    issuedOn: day.issued_on,
    documents: day.documents,
    posted: day.posted,
    cashMinor: safeMinor(day.cash),
    creditedMinor: safeMinor(day.credited),
    adjustmentMinor: safeMinor(day.adjustment),
    numbers: fromJson<string[]>(day.numbers),
    problem: day.problem,
  }));
}
