import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CDPSession, chromium, type Locator, type Page } from '@playwright/test';
import { startWebApp } from '../e2e/fixtures/web-app.ts';
import { ensureChromium } from '../scripts/ensure-chromium.ts';
import { makeBooks } from './books.ts';

/**
 * How fluid the order grid is with 100,000 orders (or as many as the first argument says): makes the books, serves them,
 * and times a real Chromium on them. `node bench/grid.ts [orders] [folder]`; prints milliseconds, from the key or
 * click to the rows on the screen. Books in a folder that is named stay there for the next run.
 */
const orderCount = Number(process.argv[2] ?? 100_000);
const kept = process.argv[3];
const folder = kept ?? (await mkdtemp(join(tmpdir(), 'tieout-bench-')));

/** Milliseconds from doing something to the next frame in which the rows are as expected. */
async function time(act: () => Promise<void>, until: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  await until();
  return Math.round(performance.now() - start);
}

/** Wheels through the rows for three seconds; how long frames were, and how often a row on the screen was empty. */
async function wheel(page: Page, grid: Locator): Promise<Record<string, number>> {
  const box = await grid.boundingBox();
  if (!box) throw new Error('The grid has no place on the screen.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const measuring = page.evaluate(async () => {
    const frames: number[] = [];
    let pending = 0;
    const end = performance.now() + 3_000;
    let last = performance.now();
    while (last < end) {
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      frames.push(now - last);
      last = now;
      if (document.querySelector('.grid-row.pending')) pending += 1;
    }
    return { frames: frames.slice(1), pending };
  });
  const end = performance.now() + 3_000;
  while (performance.now() < end) await page.mouse.wheel(0, 600);
  const { frames, pending } = await measuring;
  return {
    frames: frames.length,
    longestFrame: Math.round(Math.max(...frames)),
    framesOver50ms: frames.filter((frame) => frame > 50).length,
    framesWithEmptyRows: pending,
  };
}

async function heapMegabytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  return Math.round((metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1e6);
}

async function measure(page: Page, url: string): Promise<Record<string, unknown>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const grid = page.getByRole('grid', { name: 'Orders', exact: true });
  const foot = page.locator('.grid-foot').first();
  const firstCell = (text: RegExp) => grid.locator('tr[data-row="0"]').filter({ hasText: text }).waitFor();
  const allOrders = foot.getByText(`${orderCount.toLocaleString('en')} orders`);
  const figures: Record<string, unknown> = { orders: orderCount };
  await page.goto(url);
  await page.getByRole('tab', { name: 'Orders' }).waitFor();
  figures.firstRows = await time(
    () => page.getByRole('tab', { name: 'Orders' }).click(),
    () => grid.locator('tr[data-row="0"]').waitFor(),
  );
  await page.getByLabel('From', { exact: true }).fill('2026-01-01');
  await page.getByLabel('To', { exact: true }).fill('2026-12-31');
  await allOrders.waitFor();
  const sort = grid.getByRole('button', { name: 'Subtotal' });
  const sorted = (direction: string) =>
    page.waitForFunction(
      (wanted) => {
        const cells = [...document.querySelectorAll('tr[data-row]')].slice(0, 12);
        const sums = cells.map((row) =>
          Number(row.querySelectorAll('td.kind-money')[1]?.textContent?.replace(',', '')),
        );
        const isRising = sums.every((sum, index) => index === 0 || sum >= (sums[index - 1] ?? 0));
        const isFalling = sums.every((sum, index) => index === 0 || sum <= (sums[index - 1] ?? 0));
        const top = sums[0] ?? 0;
        return wanted === 'rising' ? isRising && top < 10 : isFalling && top > 150;
      },
      direction,
      { polling: 'raf' },
    );
  figures.sortByMoney = await time(
    () => sort.click(),
    () => sorted('rising'),
  );
  figures.sortTheOtherWay = await time(
    () => sort.click(),
    () => sorted('falling'),
  );
  figures.selectAll = await time(
    () => grid.getByRole('checkbox', { name: /^Tick these/ }).click(),
    () => grid.getByRole('checkbox', { name: /filtered are ticked$/ }).waitFor(),
  );
  const box = grid.getByRole('textbox', { name: 'Filter ID' });
  figures.filterOneKey = await time(
    () => box.press('9'),
    () => allOrders.waitFor({ state: 'hidden' }),
  );
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/orders.list')) asked.push(request.url());
  });
  figures.filterTyped = await time(
    async () => {
      await box.fill('');
      await box.pressSequentially('00077', { delay: 60 });
    },
    () => firstCell(/00077/),
  );
  figures.requestsWhileTyping = asked.length;
  figures.clearFilter = await time(
    () => box.press('Escape'),
    () => allOrders.waitFor(),
  );
  figures.textFilter = await time(
    () => page.getByLabel('Filter orders').fill('fern-77'),
    () => allOrders.waitFor({ state: 'hidden' }),
  );
  await page.getByLabel('Filter orders').fill('');
  await allOrders.waitFor();
  figures.wheel = await wheel(page, grid);
  await grid.focus();
  figures.toTheEnd = await time(
    () => page.keyboard.press('Control+End'),
    () => grid.locator(`tr[data-row="${orderCount - 1}"]`).waitFor(),
  );
  figures.heapMegabytes = await heapMegabytes(session);
  return figures;
}

try {
  const started = performance.now();
  const file = join(folder, 'books.tieout');
  if (!existsSync(file)) await makeBooks(file, { orders: orderCount, postedOfTen: 6 });
  console.log(`${orderCount} orders made in ${Math.round(performance.now() - started)} ms.`);
  const app = await startWebApp(folder);
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-CA' });
    console.log(JSON.stringify(await measure(page, app.url), null, 2));
  } finally {
    await browser.close();
    await app.close();
  }
} finally {
  if (kept === undefined) await rm(folder, { recursive: true, force: true });
}
