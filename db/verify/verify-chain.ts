import { fingerprint } from '../../app/domain/fingerprint.ts';
import { firstHash, toHashedText } from '../history.ts';
import type { RawDatabase } from '../raw-database.ts';
import type { HistoryTable } from '../schema/schema.ts';
import type { Findings } from './findings.ts';

/** Recomputes every hash of the history. Returns the number of lines, and the first that does not fit. */
export function verifyChain(
  raw: RawDatabase,
  findings: Findings,
): { readonly lines: number; readonly brokenAt: number | null } {
  let hash = firstHash;
  let seq = 0;
  let lines = 0;
  let brokenAt: number | null = null;
  for (const row of raw.prepare('SELECT * FROM history ORDER BY seq').iterate()) {
    // `SELECT *` of this table has the shape of this table.
    const line = row as HistoryTable;
    lines += 1;
    const fits =
      line.seq === seq + 1 && line.prev_hash === hash && fingerprint(toHashedText(line)) === line.hash;
    if (!fits && brokenAt === null) brokenAt = line.seq;
    findings.expect(
      'chain',
      fits,
      `line ${line.seq}`,
      () => `${line.event} of ${line.subject}: this line or the one before it was changed, added or removed.`,
    );
    // Goes on from what is there: the next failure is another change, not an echo of this one.
    seq = line.seq;
    hash = line.hash;
  }
  return { lines, brokenAt };
}
