/**
 * What `electron` is where its program is missing: the parts that Tieout's main process uses, on Node and a real Chromium.
 * `accepted.ts` has the compiler hold each part against Electron's own types; a part that is missing here fails the run.
 */
export { app } from './app.ts';
export { dialog } from './dialogs.ts';
export { ipcMain } from './ipc-main.ts';
export { Menu } from './menu.ts';
export { protocol } from './protocol.ts';
export { safeStorage } from './safe-storage.ts';
export { session } from './session.ts';
export { Notification, nativeImage, powerMonitor, powerSaveBlocker, screen, shell } from './system.ts';
export { utilityProcess } from './utility-process.ts';
export { BrowserWindow } from './window.ts';
