import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { app, BrowserWindow, ipcMain, protocol, safeStorage, session, shell } from 'electron';
import { defaultBooksFile, secretsFileOf } from '../books-file.ts';
import { mayOpenOutside } from '../external-address.ts';
import { createFileSecrets } from '../secrets/file-secrets.ts';
import { createSafeStorageSecrets } from '../secrets/safe-storage-secrets.ts';
import { loadStaticFiles } from '../web/static-files.ts';
import { failedBackend, type HostedBackend, hostBackend } from './hosted-backend.ts';
import { serveIpc } from './ipc.ts';
import { SCHEME } from './navigation.ts';
import { answerAppRequest } from './protocol.ts';
import { limitPermissions, loadScreens, lockPages, openWindow } from './window.ts';

/** This file is dist/electron/main.js: the screens are its neighbours. */
const distFolder = dirname(import.meta.dirname);

// Two programs on one set of books would each believe to be alone: the second one wakes the first and ends.
if (app.requestSingleInstanceLock()) start();
else app.quit();

function start(): void {
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  lockPages();
  app.on('second-instance', () => {
    const window = BrowserWindow.getAllWindows()[0];
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  app.whenReady().then(run).catch(fail);
}

async function run(): Promise<void> {
  limitPermissions(session.defaultSession);
  const files = await loadStaticFiles(join(distFolder, 'renderer'));
  protocol.handle(SCHEME, (request) => answerAppRequest(request, files));
  const backend = await startHosted();
  const window = openWindow(join(import.meta.dirname, 'preload.cjs'));
  const stop = serveIpc({
    ipc: ipcMain,
    page: window.webContents,
    dispatch: backend.dispatch,
    listen: backend.listen,
  });
  let closing = false;
  app.on('before-quit', (event) => {
    if (closing) return;
    closing = true;
    // The books are closed first, then the program ends.
    event.preventDefault();
    stop();
    backend.close().then(() => app.quit(), fail);
  });
  await loadScreens(window);
}

async function startHosted(): Promise<HostedBackend> {
  const booksFile = readBooksFile();
  // A folder that cannot be made is told by the books, which are opened next: the window shows their sentence.
  await mkdir(dirname(booksFile), { recursive: true, mode: 0o700 }).catch(() => undefined);
  const secrets = createSafeStorageSecrets({
    safeStorage,
    platform: process.platform,
    inner: createFileSecrets(secretsFileOf(booksFile, 'keychain')),
    plainConfirmed: app.commandLine.hasSwitch('secrets-without-keychain'),
  });
  if (!secrets.ok) return failedBackend(secrets.error.message);
  return hostBackend({
    booksFile,
    host: 'electron',
    secrets: secrets.value,
    openInBrowser,
    log: (line) => process.stderr.write(`${line}\n`),
  });
}

async function openInBrowser(url: string): Promise<boolean> {
  if (!mayOpenOutside(url)) return false;
  try {
    await shell.openExternal(url);
    return true;
  } catch {
    return false;
  }
}

/** `--books FILE`, else the books of this user. */
function readBooksFile(): string {
  const given = app.commandLine.getSwitchValue('books');
  if (given !== '') return resolve(given);
  return defaultBooksFile({ platform: process.platform, env: process.env, home: homedir() });
}

function fail(problem: unknown): void {
  process.stderr.write(
    `Tieout could not go on: ${problem instanceof Error ? problem.message : String(problem)}\n`,
  );
  app.exit(1);
}
