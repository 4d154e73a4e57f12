import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, type Session, screen } from 'electron';
import { mayNavigate, START_URL } from './navigation.ts';
import { mayUse } from './permissions.ts';
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

/** For every page that may ever come to be: it stays where it is and opens nothing. */
export function lockPages(underWork: string | null): void {
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: { readonly url: string; preventDefault(): void }): void => {
      if (!mayNavigate(event.url) && event.url !== underWork) event.preventDefault();
    };
    contents.on('will-navigate', stay);
    contents.on('will-frame-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

export function limitPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(mayUse(permission)));
  session.setPermissionCheckHandler((_contents, permission) => mayUse(permission));
  session.setDevicePermissionHandler(() => false);
}
