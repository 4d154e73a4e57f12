import { app, BrowserWindow, type Session } from 'electron';
import { mayNavigate, START_URL } from './navigation.ts';
import { mayUse } from './permissions.ts';
import { windowOptions } from './window-options.ts';

/** Opens the one window of Tieout and loads the screens. */
export function openWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow(windowOptions(preload));
  window.once('ready-to-show', () => window.show());
  return window;
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
