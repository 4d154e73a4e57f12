/**
 * Stands in for Electron's main process, so that the bundle can be run where Electron's program is missing. It plays
 * one life of the app: ready, window loaded, one call from the page and one from a stranger, quit. What it saw goes to
 * standard output as JSON.
 */
const { EventEmitter } = require('node:events');

const seen = { schemes: [], files: {}, replies: {}, options: null, loaded: null, denied: [] };
const handlers = new Map();
const app = new EventEmitter();
const appProtocol = { handle: null };

class WebContents extends EventEmitter {
  mainFrame = { frame: 'top' };
  isDestroyed() {
    return false;
  }
  send() {}
  setWindowOpenHandler(decide) {
    seen.windowOpen = decide({ url: 'https://evil.example/' });
  }
}

class BrowserWindow extends EventEmitter {
  webContents = new WebContents();
  static getAllWindows() {
    return [];
  }
  constructor(options) {
    super();
    seen.options = options;
    app.emit('web-contents-created', {}, this.webContents);
  }
  show() {
    seen.shown = true;
  }
  async loadURL(url) {
    seen.loaded = url;
    for (const path of ['', 'main.js', '../electron/main.js']) {
      const response = await appProtocol.handle({ url: `app://tieout/${path}`, method: 'GET' });
      seen.files[path] = [
        response.status,
        await response.text(),
        response.headers.get('content-security-policy'),
      ];
    }
    for (const address of ['app://tieout/', 'https://evil.example/']) {
      const event = { url: address, preventDefault: () => seen.denied.push(address) };
      this.webContents.emit('will-navigate', event);
    }
    const page = { sender: this.webContents, senderFrame: this.webContents.mainFrame };
    seen.replies.page = await handlers.get('api')(page, 'app.state', {});
    seen.replies.stranger = await handlers.get('api')({ sender: {}, senderFrame: {} }, 'app.state', {});
    this.emit('ready-to-show');
    app.quit();
  }
}

Object.assign(app, {
  requestSingleInstanceLock: () => true,
  enableSandbox: () => {
    seen.sandboxed = true;
  },
  whenReady: async () => undefined,
  commandLine: { hasSwitch: () => false, getSwitchValue: () => process.env.TIEOUT_TEST_BOOKS },
  quit: () => {
    let stays = false;
    app.emit('before-quit', { preventDefault: () => (stays = true) });
    if (stays) return;
    process.stdout.write(JSON.stringify(seen));
  },
  exit: (code) => process.exit(code),
});

exports.app = app;
exports.BrowserWindow = BrowserWindow;
exports.ipcMain = {
  handle: (channel, listener) => handlers.set(channel, listener),
  removeHandler: (channel) => handlers.delete(channel),
};
exports.protocol = {
  registerSchemesAsPrivileged: (schemes) => seen.schemes.push(...schemes),
  handle: (_scheme, handle) => {
    appProtocol.handle = handle;
  },
};
exports.safeStorage = {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptString: (text) => Buffer.from(text),
  decryptString: (encrypted) => encrypted.toString(),
};
exports.session = {
  defaultSession: {
    setPermissionRequestHandler: (decide) => decide(null, 'media', (granted) => (seen.media = granted)),
    setPermissionCheckHandler: (decide) => (seen.check = decide()),
    setDevicePermissionHandler: (decide) => (seen.device = decide()),
  },
};
exports.shell = { openExternal: async () => undefined };
