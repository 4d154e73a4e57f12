import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, screen } from 'electron';
import { lockPage } from './lock-page.ts';
import { START_URL } from './navigation.ts';
import { windowOptions } from './window-options.ts';
import { placeWindow } from './window-place.ts';

/** Opens the one window of Tieout where it was when it was closed. */
export function openWindow(preload: string): BrowserWindow {
  const file = join(app.getPath('userData'), 'window.json');
  const main = screen.getPrimaryDisplay();
  const displays = [main, ...screen.getAllDisplays().filter(({ id }) => id !== main.id)];
  const place = placeWindow(
    readPlace(file),
    displays.map(({ workArea }) => workArea),
  );
  const window = new BrowserWindow(windowOptions(preload, place));
  window.once('ready-to-show', () => {
    if (place.isMaximized) window.maximize();
    window.show();
  });
  window.on('close', () => savePlace(file, window));
  return window;
}

function readPlace(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Never closed before, or not readable: the usual place.
    return null;
  }
}

function savePlace(file: string, window: BrowserWindow): void {
  const { x, y, width, height } = window.getNormalBounds();
  try {
    const place = { area: { x, y, width, height }, isMaximized: window.isMaximized() };
    writeFileSync(file, JSON.stringify(place), { mode: 0o600 });
  } catch {
    // A convenience: without it the window opens in its usual place.
  }
}

/** Loads the screens; call it after the calls of the window are served. `underWork` is their address in development. */
export function loadScreens(window: BrowserWindow, underWork: string | null): Promise<void> {
  return window.loadURL(underWork ?? START_URL);
}

/** For every page that may ever come to be. */
export function lockPages(underWork: string | null): void {
  app.on('web-contents-created', (_event, contents) => lockPage(contents, underWork));
}
