import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { Bookkeeper } from '../fixtures/bookkeeper.ts';
import { expect, test } from '../fixtures/test.ts';
import { startWebApp } from '../fixtures/web-app.ts';

test('books that are open cannot be opened a second time', async ({ app, folder }) => {
  expect(app.url).toContain('#code=');
  const second = await startWebApp(folder).catch((problem: Error) => problem);
  expect(second).toBeInstanceOf(Error);
  expect(String(second)).toMatch(/ended with code 1/);
  expect(String(second)).toContain('These books are open in another window of Tieout.');
  expect(String(second)).not.toMatch(/\n\s+at /);
});

test('a port in use is said plainly', async ({ app, folder }) => {
  const other = join(folder, 'other');
  await mkdir(other);
  const { port } = new URL(app.url);
  const second = await startWebApp(other, ['--port', port]).catch((problem: Error) => problem);
  expect(String(second)).toContain(`Port ${port} is in use by another program.`);
  expect(String(second)).toMatch(/ended with code 1/);
});

test('the company is still there after a restart', async ({ app, folder, window }) => {
  await new Bookkeeper(window).openSampleCompany();
  // The page that stays open must not pester a program that has ended while the next one is on its way.
  await window.goto('about:blank');
  expect(await app.close()).toBe(0);
  const again = await startWebApp(folder);
  try {
    await window.goto(again.url);
    await expect(window.getByRole('combobox', { name: 'Shop', exact: true })).toBeVisible();
    expect(await accessibilityProblems(window)).toEqual([]);
  } finally {
    await window.goto('about:blank');
    expect(await again.close()).toBe(0);
  }
});
