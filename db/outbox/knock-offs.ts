import type { DocumentKind, DocumentTarget, LedgerDocument } from '../../app/domain/documents.ts';
import type { LedgerId, Reference } from '../../app/domain/ids.ts';
import type { Connection } from '../connection.ts';

interface KnockOff {
  readonly target: DocumentTarget;
  /** Part of the target's balance that is consumed, minor units: negative on credit notes, as allocations are. */
  readonly amountMinor: number;
}

/** What a document consumes of others once it is posted. */
export function knockOffsOf(document: LedgerDocument): readonly KnockOff[] {
  if (document.kind === 'payment') return document.allocations;
  if (document.kind === 'creditNote' && document.invoice && document.appliedMinor !== 0) {
    return [{ target: document.invoice, amountMinor: document.appliedMinor }];
  }
  return [];
}

/**
 * Stores, in place of what was there, which documents of these books a document consumes or rewrites. A target is the
 * document alive under the reference now: when it is later withdrawn and made anew under the same reference, the
 * money that went to the old one does not count for the new one.
 */
export function saveKnockOffs(
  connection: Connection,
  ledgerId: LedgerId,
  outboxId: number,
  document: LedgerDocument,
): void {
  connection.statement('DELETE FROM knock_offs WHERE outbox_id = ?').run(outboxId);
  const insert = connection.statement(insertKnockOff);
  for (const [position, { target, amountMinor }] of knockOffsOf(document).entries()) {
    const targetId = findLiving(connection, ledgerId, target.kind, target.reference);
    insert.run(outboxId, position, target.kind, target.reference, targetId, amountMinor);
  }
  if (document.kind !== 'amendment') return;
  const amendsId = findLiving(connection, ledgerId, document.invoice.kind, document.invoice.reference);
  connection
    .statement('UPDATE outbox_documents SET amends_id = ? WHERE outbox_id = ?')
    .run(amendsId, outboxId);
}

/** The outbox id of the document alive under a reference, or null. */
export function findLiving(
  connection: Connection,
  ledgerId: LedgerId,
  kind: DocumentKind,
  reference: Reference,
): number | null {
  // The statement selects exactly this column, or nothing.
  const living = connection.statement(selectLiving).pluck().get(ledgerId, kind, reference) as
    | number
    | undefined;
  return living ?? null;
}

/** The state is a word of the text: as a `?` SQLite would prepare the statement again for each document. */
const selectLiving = `
SELECT outbox_id FROM outbox_documents
WHERE ledger_id = ? AND kind = ? AND reference = ? AND state <> 'withdrawn'`;

const insertKnockOff = `
INSERT INTO knock_offs (outbox_id, position, target_kind, target_reference, target_id, amount_minor)
VALUES (?, ?, ?, ?, ?, ?)`;
