import type { ExpressionBuilder } from 'kysely';
import type { Outbox, OutboxFilter } from '../../app/ports/outbox.ts';
import type { Connection } from '../connection.ts';
import { isOneOf } from '../dialect.ts';
import type { Schema } from '../schema/schema.ts';
import type { OutboxTable } from '../schema/schema-outbox.ts';
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

    async list(filter, window) {
      const rows = listQuery(connection, filter);
      const asked = window ? rows.limit(window.limit).offset(window.offset) : rows;
      return toDocuments(connection, connection.all(asked));
    },

    async count(filter) {
      const counted = countQuery(connection, filter);
      return connection.first(counted)?.documents ?? 0;
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
  return selectDocuments(connection).where(passes(connection, filter)).orderBy('d.outbox_id');
}

export function countQuery(connection: Connection, filter: OutboxFilter) {
  return connection.query
    .selectFrom('outbox_documents as d')
    .select((eb) => eb.fn.countAll<number>().as('documents'))
    .where(passes(connection, filter));
}

function passes(connection: Connection, filter: OutboxFilter) {
  return (eb: ExpressionBuilder<Schema & { d: OutboxTable }, 'd'>) => {
    const { states, removing, kinds, issuedFrom, issuedTo } = filter;
    const [only, ...others] = states ?? [];
    const isOne = only !== undefined && others.length === 0 && !removing;
    return eb.and([
      eb('d.shop_id', '=', filter.shopId),
      ...(isOne ? [eb('d.state', '=', only)] : []),
      ...(!isOne && (states || removing) ? [eb('d.outbox_id', 'in', standingQuery(connection, filter))] : []),
      ...(kinds ? [eb('d.kind', 'in', kinds)] : []),
      ...(issuedFrom ? [eb('d.issued_on', '>=', issuedFrom)] : []),
      ...(issuedTo ? [eb('d.issued_on', '<=', issuedTo)] : []),
      ...(filter.ofSettlement ? [eb('d.role', 'not in', ['order', 'orderInvoice']), reversesNothing] : []),
    ]);
  };
}

/** Asked apart: for several states in order SQLite would go through all documents of the shop. */
function standingQuery({ query }: Connection, { shopId, states, removing }: OutboxFilter) {
  const ofStates = query
    .selectFrom('outbox_documents')
    .select('outbox_id')
    .where('shop_id', '=', shopId)
    .where('state', 'in', states ?? []);
  const beingRemoved = query
    .selectFrom('outbox_documents')
    .select('outbox_id')
    .where('shop_id', '=', shopId)
    .where('removing_at', 'is not', null);
  return removing ? ofStates.unionAll(beingRemoved) : ofStates;
}
