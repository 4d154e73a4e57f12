import type { NamedAmount } from '../../app/domain/settlement/types.ts';
import { fromJson } from '../json.ts';
import type { RawDatabase } from '../raw-database.ts';
import type { SettlementRowTable, SettlementTable } from '../schema/schema.ts';
import { createRawRowFinder, loadRawKeys } from '../settlements/raw-pages.ts';
import { createKeyDigest } from '../settlements/row-digest.ts';
import type { Findings } from './findings.ts';

/**
 * Settlement rows three ways: against their own key, which carries id, date and figures; against the raw rows of the
 * file they came in; and the keys of each file against the digest in the hash-chained history. Returns the rows.
 */
export function verifySettlements(raw: RawDatabase, findings: Findings): number {
  verifyFiles(raw, findings);
  let count = 0;
  const findRaw = createRawRowFinder(raw);
  // In the order in which they were saved: a file after the other, row by row.
  for (const found of raw.prepare('SELECT * FROM settlement_rows').iterate()) {
    // The columns of `settlement_rows`.
    const row = found as SettlementRowTable;
    count += 1;
    const rawRow = findRaw(row.settlement_id, row.row_number);
    verifyRow(row, rawRow?.key === row.row_key ? rawRow.cells : null, findings);
  }
  return count;
}

function verifyRow(row: SettlementRowTable, cells: readonly string[] | null, findings: Findings): void {
  const subject = `row ${row.row_number} of ${row.settled_on} (${row.id})`;
  const figures = `${row.settled_on}|${row.settlement_minor}|${row.revenue_minor}|${row.fees_minor}`;
  findings.expect(
    'settlements',
    row.row_key.startsWith(`${row.id}|`) && row.row_key.includes(`|${figures}|`),
    subject,
    () => `The row says ${figures}, its key ${row.row_key}.`,
  );
  const fees = fromJson<readonly NamedAmount[]>(row.fees);
  const named = fees.reduce((sum, fee) => sum + fee.amountMinor, 0);
  findings.expectEqual('settlements', subject, 'Fees', row.fees_minor, named);
  findings.expect(
    'settlements',
    cells?.some((cell) => cell.includes(row.id)) === true,
    subject,
    () => `The raw row of its file ${cells === null ? 'is missing' : 'names another id'}.`,
  );
}

function verifyFiles(raw: RawDatabase, findings: Findings): void {
  const sealed = loadSealedDigests(raw);
  const unknown = raw
    .prepare(`SELECT count(*) FROM settlement_raw_pages w JOIN json_each(w.row_keys) k
      WHERE w.settlement_id = ? AND NOT EXISTS (
        SELECT 1 FROM settlement_rows r WHERE r.shop_id = ? AND r.row_key = k.value)`)
    .pluck();
  const broken = raw
    .prepare(`SELECT count(*) FROM settlement_rows
      WHERE settlement_id = ? AND kind <> 'reserve'
        AND settlement_minor <> revenue_minor + fees_minor + adjustment_minor`)
    .pluck();
  const proof = raw
    .prepare(`SELECT failed FROM settlement_proofs WHERE settlement_id = ? AND proof_id = 'I1'`)
    .pluck();
  // The columns of `settlements`.
  for (const file of raw.prepare('SELECT * FROM settlements').all() as SettlementTable[]) {
    const subject = `file ${file.file_name}`;
    const digest = createKeyDigest();
    let rows = 0;
    for (const key of loadRawKeys(raw, file.settlement_id)) {
      digest.add(key);
      rows += 1;
    }
    findings.expectEqual('settlements', subject, 'Rows', file.row_count, rows);
    findings.expectEqual(
      'settlements',
      subject,
      'Raw rows without a row',
      0,
      unknown.get(file.settlement_id, file.shop_id),
    );
    const failed = Number(broken.get(file.settlement_id));
    const noted = Number(proof.get(file.settlement_id) ?? 0);
    findings.expect(
      'settlements',
      failed <= noted,
      subject,
      () => `${failed} rows are not revenue + fees + adjustment; the proof I1 of the file says ${noted}.`,
    );
    const seal = sealed.get(file.settlement_id);
    const stated = `sha256 ${seal?.file ?? 'not in the history'}`;
    findings.expectEqual('settlements', subject, 'Digest of the file', `sha256 ${file.sha256}`, stated);
    if (seal?.rows)
      findings.expectEqual('settlements', subject, 'Digest of its rows', digest.end(), seal.rows);
  }
}

interface Seal {
  readonly file: string;
  readonly rows: string | null;
}

/** What the history says of each file, from the line of its first load. */
function loadSealedDigests(raw: RawDatabase): ReadonlyMap<string, Seal> {
  const lines = raw
    .prepare(`SELECT subject, details ->> 'sha256' AS file, details ->> '$.rows.sha256' AS rows
      FROM history WHERE event = 'settlement.loaded'`)
    // The three columns just named.
    .all() as { readonly subject: string; readonly file: string; readonly rows: string | null }[];
  return new Map(lines.map(({ subject, file, rows }) => [subject, { file, rows }]));
}
