import { join } from 'node:path';
import { app, type BrowserWindow, dialog, Menu, shell } from 'electron';
import packageJson from '../../package.json' with { type: 'json' };
import type { HostedBackend } from './hosted-backend.ts';
import { type HostAction, menuTemplate } from './menu.ts';
import { readOffered } from './offered-files.ts';
import { openRecentFiles } from './recent-files.ts';
import { startUpdates } from './updates.ts';

/** What surrounds the window: menu, files from the desktop, recent files, about, logs, updates. */
export interface Desk {
  /** A settlement file from the desktop: read, handed to the screens, remembered. */
  readonly offer: (path: string) => void;
}

export async function createDesk(window: BrowserWindow, backend: HostedBackend): Promise<Desk> {
  const recent = await openRecentFiles(join(app.getPath('userData'), 'recent-files.json'));

  const offer = async (path: string): Promise<void> => {
    const read = await readOffered(path);
    if (read.ok) {
      backend.tell({ event: 'host.file', ...read.value });
      await recent.add(path);
      app.addRecentDocument(path);
    } else {
      await recent.remove(path);
      await dialog.showMessageBox(window, {
        type: 'error',
        message: 'The file was not loaded',
        detail: read.error,
      });
    }
    drawMenu();
  };

  const chooseFile = async (): Promise<void> => {
    const { filePaths } = await dialog.showOpenDialog(window, {
      title: 'Settlement file',
      filters: [{ name: 'Settlement exports', extensions: ['xlsx', 'csv'] }],
      properties: ['openFile', 'multiSelections'],
    });
    for (const path of filePaths) await offer(path);
  };

  const lookForUpdates = startUpdates(window, backend.log);

  const act: Readonly<Record<HostAction, () => unknown>> = {
    openFile: chooseFile,
    showLogs: () => shell.openPath(backend.logFolder),
    about: () => app.showAboutPanel(),
    lookForUpdates,
    forgetRecent: async () => {
      app.clearRecentDocuments();
      await recent.clear();
      drawMenu();
    },
  };

  const choose = async (command: string): Promise<void> => {
    // Choosing in the menu is an act of the person like a click in the page, which alone may open a file dialog there.
    await window.webContents.executeJavaScript('0', true);
    backend.tell({ event: 'host.command', command });
  };

  const drawMenu = (): void => {
    const facts = { platform: process.platform, recent: recent.list() };
    const template = menuTemplate(facts, {
      command: (command) => void choose(command),
      host: (action) => void act[action](),
      openRecent: (path) => void offer(path),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };

  app.setAboutPanelOptions({
    applicationName: 'Tieout',
    applicationVersion: packageJson.version,
    copyright: packageJson.description,
  });
  drawMenu();
  return { offer: (path) => void offer(path) };
}
