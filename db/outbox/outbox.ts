import type { Outbox, OutboxFilter } from '../../app/ports/outbox.ts';
import type { Connection } from '../connection.ts';
import { isOneOf } from '../dialect.ts';
import { createGroupCommit } from './group-commit.ts';
import { sumDocumentDays } from './outbox-days.ts';
import { moveDocument } from './outbox-move.ts';
import { planDocuments } from './outbox-plan.ts';
import { reversesNothing, selectDocuments, toDocuments } from './outbox-read.ts';

export function createOutbox(connection: Connection): Outbox {
  const together = createGroupCommit(connection);
  return {
    async plan(shopId, ledgerId, documents, at) {
      return planDocuments(connection, { shopId, ledgerId, at }, documents);
    },

    /** The newest document of each kind under a reference: the living one where there is one. */
    async load(ledgerId, references) {
      const rows = selectDocuments(connection)
        .where('d.ledger_id', '=', ledgerId)
        .where(isOneOf('d.reference', references))
        .where('d.outbox_id', '=', (eb) =>
          eb
            .selectFrom('outbox_documents as n')
            .select((newest) => newest.fn.max('n.outbox_id').as('newest'))
            .whereRef('n.ledger_id', '=', 'd.ledger_id')
            .whereRef('n.reference', '=', 'd.reference')
            .whereRef('n.kind', '=', 'd.kind'),
        )
        .orderBy('d.outbox_id');
      return toDocuments(connection, connection.all(rows));
    },

    async list(filter) {
      return toDocuments(connection, connection.all(listQuery(connection, filter)));
    },

    async sumDays(shopId, clearingMethod) {
      return sumDocumentDays(connection, shopId, clearingMethod);
    },

    async noteRemoval({ ledgerId, kind, reference }, since) {
      connection.run(
        connection.query
          .updateTable('outbox_documents')
          .set({ removing_at: since })
          .where('ledger_id', '=', ledgerId)
          .where('kind', '=', kind)
          .where('reference', '=', reference)
          .where('state', '=', 'posted'),
      );
      connection.wrote('documents');
    },

    move(ledgerId, reference, from, to, facts, at) {
      return together(() => moveDocument(connection, { ledgerId, reference, from, to, at }, facts));
    },
  };
}

export function listQuery(connection: Connection, filter: OutboxFilter) {
  let rows = selectDocuments(connection).where('d.shop_id', '=', filter.shopId);
  if (filter.removing) rows = rows.where('d.removing_at', 'is not', null);
  if (filter.states) rows = rows.where('d.state', 'in', filter.states);
  if (filter.kinds) rows = rows.where('d.kind', 'in', filter.kinds);
  if (filter.issuedFrom) rows = rows.where('d.issued_on', '>=', filter.issuedFrom);
  if (filter.ofSettlement)
    rows = rows.where('d.role', 'not in', ['order', 'orderInvoice']).where(reversesNothing);
  if (filter.issuedTo) rows = rows.where('d.issued_on', '<=', filter.issuedTo);
  return rows.orderBy('d.outbox_id');
}
