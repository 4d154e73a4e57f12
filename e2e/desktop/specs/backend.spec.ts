import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBooks } from '../../../sandbox/stokly/books.ts';
import { createStateFile } from '../../../sandbox/stokly/state-file.ts';
import { Bookkeeper } from '../../fixtures/bookkeeper.ts';
import type { DesktopApp } from '../../fixtures/desktop-app.ts';
import { expect, test } from '../../fixtures/test.ts';

/** Ends the process of the backend as a crash does: nothing in it gets a chance to say anything. */
async function killBackend(desktop: DesktopApp): Promise<void> {
  await desktop.evaluate(() => {
    const { execFileSync } = process.getBuiltinModule('node:child_process');
    const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], {
      encoding: 'utf8',
    }).split('\n');
    // The stand-in runs the bundle by its name; the real program has a service of Chromium's for it.
    const line = children.find((one) => /backend\.js|node\.mojom\.NodeService/.test(one));
    if (!line) throw new Error('The backend has no process of its own.');
    process.kill(Number(line.trim().split(' ')[0]), 'SIGKILL');
  });
}

/** Notes from now on what the taskbar is told, and how often sleep is held off and allowed again. */
async function noteSigns(desktop: DesktopApp): Promise<void> {
  await desktop.evaluate(({ BrowserWindow, powerSaveBlocker }) => {
    const noted = { bars: [] as number[], awake: 0, asleep: 0 };
    const window = BrowserWindow.getAllWindows()[0];
    if (window) window.setProgressBar = (bar: number) => void noted.bars.push(bar);
    const { start, stop } = powerSaveBlocker;
    powerSaveBlocker.start = (type) => {
      noted.awake += 1;
      return start(type);
    };
    powerSaveBlocker.stop = (id) => {
      noted.asleep += 1;
      return stop(id);
    };
    Reflect.set(globalThis, 'noted', noted);
  });
}

/** What the sample company's Stokly keeps beside the books, read from a copy: reading mends a line that is half written. */
function ledgerOf(folder: string) {
  const copy = join(folder, 'ledger-copy');
  copyFileSync(join(folder, 'books.tieout.sample'), copy);
  return openBooks(createStateFile(copy));
}

test('posting goes on when the process of the books is killed, and nothing is posted twice', async ({
  window,
  desktop,
  folder,
}) => {
  const bookkeeper = new Bookkeeper(window);
  await bookkeeper.openSampleCompany();
  await bookkeeper.openTab('Product');
  await bookkeeper.fetchProducts();
  await bookkeeper.mapProduct('TOTE-OLD-NAVY', 'TOTE-NVY');
  await bookkeeper.openTab('Orders');
  await bookkeeper.refreshOrders('2026-10-01', '2026-10-31');

  await noteSigns(desktop);
  await bookkeeper.button('Post').click();
  const dialog = window.getByRole('dialog', { name: /^Post .+ shown, .+\?$/ });
  await dialog.getByRole('button', { name: 'Post', exact: true }).click();
  await expect
    .poll(() => ledgerOf(folder).invoices.listLatest().length, { timeout: 60_000 })
    .toBeGreaterThan(3);
  const before = ledgerOf(folder).invoices.listLatest().length;
  await killBackend(desktop);

  await expect(window.getByText('was started again').first()).toBeVisible({ timeout: 30_000 });
  const result = window.getByRole('status').filter({ hasText: /orders? posted/ });
  await expect(result.first()).toBeVisible({ timeout: 90_000 });
  await expect(result.first()).not.toContainText('not confirmed');
  const noted = await desktop.evaluate(
    () => Reflect.get(globalThis, 'noted') as { bars: number[]; awake: number; asleep: number },
  );
  expect(noted.bars.some((bar) => bar > 0 && bar <= 1)).toBe(true);
  expect(noted.bars.at(-1)).toBe(-1);
  expect(noted.awake).toBeGreaterThan(0);
  expect(noted.asleep).toBe(noted.awake);
  const after = ledgerOf(folder);
  const invoiced = after.invoices.listLatest().map(({ saleOrderId }) => saleOrderId);
  expect(invoiced.length).toBeGreaterThan(before);
  expect(new Set(invoiced).size).toBe(invoiced.length);
  const references = after.orders.listLatest().map(({ sourceReferenceId }) => sourceReferenceId);
  expect(new Set(references).size).toBe(references.length);
});

test('the screens are loaded again when their process dies', async ({ window, desktop }) => {
  const bookkeeper = new Bookkeeper(window);
  await bookkeeper.openSampleCompany();
  await bookkeeper.openTab('Orders');
  const line = await window.context().newCDPSession(window);
  // The answer never comes: the process that would give it is gone.
  void line.send('Page.crash').catch(() => undefined);
  await expect.poll(() => window.isClosed(), { timeout: 30_000 }).toBe(true);
  const again = await desktop.window();
  await expect(again.getByRole('tabpanel', { name: 'Orders' })).toBeVisible({ timeout: 30_000 });
});
