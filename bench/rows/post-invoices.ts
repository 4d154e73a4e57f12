import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type BenchRow, type Figure, median, toFigure, toSamples } from '../figure.ts';
import { copyBooks, must, startVendors, type Vendors } from '../vendors.ts';

const month = { from: '2026-10-01', to: '2026-10-31' };
const perMinute = 600;
/** A sale order and an invoice: what cannot be left out. */
const writesPerInvoice = 2;

/** Row 6: invoices to a ledger that is 150 ms away and takes 600 calls a minute. */
export const postInvoicesRow: BenchRow = {
  id: '6',
  async run({ repetitions, scale }) {
    const count = Math.round(2_000 * scale);
    const vendors = await startVendors({
      // More than are posted: some are not delivered yet, some are held.
      orders: Math.max(160, count * 2),
      rateLimit: { tiktokPerSecond: 1_000_000, stoklyPerMinute: perMinute },
      latencyMs: 150,
      channel: { limits: { requestsPerSecond: 1_000_000 } },
      ledger: { ratePerMinute: perMinute, visibilityGraceMs: 60_000 },
    });
    const folder = mkdtempSync(join(tmpdir(), 'tieout-bench-'));
    try {
      const made = join(folder, 'made.tieout');
      const set = await prepare(vendors, made, count);
      const fresh = () => copyBooks(made, join(folder, 'books.tieout'));
      // The first round finds code that was not compiled yet, and orders that are held (no item, a sample).
      const { held } = await post(vendors, fresh(), set);
      const orderIds = set.orderIds.filter((orderId) => !held.includes(orderId)).slice(0, count);
      const taken: Posted[] = [];
      for (let repetition = 0; repetition < repetitions; repetition += 1) {
        const one = await post(vendors, fresh(), { ...set, orderIds });
        if (one.held.length > 0 || orderIds.length < count) throw new Error(`${count} should be posted.`);
        taken.push(one);
      }
      return toFigures(count, taken);
    } finally {
      await vendors.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface OrderSet {
  readonly shopId: string;
  readonly orderIds: readonly string[];
}

/** Books with delivered orders, a few more than are posted. */
async function prepare(vendors: Vendors, booksFile: string, count: number): Promise<OrderSet> {
  const app = await vendors.open(booksFile, false);
  const { shops } = must(await app.client.call('sample.open', {}));
  const shopId = shops[0]?.shopId ?? '';
  await app.job(app.client.call('products.fetch', { shopId }));
  await app.job(app.client.call('orders.fetch', { shopId, ...month }));
  const orderIds: string[] = [];
  for (let offset = 0; orderIds.length < count * 1.1; offset += 500) {
    const page = must(
      await app.client.call('orders.list', { shopId, status: 'completed', offset, limit: 500 }),
    );
    orderIds.push(...page.rows.map((row) => row.orderId));
    if (page.rows.length === 0) throw new Error(`Only ${orderIds.length} orders are completed.`);
  }
  await app.close();
  return { shopId, orderIds };
}

interface Posted {
  readonly perMinute: number;
  readonly callsPerInvoice: number;
  readonly cpuPerInvoice: number;
  readonly invoicesPerMinute: number;
  readonly held: readonly string[];
}

const Result = z.object({ posted: z.number(), held: z.array(z.object({ orderId: z.string() })) });

async function post(vendors: Vendors, booksFile: string, set: OrderSet): Promise<Posted> {
  await vendors.reset();
  const app = await vendors.open(booksFile);
  const { shopId, orderIds } = set;
  vendors.calls.length = 0;
  // The ledger still counts what the round before has sent, and this copy of the books does not know of it.
  await vendors.clock.sleep(61_000);
  globalThis.gc?.();
  const from = vendors.clock.now();
  const cpu = process.threadCpuUsage();
  const selection = { select: 'these' as const, shopId, orderIds: [...orderIds] };
  const result = Result.parse(await app.job(app.client.call('orders.post', { selection })));
  const { user, system } = process.threadCpuUsage(cpu);
  const minutes = (vendors.clock.now() - from) / 60_000;
  const calls = vendors.calls.length;
  const held = result.held.map(({ orderId }) => orderId);
  if (result.posted + held.length !== orderIds.length) throw new Error('Some were neither posted nor held.');
  if (vendors.calls.some(({ status }) => status === 429)) throw new Error('The ledger had to say 429.');
  await app.close();
  return {
    perMinute: calls / minutes,
    callsPerInvoice: calls / result.posted,
    cpuPerInvoice: (user + system) / 1000 / result.posted,
    invoicesPerMinute: result.posted / minutes,
    held,
  };
}

function toFigures(count: number, taken: readonly Posted[]): readonly Figure[] {
  const of = (key: Exclude<keyof Posted, 'held'>) => taken.map((one) => one[key]);
  const work = `post ${count} invoices, 150 ms away, ${perMinute} calls a minute`;
  return [
    toFigure({
      id: '6a',
      work: `${work}: calls a minute ÷ the limit`,
      ratio: median(of('perMinute')) / perMinute,
      goal: { least: 0.95 },
      samples: {
        calls: toSamples('per minute', of('perMinute')),
        invoices: toSamples('per minute', of('invoicesPerMinute')),
      },
    }),
    toFigure({
      id: '6b',
      work: 'calls for an invoice ÷ its two writes',
      ratio: median(of('callsPerInvoice')) / writesPerInvoice,
      goal: { most: 1.05 },
      samples: { calls: toSamples('times', of('callsPerInvoice')) },
    }),
    toFigure({
      id: '6c',
      work: 'own CPU for an invoice ÷ 2 ms',
      ratio: median(of('cpuPerInvoice')) / 2,
      goal: { most: 1 },
      samples: { CPU: toSamples('ms', of('cpuPerInvoice')) },
    }),
  ];
}
