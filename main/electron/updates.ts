import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import { createUpdates, type Updater } from './update-flow.ts';
import { planUpdates } from './update-plan.ts';

/** The first look comes when the day's work has begun, not while the window opens. */
const firstMs = 120_000;
const againMs = 86_400_000;

/** Looks for updates by itself where they are on; the function is for the menu. */
export function startUpdates(window: BrowserWindow, log: (line: string) => void): () => Promise<void> {
  const plan = planUpdates({
    isPackaged: app.isPackaged,
    hasFeed: app.isPackaged && existsSync(join(process.resourcesPath, 'app-update.yml')),
    platform: process.platform,
    env: process.env,
  });
  const look = createUpdates({
    plan,
    load: () => loadUpdater(log),
    words: {
      async tell(message, detail) {
        await dialog.showMessageBox(window, { type: 'info', message, detail });
      },
      async ask(message, detail, yes, no) {
        const buttons = [yes, no];
        const options = { type: 'question', message, detail, buttons, defaultId: 0, cancelId: 1 } as const;
        return (await dialog.showMessageBox(window, options)).response === 0;
      },
    },
    quit: () => app.quit(),
    log,
  });
  if (plan.on) {
    setTimeout(() => void look(false), firstMs).unref();
    setInterval(() => void look(false), againMs).unref();
  }
  return () => look(true);
}

async function loadUpdater(log: (line: string) => void): Promise<Updater> {
  const { default: library } = await import('electron-updater');
  const { autoUpdater } = library;
  autoUpdater.autoDownload = false;
  autoUpdater.autoInstallOnAppQuit = true;
  autoUpdater.allowDowngrade = false;
  autoUpdater.logger = { info: () => undefined, warn: log, error: log };
  return {
    async check() {
      const found = await autoUpdater.checkForUpdates();
      return found?.isUpdateAvailable === true ? found.updateInfo.version : null;
    },
    async download() {
      await autoUpdater.downloadUpdate();
    },
  };
}
