import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { app } from './app.ts';
import { WebContents } from './web-contents.ts';

/** A window whose inside is a page of Chromium. What only a real desktop shows (bar, badge) is kept as a value. */
export class BrowserWindow extends EventEmitter {
  private static readonly all: BrowserWindow[] = [];
  readonly webContents: WebContents;
  private isGone = false;
  private focused = false;
  private shown: boolean;
  private minimized = false;
  private maximized = false;
  private readonly bounds: Rectangle;

  static getAllWindows(): BrowserWindow[] {
    return [...BrowserWindow.all];
  }

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    const { webPreferences: preferences, x = 0, y = 0, width = 800, height = 600 } = options;
    this.bounds = { x, y, width, height };
    // The stand-in has no other kind of page; a window that asks for less must not seem to work.
    if (!preferences?.preload || preferences.sandbox !== true || preferences.contextIsolation !== true) {
      throw new Error(
        'The stand-in opens only windows with a preload script, a sandbox and isolated worlds.',
      );
    }
    this.shown = options.show !== false;
    this.webContents = new WebContents(preferences.preload, { width, height });
    BrowserWindow.all.push(this);
    app.windows.add(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.load(url);
    this.emit('ready-to-show');
  }

  close(): void {
    let isStopped = false;
    this.emit('close', {
      preventDefault: () => {
        isStopped = true;
      },
    });
    if (!isStopped) this.destroy();
  }

  destroy(): void {
    if (this.isGone) return;
    this.isGone = true;
    app.windows.delete(this);
    BrowserWindow.all.splice(BrowserWindow.all.indexOf(this), 1);
    void this.webContents.destroy();
    this.emit('closed');
    if (app.windows.size === 0) app.emit('window-all-closed');
  }

  isDestroyed(): boolean {
    return this.isGone;
  }

  show(): void {
    this.shown = true;
    this.focus();
  }

  isVisible(): boolean {
    return this.shown;
  }

  focus(): void {
    this.focused = true;
    this.emit('focus');
  }

  blur(): void {
    this.focused = false;
    this.emit('blur');
  }

  isFocused(): boolean {
    return this.focused;
  }

  minimize(): void {
    this.minimized = true;
    this.blur();
  }

  restore(): void {
    this.minimized = false;
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  maximize(): void {
    this.maximized = true;
  }

  isMaximized(): boolean {
    return this.maximized;
  }

  getNormalBounds(): Rectangle {
    return { ...this.bounds };
  }

  setProgressBar(_progress: number): void {}
  setOverlayIcon(_overlay: unknown, _description: string): void {}
}
