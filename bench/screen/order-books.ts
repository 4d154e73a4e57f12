import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWebApp, type WebApp } from '../../e2e/fixtures/web-app.ts';
import { makeBooks } from '../books.ts';
import { openBrowser, openPage } from './lab.ts';

const root = join(import.meta.dirname, '..', '..');
/** Books of 100,000 orders take a minute to make: they are kept as long as what makes them stays the same. */
const cacheFolder = join(root, 'node_modules', '.cache', 'tieout-bench');

/** A folder with books of so many orders of 2026, of which six in ten have an invoice; the Orders tab shows all of them. */
export async function orderBooksFolder(orders: number): Promise<string> {
  const made = join(cacheFolder, `orders-${orders}-${makersMark()}.tieout`);
  if (!existsSync(made)) await make(made, orders);
  const folder = mkdtempSync(join(tmpdir(), 'tieout-bench-'));
  copyFileSync(made, join(folder, 'books.tieout'));
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

async function make(made: string, orders: number): Promise<void> {
  mkdirSync(cacheFolder, { recursive: true });
  const folder = mkdtempSync(join(cacheFolder, 'making-'));
  try {
    console.error(`making books of ${orders} orders …`);
    const file = join(folder, 'books.tieout');
    await makeBooks(file, { orders, postedOfTen: 6 });
    await leaveAtOrders(folder);
    renameSync(file, made);
  } finally {
    removeFolder(folder);
  }
}

/** The person looked at all of 2026 on the Orders tab and left: the next start opens there. */
async function leaveAtOrders(folder: string): Promise<void> {
  const app = await startWebApp(folder);
  const browser = await openBrowser();
  try {
    const page = await openPage(browser);
    await page.goto(app.url);
    await page.getByRole('tab', { name: 'Orders' }).click();
    const saved = page.waitForResponse((response) => {
      const asked = response.request().postData() ?? '';
      return response.url().endsWith('/api/preferences.save') && asked.includes('2026-12-31');
    });
    await page.getByLabel('From', { exact: true }).fill('2026-01-01');
    await page.getByLabel('To', { exact: true }).fill('2026-12-31');
    await saved;
  } finally {
    await browser.close();
    await closeApp(app);
  }
}

export async function closeApp(app: WebApp): Promise<void> {
  const code = await app.close();
  if (code !== 0) throw new Error(`Tieout ended with ${code}.\n${app.output()}`);
}

function makersMark(): string {
  const makers = ['db/schema.snapshot.sql', 'bench/books.ts', 'bench/screen/order-books.ts'];
  const hash = createHash('sha256');
  for (const maker of makers) hash.update(readFileSync(join(root, maker)));
  return hash.digest('hex').slice(0, 12);
}
