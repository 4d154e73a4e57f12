import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VerifyCheckId, VerifyReport } from '../../app/ports/safety.ts';
import { applicationId, type Migration, migrateFaulty, newestVersion, versionOf } from '../migrate.ts';
import { migrations as allMigrations } from '../migrations/index.ts';
import { openDatabase, prepareDatabase, type RawDatabase } from '../raw-database.ts';
import { refusalOf, refuse } from '../refusals.ts';
import { createFindings, type Findings } from './findings.ts';
import { verifyBookings } from './verify-bookings.ts';
import { verifyChain } from './verify-chain.ts';
import { verifyDocuments } from './verify-documents.ts';
import { verifyOrders } from './verify-orders.ts';
import { verifyPayouts } from './verify-payouts.ts';
import { verifySettlements } from './verify-settlements.ts';
import { verifyStorage } from './verify-storage.ts';
import { verifyTrail } from './verify-trail.ts';

/**
 * Recomputes everything that can be recomputed from a file of books: pages, hash chain, totals, documents, payouts.
 * Reads only, takes no lock and may run beside an open Tieout: it sees one instant. Books of an older version are
 * brought up to date in a copy first, the file itself is never written. Never throws for what is in the file.
 */
export function verifyFile(file: string, migrations: readonly Migration[] = allMigrations): VerifyReport {
  const findings = createFindings();
  let raw: RawDatabase | null = null;
  try {
    raw = openDatabase(file, { readonly: true });
    const problem = problemOf(raw, newestVersion(migrations));
    if (problem !== null) return unread(findings, problem);
    if (versionOf(raw) < newestVersion(migrations)) return verifyOlder(raw, migrations);
    prepareDatabase(raw);
    return verifyDatabase(raw, findings);
  } catch (cause) {
    const { message, detail } = refusalOf(cause);
    return unread(findings, `${message} (${detail})`);
  } finally {
    raw?.close();
  }
}

/** The same for books that are open in this process. */
export function verifyDatabase(raw: RawDatabase, findings = createFindings()): VerifyReport {
  // One instant: what is written meanwhile is not half seen.
  return raw.transaction(() => verifyAll(raw, findings))();
}

function verifyAll(raw: RawDatabase, findings: Findings): VerifyReport {
  const attempt = <Value>(check: VerifyCheckId, work: () => Value, otherwise: Value): Value => {
    try {
      return work();
    } catch (cause) {
      // A page that cannot be read ends one check; the others still say what they find.
      findings.expect(check, false, 'reading', () =>
        cause instanceof Error ? cause.message : String(cause),
      );
      return otherwise;
    }
  };
  attempt('file', () => verifyStorage(raw, findings), false);
  const chain = attempt('chain', () => verifyChain(raw, findings), null);
  const orders = attempt('orders', () => verifyOrders(raw, findings), 0);
  const rows = attempt('settlements', () => verifySettlements(raw, findings), 0);
  const documents = attempt('documents', () => verifyDocuments(raw, findings), 0);
  attempt('bookings', () => verifyBookings(raw, findings), undefined);
  attempt('trail', () => verifyTrail(raw, findings), undefined);
  const payouts = attempt('payouts', () => verifyPayouts(raw, findings), 0);
  return {
    chain: chain === null ? 'unread' : chain.brokenAt === null ? 'ok' : 'broken',
    version: versionOf(raw),
    lines: chain?.lines ?? 0,
    orders,
    rows,
    documents,
    payouts,
    ...summed(findings),
  };
}

function problemOf(raw: RawDatabase, newest: number): string | null {
  if (Number(raw.pragma('application_id', { simple: true })) !== applicationId) {
    return refuse('not-books').message;
  }
  return versionOf(raw) > newest ? refuse('newer-version').message : null;
}

function verifyOlder(raw: RawDatabase, migrations: readonly Migration[]): VerifyReport {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-verify-'));
  try {
    const copy = join(folder, 'books');
    raw.prepare('VACUUM INTO ?').run(copy);
    const upgraded = openDatabase(copy, { readonly: false });
    try {
      prepareDatabase(upgraded);
      // Rows that point nowhere are findings here, not a reason to refuse the books.
      migrateFaulty(upgraded, migrations);
      return { ...verifyDatabase(upgraded), version: versionOf(raw) };
    } finally {
      upgraded.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function unread(findings: Findings, message: string): VerifyReport {
  findings.expect('file', false, 'opening', () => message);
  const nothing = { version: null, lines: 0, orders: 0, rows: 0, documents: 0, payouts: 0 };
  return { chain: 'unread', ...nothing, ...summed(findings) };
}

function summed(findings: Findings) {
  const checks = findings.checks();
  const failed = checks.reduce((sum, check) => sum + check.failed, 0);
  return { failed, checks, failures: findings.failures() };
}
