import type { ChildProcess } from 'node:child_process';
import { startDevDesktop } from '../../../scripts/dev/desktop.ts';
import { driveStandIn, spawnStandIn } from '../../fixtures/desktop-app.ts';
import { freePort } from '../../fixtures/free-port.ts';
import { copySources } from '../../fixtures/sources-copy.ts';
import { expect, test } from '../../fixtures/test.ts';

test.use({ books: 'opened' });

test('npm run dev: the window takes what is written, and opens again on its tab with what is behind', async ({
  folder,
}) => {
  const sources = await copySources();
  const begun: ChildProcess[] = [];
  const said: string[] = [];
  const dev = await startDevDesktop({
    root: sources.root,
    port: await freePort(),
    spawn(switches) {
      const child = spawnStandIn(folder, switches, sources.root);
      begun.push(child);
      return child;
    },
    say: (line) => said.push(line),
    ended: () => said.push('The window was closed.'),
  });
  /** The window of the newest start. */
  const openWindow = async () => {
    const child = begun.at(-1);
    if (!child) throw new Error(said.join('\n'));
    const window = await (await driveStandIn(child, folder)).window();
    await expect(window.getByRole('contentinfo')).toContainText('.tieout', { timeout: 30_000 });
    return window;
  };
  try {
    const first = await openWindow();
    await first.getByRole('tab', { name: 'Product' }).click();
    await first.evaluate(() => Reflect.set(globalThis, 'isTheSamePage', true));
    await sources.edit('renderer/shell/header.tsx', '>Tieout<', '>Tied out<');
    await expect(first.getByText('Tied out', { exact: true })).toBeVisible();
    expect(await first.evaluate(() => Reflect.get(globalThis, 'isTheSamePage'))).toBe(true);

    await sources.edit('main/backend/index.ts', ': basename(booksFile)', ": 'other.tieout'");
    await expect.poll(() => begun.length, { timeout: 60_000 }).toBe(2);
    const second = await openWindow();
    await expect(second.getByRole('contentinfo')).toContainText('other.tieout');
    await expect(second.getByRole('tab', { name: 'Product', selected: true })).toBeVisible();
  } finally {
    await dev.close();
    await sources.remove();
  }
  expect(said).not.toContain('The window was closed.');
});
