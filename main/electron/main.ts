import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, powerMonitor, protocol, session } from 'electron';
import { openStaticFiles } from '../web/static-files.ts';
import { closeWithCare } from './close-with-care.ts';
import { createDesk } from './desk.ts';
import { devScreens } from './dev-screens.ts';
import { startHosted } from './hosted-backend.ts';
import { sendEvents, serveIpc } from './ipc.ts';
import { limitPermissions } from './lock-page.ts';
import { SCHEME } from './navigation.ts';
import { filesInArguments } from './offered-files.ts';
import { answerAppRequest } from './protocol.ts';
import { restartScreens } from './restart-screens.ts';
import { showJobs } from './show-jobs.ts';
import { loadScreens, lockPages, openWindow } from './window.ts';

/** This file is dist/electron/main.js: the screens are its neighbours. */
const distFolder = join(import.meta.dirname, '..');

/** Files handed over before the window is there; macOS tells of them before `ready`. */
let offer = (path: string): void => {
  early.push(path);
};
const early: string[] = [];

// Two programs on one set of books would each believe to be alone: the second one wakes the first and ends.
if (app.requestSingleInstanceLock()) start();
else app.quit();

function start(): void {
  app.enableSandbox();
  // Windows shows notifications under the name by which the installer knows the program (electron-builder.yml).
  app.setAppUserModelId('app.tieout.desktop');
  process.on('uncaughtException', fail);
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  lockPages(screensUnderWork());
  app.on('second-instance', (_event, args) => {
    showWindow();
    for (const path of filesInArguments(args)) offer(path);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    offer(path);
  });
  app.on('window-all-closed', () => app.quit());
  early.push(...filesInArguments(process.argv));
  app.whenReady().then(run).catch(fail);
}

async function run(): Promise<void> {
  limitPermissions(session.defaultSession);
  // All three at once: the process of the books, the process of the screens, and their files.
  const starting = startHosted(join(import.meta.dirname, 'backend.js'));
  const read = openStaticFiles(join(distFolder, 'renderer'));
  protocol.handle(SCHEME, (request) => answerAppRequest(request, read));
  const window = openWindow(join(import.meta.dirname, 'preload.cjs'));
  serveIpc({
    ipc: ipcMain,
    page: window.webContents,
    dispatch: async (method, input) => (await starting).dispatch(method, input),
  });
  const loaded = loadScreens(window, screensUnderWork());
  // Its failure is told below, when all that hangs on the books is there.
  loaded.catch(() => undefined);
  const backend = await starting;
  sendEvents(window.webContents, backend.listen);
  restartScreens(window, backend.log);
  showJobs(window, backend);
  closeWithCare(window, backend, fail);
  powerMonitor.on('suspend', () => backend.log('The computer goes to sleep.'));
  powerMonitor.on('resume', () => backend.log('The computer woke up.'));
  const desk = await createDesk(window, backend);
  await loaded;
  offer = desk.offer;
  for (const path of early.splice(0)) offer(path);
}

function screensUnderWork(): string | null {
  return devScreens(app.isPackaged, app.commandLine.getSwitchValue('screens'));
}

function showWindow(): void {
  const window = BrowserWindow.getAllWindows()[0];
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

/** Nothing is left to show it in but a dialog of the system. */
function fail(problem: unknown): void {
  const message = problem instanceof Error ? problem.message : String(problem);
  process.stderr.write(`Tieout could not go on: ${message}\n`);
  dialog.showErrorBox('Tieout could not go on', `${message}\n\nThe books on disk are not touched by this.`);
  app.exit(1);
}
