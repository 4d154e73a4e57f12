import type { BrowserWindowConstructorOptions } from 'electron';
import { smallest, type WindowPlace } from './window-place.ts';

/** The window's options. Everything that separates page and machine is named, though most of it is the default. */
export function windowOptions(
  preload: string,
  { area }: Pick<WindowPlace, 'area'>,
): BrowserWindowConstructorOptions {
  return {
    ...area,
    minWidth: smallest.width,
    minHeight: smallest.height,
    // Shown when the first picture is ready: no white flash.
    show: false,
    title: 'Tieout',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
    },
  };
}
