import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { chooseHost } from '../main/host-choice.ts';
import { parseStartOptions } from '../main/start-options.ts';
import { startDevDesktop } from './dev/desktop.ts';
import { serveDevScreens } from './dev/screens.ts';
import { startDevWeb } from './dev/web.ts';

/**
 * `npm run dev`: screens that change while they are written, in Electron where it can be had, else in the browser. What is
 * behind them is started again when it changes. Takes the options of `npm start`; `--web` takes the browser in any case.
 */
const root = join(import.meta.dirname, '..');
const say = (line: string): void => console.log(line);
const options = parseStartOptions(process.argv.slice(2), process.env);
if (!options.ok) throw new Error(options.error);
const chosen = options.value;
const port = chosen.port || 5173;
const choice = chooseHost({
  electronFolder: join(root, 'node_modules', 'electron'),
  platform: process.platform,
  env: process.env,
  isRoot: process.getuid?.() === 0,
});
const closing = Promise.withResolvers<void>();
process.once('SIGINT', () => closing.resolve());
const close = await (choice.host === 'electron' && !chosen.web ? inElectron(choice.program) : inBrowser());
await closing.promise;
await close();
process.exit(0);

async function inElectron(program: string): Promise<() => Promise<void>> {
  const switches = [`--books=${chosen.booksFile}`];
  if (chosen.secretsWithoutKeychain) switches.push('--secrets-without-keychain');
  const desktop = await startDevDesktop({
    root,
    port,
    spawn: (more) => spawn(program, [root, ...switches, ...more], { stdio: 'inherit' }),
    say,
    ended: () => closing.resolve(),
  });
  return () => desktop.close();
}

async function inBrowser(): Promise<() => Promise<void>> {
  say(`In the browser: ${choice.host === 'web' ? choice.why : 'asked for with --web'}.`);
  const served = Promise.withResolvers<void>();
  // Whoever opens the address as soon as it is said is to find the screens there.
  const opens = (mark: string): void =>
    void served.promise.then(() => say(`Screens under work: http://127.0.0.1:${port}/${mark}`));
  const host = await startDevWeb({ booksFile: chosen.booksFile, say, opens });
  const { proxy, patience } = host;
  const screens = await serveDevScreens({ root, port, proxy, plugins: [patience], changed: host.changed });
  served.resolve();
  return async () => {
    await screens.close();
    await host.close();
  };
}
