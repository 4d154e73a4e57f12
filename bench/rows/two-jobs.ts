import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Browser } from '@playwright/test';
import { startWebApp } from '../../e2e/fixtures/web-app.ts';
import { type BenchRow, median, toFigure, toSamples } from '../figure.ts';
import { signIn } from '../screen/caller.ts';
import { openBrowser, openPage, wheel } from '../screen/lab.ts';
import { closeApp, orderBooksFolder, removeFolder } from '../screen/order-books.ts';
import { settlementCsv } from '../settlement-file.ts';

/** What a scrolling person met in three seconds. */
interface Scroll {
  readonly longFrames: number;
  readonly longestFrame: number;
  /** Longest wait for a window of rows, milliseconds. */
  readonly longestWait: number;
}

const longFrameMs = 50;

/**
 * Row 11: a person scrolls through 100,000 orders, alone, and while a settlement is loaded and the books are copied. Frames
 * are the screen's own; the wait for rows says what holds up the thread of the backend.
 */
export const twoJobsRow: BenchRow = {
  id: '11',
  async run({ repetitions, scale }) {
    const count = Math.round(100_000 * scale);
    const csv = Buffer.from(settlementCsv(count)).toString('base64');
    const browser = await openBrowser();
    try {
      const [alone, beside]: [Scroll[], Scroll[]] = [[], []];
      for (let repetition = 0; repetition < repetitions; repetition += 1) {
        const jobsFirst = repetition % 2 === 1;
        for (const withJobs of [jobsFirst, !jobsFirst])
          (withJobs ? beside : alone).push(await scroll(browser, count, withJobs ? csv : null));
      }
      const long = (of: readonly Scroll[]) => of.map(({ longFrames }) => longFrames);
      const longest = (of: readonly Scroll[]) =>
        toSamples(
          'ms',
          of.map(({ longestFrame }) => longestFrame),
        );
      const waits = (of: readonly Scroll[]) => of.map(({ longestWait }) => longestWait);
      return [
        toFigure({
          id: '11a',
          work: `frames longer than ${longFrameMs} ms in 3 s of wheel over ${count} orders: beside two jobs, more than alone`,
          goal: { most: 0 },
          ratio: median(long(beside)) - median(long(alone)),
          samples: {
            'long frames beside two jobs': toSamples('times', long(beside)),
            'long frames alone': toSamples('times', long(alone)),
            'longest frame beside two jobs': longest(beside),
            'longest frame alone': longest(alone),
          },
        }),
        toFigure({
          id: '11b',
          work: 'the longest wait for a window of rows meanwhile, milliseconds',
          goal: { most: 100 },
          ratio: median(waits(beside)),
          samples: {
            'beside two jobs': toSamples('ms', waits(beside)),
            alone: toSamples('ms', waits(alone)),
          },
        }),
      ];
    } finally {
      await browser.close();
    }
  },
};

/** `csv`: the settlement that is loaded meanwhile, in base64; null for a person alone. */
async function scroll(browser: Browser, count: number, csv: string | null): Promise<Scroll> {
  const folder = await orderBooksFolder(count);
  const app = await startWebApp(folder);
  const page = await openPage(browser);
  try {
    const used = app.url;
    await page.goto(used);
    await page.locator('tr[data-row="0"]').waitFor();
    while (app.url === used) await setTimeout(20);
    const call = await signIn(app.url);
    const shopId = await shopOfBooks(call);
    // The copy that is due at the start belongs to neither.
    while (!hasCopy(folder)) await setTimeout(50);
    const jobs =
      csv === null
        ? []
        : [
            call('settlements.load', { shopId, fileName: 'bench.csv', contentBase64: csv }),
            call('books.backUp', {}),
          ];
    await page.evaluate(() => performance.clearResourceTimings());
    const { frames } = await wheel(page, '.grid', 3_000);
    await Promise.all(jobs);
    // What was asked during the wheel has been answered by now, or is still waited for: both count.
    await page.locator('.grid-row.pending').first().waitFor({ state: 'detached' });
    const longestWait = await page.evaluate(() =>
      Math.max(
        0,
        ...performance
          .getEntriesByType('resource')
          .filter(({ name }) => name.endsWith('/api/orders.list'))
          .map(({ duration }) => duration),
      ),
    );
    return {
      longFrames: frames.filter((frame) => frame > longFrameMs).length,
      longestFrame: Math.max(...frames),
      longestWait,
    };
  } finally {
    await page.context().close();
    await closeApp(app);
    removeFolder(folder);
  }
}

function hasCopy(folder: string): boolean {
  const copies = join(folder, 'backups');
  return existsSync(copies) && readdirSync(copies).some((name) => name.endsWith('.backup'));
}

async function shopOfBooks(call: Awaited<ReturnType<typeof signIn>>): Promise<string> {
  const listed = await call('shops.list', {});
  const shops = typeof listed === 'object' && listed !== null && 'shops' in listed ? listed.shops : [];
  const [first]: unknown[] = Array.isArray(shops) ? shops : [];
  if (typeof first === 'object' && first !== null && 'shopId' in first) return String(first.shopId);
  throw new Error('The books have a shop.');
}
