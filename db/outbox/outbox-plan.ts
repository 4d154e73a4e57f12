import { type PlannedDocument, settledDateOf } from '../../app/domain/documents.ts';
import { fingerprint } from '../../app/domain/fingerprint.ts';
import type { LedgerId, Reference, ShopId } from '../../app/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { appendLine } from '../history.ts';
import { toJson } from '../json.ts';
import type { OutboxTable } from '../schema/schema-outbox.ts';
import {
  type DocumentRole,
  goodsOf,
  refusedByOrderRoles,
  roleOf,
  settledOf,
  toSubject,
  totalOf,
} from './document-roles.ts';
import { findLiving, saveKnockOffs } from './knock-offs.ts';
import { bookRow } from './row-bookings.ts';

export type Planned = { readonly ok: true } | { readonly ok: false; readonly taken: readonly Reference[] };

interface Planning {
  readonly shopId: ShopId;
  readonly ledgerId: LedgerId;
  readonly at: number;
}

/**
 * Stores documents as `planned`, all or none (port Outbox.plan). `taken` holds the references of the given
 * documents that cannot be planned: the reference, the order or a row is alive already, or is in the batch twice.
 * Rules: accounting.md §5 and document-roles.ts.
 */
export function planDocuments(
  connection: Connection,
  planning: Planning,
  documents: readonly PlannedDocument[],
): Planned {
  return connection.transaction(() => {
    const taken = findTaken(connection, planning, documents);
    if (taken.length > 0) return { ok: false, taken };
    if (documents.length === 0) return { ok: true };
    const batch = connection.statement(
      'INSERT INTO batches (shop_id, ledger_id, planned_at) VALUES (?, ?, ?)',
    );
    const batchId = Number(batch.run(planning.shopId, planning.ledgerId, planning.at).lastInsertRowid);
    for (const planned of documents) savePlanned(connection, planning, batchId, planned);
    connection.wrote('documents');
    return { ok: true };
  });
}

function findTaken(
  connection: Connection,
  { shopId, ledgerId }: Planning,
  documents: readonly PlannedDocument[],
): Reference[] {
  const ownClaims = createOwnClaims();
  const orderClaim = connection.statement(selectOrderClaim);
  const rowClaim = connection.statement(selectRowClaim);
  const isTaken = (planned: PlannedDocument): boolean => {
    const { document, source } = planned;
    const role = roleOf(planned);
    const refusing = toJson(refusedByOrderRoles[role]);
    // Claimed first and always, so that what follows in the batch is held against it.
    return (
      ownClaims.claim(planned, role) ||
      findLiving(connection, ledgerId, document.kind, document.reference) !== null ||
      source.orderIds.some((orderId) => orderClaim.get(ledgerId, shopId, orderId, refusing) !== undefined) ||
      source.rowKeys.some((rowKey) => rowClaim.get(shopId, rowKey) !== undefined)
    );
  };
  return documents.filter(isTaken).map(({ document }) => document.reference);
}

/** What the batch itself has claimed so far. `claim` is true when a document claims something again. */
function createOwnClaims() {
  const references = new Set<string>();
  const rows = new Set<string>();
  const orders = new Set<string>();
  return {
    claim({ document, source }: PlannedDocument, role: DocumentRole): boolean {
      const reference = `${document.kind}\n${document.reference}`;
      const orderClaims = [...new Set(source.orderIds)].map((orderId) => ({ orderId, role }));
      const rowClaims = [...new Set(source.rowKeys)].map((rowKey) => `${role}\n${rowKey}`);
      const isTaken =
        references.has(reference) ||
        rowClaims.some((claim) => rows.has(claim)) ||
        orderClaims.some(({ orderId }) =>
          refusedByOrderRoles[role].some((refusing) => orders.has(`${refusing}\n${orderId}`)),
        );
      references.add(reference);
      for (const claim of rowClaims) rows.add(claim);
      for (const { orderId } of orderClaims) orders.add(`${role}\n${orderId}`);
      return isTaken;
    },
  };
}

const selectOrderClaim = `
SELECT 1 FROM document_orders
WHERE ledger_id = ? AND shop_id = ? AND order_id = ? AND is_alive = 1
  AND role IN (SELECT value FROM json_each(?))`;

const selectRowClaim = 'SELECT 1 FROM row_bookings WHERE shop_id = ? AND row_key = ?';

function savePlanned(
  connection: Connection,
  planning: Planning,
  batchId: number,
  planned: PlannedDocument,
): void {
  const { document, source } = planned;
  const { shopId, ledgerId, at } = planning;
  const role = roleOf(planned);
  const text = toJson(document);
  const row: Omit<OutboxTable, 'outbox_id'> = {
    batch_id: batchId,
    shop_id: shopId,
    ledger_id: ledgerId,
    kind: document.kind,
    role,
    reference: document.reference,
    state: 'planned',
    document: text,
    issued_on: settledDateOf(document),
    currency: document.currency,
    total_minor: totalOf(document),
    settled_minor: settledOf(document),
    amends_id: null,
    document_id: null,
    number: null,
    attempts: 0,
    sent_at: null,
    accepted_at: null,
    removing_at: null,
    posted_at: null,
    problem: null,
    created_at: at,
  };
  const outboxId = Number(connection.statement(insertDocument).run(row).lastInsertRowid);
  const orders = connection.statement(insertOrder);
  for (const [position, orderId] of [...new Set(source.orderIds)].entries()) {
    orders.run(
      outboxId,
      position,
      ledgerId,
      shopId,
      orderId,
      role,
      at,
      row.total_minor,
      goodsOf(document, role),
    );
  }
  const rows = connection.statement(insertRow);
  for (const [position, rowKey] of [...new Set(source.rowKeys)].entries()) {
    rows.run(outboxId, position, shopId, rowKey, role);
    bookRow(connection, { shopId, rowKey, batchId, outboxId, role });
  }
  saveKnockOffs(connection, ledgerId, outboxId, document);
  appendLine(connection, {
    subject: toSubject(role, document.reference, source.orderIds),
    event: 'document.planned',
    details: {
      reference: document.reference,
      kind: document.kind,
      issuedOn: document.issuedOn,
      currency: document.currency,
      totalMinor: row.total_minor,
      orders: source.orderIds.length,
      rows: source.rowKeys.length,
      books: { shopId, ledgerId },
      document: { sha256: fingerprint(text) },
    },
    at,
  });
}

const insertDocument = `
INSERT INTO outbox_documents
  (batch_id, shop_id, ledger_id, kind, role, reference, state, document, issued_on, currency, total_minor,
   settled_minor, amends_id, document_id, number, attempts, sent_at, posted_at, problem, created_at)
VALUES
  (:batch_id, :shop_id, :ledger_id, :kind, :role, :reference, :state, :document, :issued_on, :currency, :total_minor,
   :settled_minor, :amends_id, :document_id, :number, :attempts, :sent_at, :posted_at, :problem, :created_at)`;

const insertOrder = `
INSERT INTO document_orders
  (outbox_id, position, ledger_id, shop_id, order_id, role, is_alive, state, planned_at, total_minor, goods_minor)
VALUES (?, ?, ?, ?, ?, ?, 1, 'planned', ?, ?, ?)`;

const insertRow = `
INSERT INTO document_rows (outbox_id, position, shop_id, row_key, role, is_alive) VALUES (?, ?, ?, ?, ?, 1)`;
