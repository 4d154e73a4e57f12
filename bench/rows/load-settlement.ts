import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
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
import { loadStraight, makeStraightBooks, openStraight } from '../rivals/straight-load.ts';
import { settlementCsv } from '../settlement-file.ts';

/** Row 1: a settlement as CSV, read, proved, stored, matched and planned, against straight code without a check. */
export const loadCsvRow: BenchRow = {
  id: '1',
  async run(size) {
    const count = Math.round(100_000 * size.scale);
    const bytes = settlementCsv(count);
    return [await compareLoads('1', `settlement of ${count} rows × 65 columns, CSV`, count, bytes, size)];
  },
};

async function compareLoads(
  id: string,
  work: string,
  count: number,
  bytes: Uint8Array,
  { repetitions }: BenchSize,
): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-bench-'));
  try {
    const [ours, theirs] = [join(folder, 'made.tieout'), join(folder, 'made.straight')];
    await makeInvoiceBooks(ours, count);
    makeStraightBooks(theirs, count);
    const fresh = (made: string, name: string) => {
      const file = join(folder, name);
      for (const end of ['', '-wal', '-shm', '.lock']) rmSync(file + end, { force: true });
      copyFileSync(made, file);
      return file;
    };
    // Opening checks every page of the books (quick_check), which is no part of loading a file.
    const compared = await interleave(
      repetitions,
      {
        one: {
          prepare: () => openOrFail(fresh(ours, 'books.tieout')),
          work: (books) => loadAndPlan(books, bytes, count),
          after: (books) => books.close(),
        },
        other: {
          prepare: () => openStraight(fresh(theirs, 'books.straight')),
          work: (raw) => loadStraight(raw, bytes, count),
          after: (raw) => {
            raw.close();
          },
        },
      },
      ['Tieout', 'straight code without checks'],
    );
    return toFigure({ id, work, goal: { most: 1.5 }, ...compared });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
