import { type DocumentKind, type LedgerDocument, settledDateOf } from '../../app/domain/documents.ts';
import { fingerprint } from '../../app/domain/fingerprint.ts';
import type { LedgerId, OrderId, Reference, ShopId } from '../../app/domain/ids.ts';
import { mayMove, type PostingState } from '../../app/domain/posting-states.ts';
import type { PostedDocument } from '../../app/ports/ledger.ts';
import type { Connection } from '../connection.ts';
import { appendLine } from '../history.ts';
import { toJson } from '../json.ts';
import type { OutboxTable } from '../schema/schema-outbox.ts';
import { finishOfDocument } from '../worklist.ts';
import { type DocumentRole, goodsOf, settledOf, toSubject, totalOf } from './document-roles.ts';
import { saveKnockOffs } from './knock-offs.ts';
import { releaseRows } from './row-bookings.ts';

export interface Move {
  readonly ledgerId: LedgerId;
  readonly reference: Reference;
  readonly from: PostingState;
  readonly to: PostingState;
  readonly at: number;
}

export interface MoveFacts {
  readonly kind?: DocumentKind;
  readonly posted?: PostedDocument;
  readonly problem?: string;
  readonly accepted?: boolean;
  readonly document?: LedgerDocument;
}

/**
 * Moves a document when it is in `from` now; false when it is not, because another job was faster. The state, what
 * is known with it and one history line are stored together. Throws on programming errors: a step the table of
 * states does not have, a reference that two kinds of document share without saying which, another document in
 * place of this one.
 */
export function moveDocument(connection: Connection, move: Move, facts: MoveFacts): boolean {
  const { from, to } = move;
  if (!mayMove(from, to)) throw new RangeError(`A document does not go from ${from} to ${to}`);
  return connection.transaction(() => {
    const found = findInState(connection, move, facts);
    if (!found) return false;
    const attempts = found.attempts + (to === 'sending' ? 1 : 0);
    const changes = {
      state: to,
      attempts,
      problem: toProblem(to, facts.problem ?? found.problem),
      // A call may wait for its turn and run into its time limit: until its answer was lost it may have left.
      ...(to === 'sending' || to === 'unknown' ? { sent_at: move.at } : {}),
      accepted_at: to === 'unknown' && facts.accepted ? move.at : null,
      removing_at: null,
      ...(to === 'posted' ? { posted_at: move.at } : {}),
      ...(facts.posted ? { document_id: facts.posted.documentId, number: facts.posted.number } : {}),
    } satisfies Partial<OutboxTable>;
    connection
      .statement(toUpdate(Object.keys(changes)))
      .run({ ...changes, outbox_id: found.outbox_id, from });
    if (facts.document) replaceDocument(connection, move, found, facts.document);
    if (to === 'withdrawn') {
      withdrawRows(connection, found.outbox_id);
      finishOfDocument(connection, { ...move, kind: found.kind }, move.at);
    }
    connection.statement(followDocument).run(found.outbox_id);
    connection.wrote('documents');
    appendLine(connection, {
      subject: toSubject(found.role, move.reference, loadOrderIds(connection, found.outbox_id)),
      event: `document.${to}`,
      details: {
        reference: move.reference,
        kind: found.kind,
        from,
        attempts,
        ...toDetails(facts),
        books: { shopId: found.shop_id, ledgerId: move.ledgerId },
      },
      at: move.at,
    });
    return true;
  });
}

interface Found {
  readonly outbox_id: number;
  readonly shop_id: ShopId;
  readonly kind: DocumentKind;
  readonly role: DocumentRole;
  readonly attempts: number;
  readonly problem: string | null;
}

/** Written once and kept prepared: building it for each of four moves of an invoice cost as much as running it. */
function toUpdate(columns: readonly string[]): string {
  const sets = columns.map((column) => `${column} = :${column}`).join(', ');
  return `UPDATE outbox_documents SET ${sets} WHERE outbox_id = :outbox_id AND state = :from`;
}

function findInState(connection: Connection, move: Move, facts: MoveFacts): Found | null {
  const kind = facts.kind ?? facts.document?.kind;
  // The columns of `Found`.
  const rows = connection
    .statement(selectInState)
    .all(move.ledgerId, move.reference, move.from) as readonly Found[];
  const all = kind ? rows.filter((row) => row.kind === kind) : rows;
  // What the ledger calls the document only decides between several: it may see an amendment as the invoice it changed.
  const found = all.length > 1 && facts.posted ? all.filter((row) => row.kind === facts.posted?.kind) : all;
  if (found.length > 1) {
    throw new Error(
      `${found.map((row) => row.kind).join(' and ')} share the reference ${move.reference}: name the kind`,
    );
  }
  return found[0] ?? null;
}

const selectInState = `
SELECT outbox_id, shop_id, kind, role, attempts, problem FROM outbox_documents
WHERE ledger_id = ? AND reference = ? AND state = ?`;

/** The first two are enough to tell one from many. */
function loadOrderIds(connection: Connection, outboxId: number): OrderId[] {
  // The one column that is plucked.
  return connection.statement(selectOrderIds).pluck().all(outboxId) as OrderId[];
}

const selectOrderIds = `
SELECT order_id FROM document_orders WHERE outbox_id = CAST(? AS INTEGER) ORDER BY position LIMIT 2`;

/** Once a document is posted, what went wrong before is history. */
function toProblem(to: PostingState, problem: string | null): string | null {
  return to === 'posted' ? null : problem;
}

function replaceDocument(connection: Connection, move: Move, found: Found, document: LedgerDocument): void {
  if (document.reference !== move.reference || document.kind !== found.kind) {
    throw new Error(`${document.kind} ${document.reference} is not ${found.kind} ${move.reference}`);
  }
  connection.run(
    connection.query
      .updateTable('outbox_documents')
      .set({
        document: toJson(document),
        issued_on: settledDateOf(document),
        currency: document.currency,
        total_minor: totalOf(document),
        settled_minor: settledOf(document),
      })
      .where('outbox_id', '=', found.outbox_id),
  );
  connection.run(
    connection.query
      .updateTable('document_orders')
      .set({ goods_minor: goodsOf(document, found.role) })
      .where('outbox_id', '=', found.outbox_id),
  );
  saveKnockOffs(connection, move.ledgerId, found.outbox_id, document);
}

/**
 * What the orders know of the document is what it is now; withdrawn, it no longer keeps them from being invoiced.
 *
 * The cast changes no value. A bare `?` in a comparison with a key of a table that has a partial index makes SQLite prepare the
 * statement again for each value that is bound, with all triggers in it: 155 of the 160 µs of this statement.
 */
const followDocument = `
UPDATE document_orders SET is_alive = (d.state <> 'withdrawn'), state = d.state, number = d.number,
  posted_at = d.posted_at, total_minor = d.total_minor
FROM outbox_documents d
WHERE d.outbox_id = CAST(? AS INTEGER) AND document_orders.outbox_id = d.outbox_id`;

/** Its rows may be booked again. */
function withdrawRows(connection: Connection, outboxId: number): void {
  const { query } = connection;
  connection.run(query.updateTable('document_rows').set({ is_alive: 0 }).where('outbox_id', '=', outboxId));
  releaseRows(connection, outboxId);
}

function toDetails({ posted, problem, accepted, document }: MoveFacts): Record<string, unknown> {
  return {
    // A document put in place of another is sealed like the first one (outbox-plan.ts).
    ...(document ? { document: { sha256: fingerprint(toJson(document)) } } : {}),
    ...(problem === undefined ? {} : { problem }),
    ...(accepted ? { accepted } : {}),
    ...(posted
      ? {
          documentId: posted.documentId,
          number: posted.number,
          totalMinor: posted.totalMinor,
          outstandingMinor: posted.outstandingMinor,
        }
      : {}),
  };
}
