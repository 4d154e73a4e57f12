import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type BenchRow, type Figure, median, toFigure, toSamples } from '../figure.ts';
import { copyBooks, must, startVendors, type Vendors } from '../vendors.ts';

const month = { from: '2026-10-01', to: '2026-10-31' };
const perSecond = 50;

/** Row 5: a month of orders from a channel that is 100 ms away and takes 50 calls a second to an endpoint. */
export const fetchOrdersRow: BenchRow = {
  id: '5',
  async run({ repetitions, scale }) {
    const count = Math.round(20_000 * scale);
    const vendors = await startVendors({
      orders: count,
      rateLimit: { tiktokPerSecond: perSecond },
      latencyMs: 100,
      channel: { limits: { requestsPerSecond: perSecond } },
    });
    const folder = mkdtempSync(join(tmpdir(), 'tieout-bench-'));
    try {
      const made = join(folder, 'made.tieout');
      const app = await vendors.open(made, false);
      const { shops } = must(await app.client.call('sample.open', {}));
      const shopId = shops[0]?.shopId ?? '';
      await app.job(app.client.call('products.fetch', { shopId }));
      await app.close();
      const fetchOnce = (counted: boolean) => {
        vendors.clock.countWork(counted);
        return fetchMonth(vendors, copyBooks(made, join(folder, 'books.tieout')), shopId);
      };
      // The first round finds code that was not compiled yet.
      await fetchOnce(true);
      const [taken, waited]: [Fetched[], Fetched[]] = [[], []];
      for (let repetition = 0; repetition < repetitions; repetition += 1) {
        taken.push(await fetchOnce(true));
        waited.push(await fetchOnce(false));
      }
      const work = `fetch ${count} orders, 100 ms away, ${perSecond} calls a second: searches a second ÷ the limit`;
      return [toRow('5a', `${work}, own work taking no time`, waited), toRow('5b', work, taken)];
    } finally {
      await vendors.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function toRow(id: string, work: string, taken: readonly Fetched[]): Figure {
  const of = (key: keyof Fetched) => taken.map((one) => one[key]);
  return toFigure({
    id,
    work,
    ratio: median(of('searches')) / perSecond,
    goal: { least: 0.9 },
    samples: {
      searches: toSamples('per second', of('searches')),
      orders: toSamples('per second', of('orders')),
      'own CPU for 1,000 orders': toSamples('ms', of('cpu')),
      'told to wait (429)': toSamples('times', of('refused')),
    },
  });
}

interface Fetched {
  readonly searches: number;
  readonly orders: number;
  readonly cpu: number;
  readonly refused: number;
}

const Result = z.object({ fetched: z.number() });

async function fetchMonth(vendors: Vendors, booksFile: string, shopId: string): Promise<Fetched> {
  const app = await vendors.open(booksFile);
  vendors.calls.length = 0;
  globalThis.gc?.();
  const from = vendors.clock.now();
  const cpu = process.threadCpuUsage();
  const { fetched } = Result.parse(await app.job(app.client.call('orders.fetch', { shopId, ...month })));
  const { user, system } = process.threadCpuUsage(cpu);
  const seconds = (vendors.clock.now() - from) / 1_000;
  await app.close();
  const searches = vendors.calls.filter(({ call }) => call.endsWith('/orders/search'));
  return {
    searches: searches.length / seconds,
    orders: fetched / seconds,
    cpu: (user + system) / fetched,
    refused: vendors.calls.filter(({ status }) => status === 429).length,
  };
}
