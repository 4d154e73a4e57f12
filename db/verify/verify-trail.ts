import { fingerprint } from '../../app/domain/fingerprint.ts';
import { fromJson } from '../json.ts';
import type { RawDatabase } from '../raw-database.ts';
import type { Findings } from './findings.ts';

/** What the history says of one document, as far as its lines go. */
interface Told {
  state: string;
  sha256: string | null;
  documentId: string | null;
}

interface Details {
  readonly reference?: string;
  readonly kind?: string;
  readonly from?: string;
  readonly documentId?: string;
  readonly document?: { readonly sha256?: string; readonly generation?: number };
  readonly books?: { readonly ledgerId?: string };
}

/**
 * Replays the history of every document and holds it against the outbox: same state, same content (by its digest),
 * same id in the ledger. A document changed behind the history's back, or without a history, is named.
 */
export function verifyTrail(raw: RawDatabase, findings: Findings): void {
  const told = replay(raw);
  // Documents withdrawn and made anew share a reference: the n-th in the outbox is the n-th in the history.
  const seen = new Map<string, number>();
  const stored = raw.prepare(
    'SELECT ledger_id, kind, reference, state, document, document_id FROM outbox_documents ORDER BY outbox_id',
  );
  for (const found of stored.iterate()) {
    // The columns just named.
    const row = found as Stored;
    const key = keyOf(row.ledger_id, row.kind, row.reference);
    const number = seen.get(key) ?? 0;
    seen.set(key, number + 1);
    const line = told.get(key)?.[number];
    const subject = `${row.kind} ${row.reference}`;
    findings.expect(
      'trail',
      line !== undefined,
      subject,
      () => 'The history does not tell of this document.',
    );
    if (!line) continue;
    findings.expectEqual('trail', subject, 'State', row.state, line.state);
    findings.expectEqual('trail', subject, 'Id in the ledger', row.document_id, line.documentId);
    if (line.sha256 !== null) {
      findings.expectEqual('trail', subject, 'Digest of its content', fingerprint(row.document), line.sha256);
    }
  }
  for (const [key, generations] of told) {
    const kept = seen.get(key) ?? 0;
    findings.expect(
      'trail',
      kept >= generations.length,
      key.split('\n').slice(1).join(' '),
      () =>
        `The history tells of ${generations.length} documents under this reference; the books hold ${kept}.`,
    );
  }
}

interface Stored {
  readonly ledger_id: string;
  readonly kind: string;
  readonly reference: string;
  readonly state: string;
  readonly document: string;
  readonly document_id: string | null;
}

function replay(raw: RawDatabase): ReadonlyMap<string, Told[]> {
  const told = new Map<string, Told[]>();
  const lines = raw.prepare(`SELECT event, details FROM history WHERE event GLOB 'document.*' ORDER BY seq`);
  for (const found of lines.iterate()) {
    // The two columns just named.
    const { event, details: text } = found as { readonly event: string; readonly details: string };
    const details = fromJson<Details>(text);
    const { reference, kind } = details;
    if (reference === undefined || kind === undefined) continue;
    const key = keyOf(details.books?.ledgerId ?? '', kind, reference);
    const generations = told.get(key) ?? [];
    told.set(key, generations);
    // Planned for the first time there is no state it comes from.
    if (event === 'document.planned' && details.from === undefined) {
      generations.push({ state: 'planned', sha256: null, documentId: null });
    }
    // A withdrawn document may be told of after the one that took its place (its buyer was forgotten).
    const current = generations.at(details.document?.generation ?? -1);
    if (!current) continue;
    if (isMove(event)) current.state = event.slice('document.'.length);
    current.sha256 = details.document?.sha256 ?? current.sha256;
    current.documentId = details.documentId ?? current.documentId;
  }
  return told;
}

/** Lines that tell of something else than a state (`document.buyerForgotten`) leave it as it was. */
function isMove(event: string): boolean {
  return postingEvents.has(event);
}

const postingEvents: ReadonlySet<string> = new Set(
  ['planned', 'sending', 'posted', 'rejected', 'unknown', 'withdrawn'].map((state) => `document.${state}`),
);

function keyOf(ledgerId: string, kind: string, reference: string): string {
  return [ledgerId, kind, reference].join('\n');
}
