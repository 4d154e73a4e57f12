import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chooseHost } from './host-choice.ts';
import { parseStartOptions, type StartOptions, startHelp } from './start-options.ts';
import { builtHostIsStale, builtHostOf } from './web/built-host.ts';

/** `npm start` (by start.js): opens Electron where it can be had, else the browser, and says which and why. */
const root = join(import.meta.dirname, '..');

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function start(options: StartOptions): Promise<number> {
  if (options.help) {
    say(startHelp);
    return 0;
  }
  const choice = chooseHost({
    electronFolder: join(root, 'node_modules', 'electron'),
    platform: process.platform,
    env: process.env,
    isRoot: process.getuid?.() === 0,
  });
  if (choice.host === 'electron' && !options.web) {
    say('Tieout opens in its own window (Electron).');
    return runElectron(choice.program, options);
  }
  say(`Tieout opens in the browser: ${choice.host === 'web' ? choice.why : 'asked for with --web'}.`);
  const { runWeb } = await loadWebHost();
  return runWeb(options);
}

/** The web host as it was built, built again when the sources are newer. Loaded only now: the choice takes no time. */
async function loadWebHost(): Promise<typeof import('./web/run.ts')> {
  if (builtHostIsStale(root)) {
    const { buildWebHost } = await import('../scripts/build-web-host.ts');
    say(`The program is built (${await buildWebHost(root)} ms).`);
  }
  return import(pathToFileURL(builtHostOf(root)).href);
}

async function runElectron(program: string, options: StartOptions): Promise<number> {
  const { buildElectron, electronIsStale } = await import('../scripts/build-electron.ts');
  const { buildRenderer, rendererIsStale } = await import('./web/build-renderer.ts');
  if (rendererIsStale(root)) say(`The screens are built (${await buildRenderer(root)} ms).`);
  if (electronIsStale(root)) say(`The program is built (${await buildElectron(root)} ms).`);
  const switches = options.secretsWithoutKeychain ? ['--secrets-without-keychain'] : [];
  const child = spawn(program, [root, `--books=${options.booksFile}`, ...switches], { stdio: 'inherit' });
  // Ctrl+C reaches the child by itself; this program waits for its end.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
}

const options = parseStartOptions(process.argv.slice(2), process.env);
if (options.ok) process.exitCode = await start(options.value);
else {
  process.stderr.write(`${options.error}\n\n${startHelp}`);
  process.exitCode = 1;
}
