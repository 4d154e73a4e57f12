import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createServer, type ProxyOptions } from 'vite';
import { chooseHost } from '../main/host-choice.ts';
import { parseStartOptions } from '../main/start-options.ts';
import { buildElectron } from './build-electron.ts';
import { createDevDesktop } from './dev/desktop.ts';
import { startDevWeb } from './dev/web.ts';

/**
 * `npm run dev`: screens that change while they are written, in Electron where it can be had, else in the browser. Takes
 * the options of `npm start`; `--web` takes the browser in any case.
 */
const root = join(import.meta.dirname, '..');
const options = parseStartOptions(process.argv.slice(2), process.env);
if (!options.ok) throw new Error(options.error);
const chosen = options.value;
const choice = chooseHost({
  electronFolder: join(root, 'node_modules', 'electron'),
  platform: process.platform,
  env: process.env,
  isRoot: process.getuid?.() === 0,
});
if (choice.host === 'electron' && !chosen.web) await inElectron(choice.program);
else await inBrowser(choice.host === 'web' ? choice.why : 'asked for with --web');

async function inElectron(program: string): Promise<void> {
  const { vite, address } = await serveScreens({});
  const switches = [`--books=${chosen.booksFile}`, `--screens=${address}`];
  if (chosen.secretsWithoutKeychain) switches.push('--secrets-without-keychain');
  const desktop = createDevDesktop({
    build: () => buildElectron(root),
    spawn: () => spawn(program, [root, ...switches], { stdio: 'inherit' }),
    say: (line) => console.log(line),
    ended: () => void stop(),
  });
  const stop = async (): Promise<void> => {
    await desktop.close();
    await vite.close();
    process.exit(0);
  };
  const behind = ['main', 'app', 'db', 'sandbox'].map((folder) => join(root, folder));
  vite.watcher.add(behind);
  vite.watcher.on('change', (file) => {
    if (behind.some((folder) => file.startsWith(folder)) && !file.endsWith('.test.ts')) desktop.changed();
  });
  process.once('SIGINT', () => void stop());
  console.log(`Screens under work, in Electron: ${address}`);
  await desktop.start();
}

async function inBrowser(why: string): Promise<void> {
  const host = await startDevWeb(root, chosen);
  const { vite, address } = await serveScreens(host.proxy);
  console.log(`In the browser: ${why}.`);
  console.log(`Screens under work: ${address}${host.newMark()}`);
  process.once('SIGINT', async () => {
    await vite.close();
    await host.close();
    process.exit(0);
  });
}

async function serveScreens(proxy: Readonly<Record<string, ProxyOptions>>) {
  const wanted = chosen.port || 5173;
  const vite = await createServer({
    configFile: join(root, 'renderer', 'vite.config.ts'),
    server: {
      host: '127.0.0.1',
      port: wanted,
      strictPort: true,
      proxy: { ...proxy },
    },
  });
  await vite.listen();
  return { vite, address: `http://127.0.0.1:${wanted}/` };
}
