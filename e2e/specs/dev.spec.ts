import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '../fixtures/free-port.ts';
import { copySources } from '../fixtures/sources-copy.ts';
import { expect, test } from '../fixtures/test.ts';

test.use({ books: 'opened' });

test('npm run dev: the page takes what is written, on its tab, in front and behind', async ({
  page,
  folder,
}) => {
  const sources = await copySources();
  const dev = startDev(sources.root, folder, await freePort());
  try {
    const address = await dev.address();
    expect(await dev.firstAnswer(), 'a browser that opens the address as soon as it is said').toBe(200);
    await page.goto(address);
    await page.getByRole('tab', { name: 'Product' }).click();
    const isHere = expect(page.getByRole('tab', { name: 'Product', selected: true }));
    await expect(page.getByRole('contentinfo')).toContainText('books.tieout');
    await page.evaluate(() => Reflect.set(globalThis, 'isTheSamePage', true));

    await sources.edit('renderer/shell/header.tsx', '>Tieout<', '>Tied out<');
    await expect(page.getByText('Tied out', { exact: true })).toBeVisible();
    await isHere.toBeVisible();

    await sources.edit('main/backend/index.ts', ': basename(booksFile)', ": 'other.tieout'");
    await expect(page.getByRole('contentinfo')).toContainText('other.tieout', { timeout: 30_000 });
    await isHere.toBeVisible();
    expect(await page.evaluate(() => Reflect.get(globalThis, 'isTheSamePage'))).toBe(true);
  } finally {
    expect(await dev.close(), dev.output()).toBe(0);
    await sources.remove();
  }
});

function startDev(root: string, folder: string, port: number) {
  const args = ['--web', '--no-open', `--port=${port}`, `--books=${join(folder, 'books.tieout')}`];
  const child: ChildProcess = spawn(process.execPath, [join(root, 'scripts', 'dev.ts'), ...args], {
    env: {
      ...process.env,
      HOME: folder,
      XDG_DATA_HOME: folder,
      XDG_CONFIG_HOME: folder,
      TIEOUT_KEYCHAIN: 'off',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let firstAnswer: Promise<number | string> | undefined;
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      const address = found();
      if (address !== undefined)
        firstAnswer ??= fetch(address).then(
          (answer) => answer.status,
          (problem: unknown) => String(problem),
        );
    });
  const found = () => /http:\/\/127\.0\.0\.1:\d+\/#code=\S+(?=\s)/.exec(output)?.[0];
  return {
    output: () => output,
    /** What the address answered in the moment it was said. */
    firstAnswer: () => firstAnswer,
    async address(): Promise<string> {
      await expect
        .poll(() => child.exitCode !== null || found() !== undefined, { timeout: 60_000 })
        .toBe(true);
      const address = found();
      if (address === undefined) throw new Error(output);
      return address;
    },
    async close(): Promise<number | null> {
      if (child.exitCode === null) {
        child.kill('SIGINT');
        await once(child, 'exit');
      }
      return child.exitCode;
    },
  };
}
