import { type DocumentLine, type LedgerDocument, settledDateOf } from '../../app/domain/documents.ts';
import { fromJson } from '../json.ts';
import { goodsOf, settledOf, totalOf } from '../outbox/document-roles.ts';
import { knockOffsOf } from '../outbox/knock-offs.ts';
import type { RawDatabase } from '../raw-database.ts';
import type { DocumentOrderTable, KnockOffTable, OutboxTable } from '../schema/schema-outbox.ts';
import type { Findings } from './findings.ts';

type OutboxRow = Omit<OutboxTable, 'outbox_id'> & { readonly outbox_id: number };

/** Documents against their own lines, their columns and their knock-offs. Returns their number. */
export function verifyDocuments(raw: RawDatabase, findings: Findings): number {
  const links = raw.prepare('SELECT * FROM document_orders WHERE outbox_id = ?');
  const knockOffs = raw.prepare('SELECT * FROM knock_offs WHERE outbox_id = ? ORDER BY position');
  let count = 0;
  for (const found of raw.prepare('SELECT * FROM outbox_documents').iterate()) {
    // The columns of `outbox_documents`.
    const row = found as OutboxRow;
    count += 1;
    const subject = `${row.kind} ${row.reference}`;
    const document = fromJson<LedgerDocument>(row.document);
    const same = (what: string, stored: unknown, recomputed: unknown) =>
      findings.expectEqual('documents', subject, what, stored, recomputed);
    same('Kind', row.kind, document.kind);
    same('Reference', row.reference, document.reference);
    same('Date', row.issued_on, settledDateOf(document));
    same('Currency', row.currency, document.currency);
    same('Total', row.total_minor, totalOf(document));
    same('Settled by itself', row.settled_minor, settledOf(document));
    same('Total of its lines', totalOf(document), recomputeTotal(document));
    verifyParts(document, same);
    // The columns of `document_orders`.
    for (const link of links.all(row.outbox_id) as DocumentOrderTable[]) {
      same('State as its order knows it', link.state, row.state);
      same('Number as its order knows it', link.number, row.number);
      same('Total as its order knows it', link.total_minor, row.total_minor);
      same('Goods as its order knows them', link.goods_minor, goodsOf(document, row.role));
    }
    // The columns of `knock_offs`.
    const stored = knockOffs.all(row.outbox_id) as KnockOffTable[];
    const expected = knockOffsOf(document).map(
      ({ target, amountMinor }) => `${target.kind} ${target.reference} ${amountMinor}`,
    );
    const there = stored.map((one) => `${one.target_kind} ${one.target_reference} ${one.amount_minor}`);
    findings.expectEqual('knockOffs', subject, 'Knock-offs', there.join(', '), expected.join(', '));
  }
  verifyBalances(raw, findings);
  return count;
}

/** What the parts of a document add up to. A payment receives what its allocations leave after the fees. */
function recomputeTotal(document: LedgerDocument): number {
  if (document.kind !== 'payment') return sum(document.lines, (line) => line.grossMinor);
  return sum(
    document.allocations,
    (one) => one.amountMinor - sum(one.deductions, (deduction) => deduction.amountMinor),
  );
}

function verifyParts(
  document: LedgerDocument,
  same: (what: string, stored: unknown, recomputed: unknown) => void,
): void {
  if (document.kind === 'payment') return;
  same('Net and tax of its lines', totalOf(document), sum(document.lines, netAndTax));
  if (document.kind !== 'invoice') return;
  if (document.settled) same('Payments it is born with', settledOf(document), document.grossMinor);
}

function netAndTax(line: DocumentLine): number {
  return line.netMinor + line.taxMinor;
}

/** Posted documents never consume more of another than there is. */
function verifyBalances(raw: RawDatabase, findings: Findings): void {
  const posted = raw.prepare(`
    SELECT d.kind, d.reference, b.outstanding_minor AS open
    FROM outbox_documents d JOIN document_balances b ON b.outbox_id = d.outbox_id
    WHERE d.state = 'posted' AND d.kind IN ('invoice', 'creditNote')`);
  for (const found of posted.iterate()) {
    // The three columns just named.
    const row = found as { readonly kind: string; readonly reference: string; readonly open: number };
    findings.expect(
      'knockOffs',
      row.open >= 0,
      `${row.kind} ${row.reference}`,
      () => `More was knocked off than there was: outstanding ${row.open} minor units.`,
    );
  }
}

function sum<Item>(items: readonly Item[], amountOf: (item: Item) => number): number {
  return items.reduce((total, item) => total + amountOf(item), 0);
}
