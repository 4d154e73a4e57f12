import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startChromium } from './chromium.ts';
import { handOver, takeLock } from './single-instance.ts';
import { switchValue, userDataFolder } from './switches.ts';

/** What `app` needs to know of a window, to close it. */
interface Closable {
  close(): void;
}

class App extends EventEmitter {
  readonly isPackaged = false;
  /** Open windows, kept by `BrowserWindow`. */
  readonly windows = new Set<Closable>();
  readonly commandLine = {
    hasSwitch: (name: string): boolean => switchValue(name) !== null,
    getSwitchValue: (name: string): string => switchValue(name) ?? '',
  };
  private badge = 0;
  private isSandboxed = false;
  private readonly ready: Promise<void>;

  constructor() {
    super();
    // Not before the main script has run: what must come before `ready` is refused after it.
    this.ready = new Promise((resolve) => setImmediate(resolve)).then(async () => {
      if (!this.isSandboxed)
        throw new Error('The stand-in runs pages in their sandbox only: call app.enableSandbox().');
      await startChromium(join(userDataFolder(), 'chromium'));
      this.emit('ready');
    });
    this.ready.catch(() => undefined);
    // As Electron does on Linux and macOS.
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => this.quit());
  }

  requestSingleInstanceLock(): boolean {
    const folder = userDataFolder();
    mkdirSync(folder, { recursive: true });
    if (takeLock(folder, (args) => this.emit('second-instance', {}, args, process.cwd()))) return true;
    handOver(folder);
    return false;
  }

  enableSandbox(): void {
    this.isSandboxed = true;
  }

  whenReady(): Promise<void> {
    return this.ready;
  }

  getPath(name: string): string {
    if (name === 'userData') return userDataFolder();
    throw new Error(`The stand-in knows no folder “${name}”.`);
  }

  /** The order of Electron: before-quit, the windows, will-quit, the end. Each step can be stopped. */
  quit(): void {
    // Without a window and before `ready` (a second instance) nothing is asked.
    let isStopped = false;
    const event = {
      preventDefault: () => {
        isStopped = true;
      },
    };
    this.emit('before-quit', event);
    for (const window of [...this.windows]) window.close();
    if (isStopped || this.windows.size > 0) return;
    this.emit('will-quit', event);
    if (!isStopped) this.exit(0);
  }

  exit(code = 0): void {
    process.exit(code);
  }

  setAppUserModelId(_id: string): void {}

  setBadgeCount(count = 0): boolean {
    this.badge = count;
    return true;
  }

  getBadgeCount(): number {
    return this.badge;
  }

  setAboutPanelOptions(): void {}
  showAboutPanel(): void {}
  addRecentDocument(): void {}
  clearRecentDocuments(): void {}
}

export const app = new App();
