import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { Bookkeeper } from '../fixtures/bookkeeper.ts';
import { expect, test } from '../fixtures/test.ts';

/** Totals before posting, on the screen, as files and on paper; and the proof of what was posted. */

async function downloaded(window: Page, press: () => Promise<void>): Promise<Download> {
  const download = window.waitForEvent('download');
  await press();
  return download;
}

const bytesOf = async (download: Download) => readFile(await download.path());

test.describe('before anything is posted', () => {
  test.use({ books: 'fetched' });

  test('totals are seen, printed on one page and saved', async ({ window }) => {
    const bookkeeper = new Bookkeeper(window);
    await bookkeeper.openTab('Orders');
    await bookkeeper.button('Post').click();
    const dialog = window.getByRole('dialog').last();
    await expect(dialog).toContainText('invoices');
    await dialog.getByRole('button', { name: 'Preview totals' }).click();
    const totals = window.getByRole('dialog', { name: /^Totals: \d+ orders$/ });
    const invoices = totals.getByRole('row', { name: /^Invoices / });
    await expect(invoices).toBeVisible();
    const [, , saved, posted, toPost] = await invoices.getByRole('cell').allTextContents();
    expect([posted, toPost]).toEqual(['0.00', saved]);
    for (const section of ['By document', 'By item code', 'By tax code']) {
      await expect(totals.getByRole('rowheader', { name: section })).toBeVisible();
    }
    expect(await accessibilityProblems(window)).toEqual([]);

    const csv = (
      await bytesOf(
        await downloaded(window, () => totals.getByRole('button', { name: 'Export CSV' }).click()),
      )
    ).toString();
    expect(csv).toContain(`Invoices,`);
    const xlsx = await bytesOf(
      await downloaded(window, () => totals.getByRole('button', { name: 'Export XLSX' }).click()),
    );
    expect(Object.keys(unzipSync(xlsx))).toContain('xl/workbook.xml');

    const pdf = (await window.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
    await totals.getByRole('button', { name: 'Close' }).last().click();
    await expect(totals).toBeHidden();
    await expect(dialog).toBeVisible();
  });
});

test.describe('with every invoice', () => {
  test.use({ books: 'invoiced' });

  test('a posted month leaves with a proof that ties out and is the same each time', async ({ window }) => {
    const bookkeeper = new Bookkeeper(window);
    await bookkeeper.openTab('Payment');
    await bookkeeper.button('Post').click();
    await window.getByRole('dialog').getByRole('button', { name: 'Preview totals' }).click();
    const totals = window.getByRole('dialog', { name: /^Totals: \d+ days$/ });
    await expect(totals.getByRole('rowheader', { name: 'Fees deducted from payments' })).toBeVisible();
    await expect(totals.getByRole('row', { name: /^Payments / })).toBeVisible();
    expect(await accessibilityProblems(window)).toEqual([]);
    await totals.getByRole('button', { name: 'Close' }).last().click();
    await window.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await bookkeeper.postAllDays();

    await bookkeeper.openTab('Tie-out');
    await bookkeeper.button('Whole period').click();
    const pack = window.getByRole('button', { name: 'Proof pack' });
    const first = await downloaded(window, () => pack.click());
    expect(first.suggestedFilename()).toMatch(/^proof-GB-2026-10-\d\d-to-2026-11-\d\d\.zip$/);
    await expect(window.getByRole('status').filter({ hasText: 'Tied out.' }).first()).toBeVisible();
    const bytes = await bytesOf(first);
    const files = Object.entries(unzipSync(bytes));
    const manifest = JSON.parse(
      Buffer.from(files.find(([path]) => path.endsWith('manifest.json'))?.[1] ?? []).toString(),
    );
    expect([manifest.tiedOut, manifest.files.length]).toEqual([true, files.length - 1]);
    expect(await bytesOf(await downloaded(window, () => pack.click()))).toEqual(bytes);
    expect(await accessibilityProblems(window)).toEqual([]);
  });
});
