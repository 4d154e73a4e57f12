import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planPayments } from '../../app/domain/payments/plan-payments.ts';
import { refuseIfBroken } from '../../app/domain/settlement/refuse-if-broken.ts';
import { readSettlement } from '../../app/files/read-settlement.ts';
import { findChanges } from '../../app/services/payments/find-changes.ts';
import { loadPaymentState } from '../../app/services/payments/payment-input.ts';
import { type OpenBooks, openBooks } from '../../db/open.ts';
import { at, shopId } from '../../db/testing/builders.ts';
import { type BenchRow, type BenchSize, type Figure, toFigure } from '../figure.ts';
import { interleave } from '../interleave.ts';
import { makeInvoiceBooks } from '../invoice-books.ts';
import { loadStraight, loadStraightXlsx, makeStraightBooks, openStraight } from '../rivals/straight-load.ts';
import { settlementCsv } from '../settlement-file.ts';
import { writeSettlementXlsx } from '../settlement-xlsx.ts';

/** Row 1: a settlement as CSV, read, proved, stored, matched and planned, against straight code without a check. */
export const loadCsvRow: BenchRow = {
  id: '1',
  async run(size) {
    const count = Math.round(100_000 * size.scale);
    const bytes = settlementCsv(count);
    return [
      await compareLoads(
        { id: '1', work: `settlement of ${count} rows × 65 columns, CSV`, goal: { most: 1.5 } },
        { bytes, count },
        {
          name: 'straight code without checks',
          prepare: (file) => openStraight(file),
          work: (raw) => loadStraight(raw, bytes, count),
          after: (raw) => {
            raw.close();
          },
        },
        size,
      ),
    ];
  },
};

/** Row 2, whole: the same from a workbook whose cells are all shared strings. */
export const loadXlsxRow: BenchRow = {
  id: '2',
  async run(size) {
    const count = Math.round(100_000 * size.scale);
    const folder = mkdtempSync(join(tmpdir(), 'tieout-bench-'));
    try {
      await writeSettlementXlsx(join(folder, 'made.xlsx'), count);
      const bytes = readFileSync(join(folder, 'made.xlsx'));
      return [
        await compareLoads(
          { id: '2', work: `settlement of ${count} rows × 65 columns, .xlsx`, goal: { most: 1.5 } },
          { bytes, count },
          {
            name: 'straight code without checks',
            prepare: (file) => openStraight(file),
            work: (raw) => loadStraightXlsx(raw, bytes, count),
            after: (raw) => {
              raw.close();
            },
          },
          size,
        ),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

export interface RivalLoad<Given> {
  readonly name: string;
  /** Given a copy of the invoices of `makeStraightBooks`. */
  readonly prepare: (file: string) => Given | Promise<Given>;
  readonly work: (given: Given) => unknown;
  readonly after: (given: Given) => void | Promise<void>;
}

const made = new Map<number, Promise<string>>();

/** A folder with books of `count` invoices, ours and straight ones: made once in a run, which takes longer than a row. */
function invoiceBooks(count: number): Promise<string> {
  const known = made.get(count);
  if (known) return known;
  const folder = mkdtempSync(join(tmpdir(), 'tieout-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const making = makeInvoiceBooks(join(folder, 'made.tieout'), count).then(() => {
    makeStraightBooks(join(folder, 'made.straight'), count);
    return folder;
  });
  made.set(count, making);
  return making;
}

export async function compareLoads<Given>(
  facts: Pick<Figure, 'id' | 'work' | 'goal'>,
  { bytes, count }: { readonly bytes: Uint8Array; readonly count: number },
  rival: RivalLoad<Given>,
  { repetitions }: BenchSize,
): Promise<Figure> {
  const folder = await invoiceBooks(count);
  const fresh = (from: string, name: string) => {
    const file = join(folder, name);
    for (const end of ['', '-wal', '-shm', '.lock', '.wal']) rmSync(file + end, { force: true });
    copyFileSync(join(folder, from), file);
    return file;
  };
  // Opening checks every page of the books (quick_check), which is no part of loading a file.
  const compared = await interleave(
    repetitions,
    {
      one: {
        prepare: () => openOrFail(fresh('made.tieout', 'books.tieout')),
        work: (books) => loadAndPlan(books, bytes, count),
        after: (books) => books.close(),
      },
      other: {
        prepare: () => rival.prepare(fresh('made.straight', 'books.straight')),
        work: rival.work,
        after: rival.after,
      },
    },
    ['Tieout', rival.name],
  );
  return toFigure({ ...facts, ...compared });
}

function openOrFail(file: string): OpenBooks {
  const opened = openBooks(file, { now: () => at });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

/** What `settlements.load` and the first look at the Payment tab do, on the file's bytes as they come. */
async function loadAndPlan(books: OpenBooks, bytes: Uint8Array, count: number): Promise<void> {
  const read = await readSettlement(bytes);
  if (!read.ok) throw new Error(read.error.message);
  const broken = refuseIfBroken(read.value);
  if (broken) throw new Error(broken.message);
  const changed = findChanges(read.value, await books.settlements.loadRows(shopId, read.value.period));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const source = { fileName: 'bench.csv', sha256, settlementId: 'settlement-bench' };
  await books.settlements.saveSettlement(shopId, read.value, source, changed, at);
  const [shop, profile] = [await books.shops.load(shopId), await books.shops.loadProfile(shopId)];
  if (!shop || !profile) throw new Error('The shop is in the books.');
  const capabilities = { laterPayments: true, creditNotes: true, amendInvoice: true };
  const state = await loadPaymentState({ books }, { shop, profile }, capabilities);
  const ready = planPayments(state.input).days.filter((day) => day.state === 'ready');
  if (ready.reduce((sum, day) => sum + day.rowCount, 0) !== count)
    throw new Error('A date cannot be posted.');
}
