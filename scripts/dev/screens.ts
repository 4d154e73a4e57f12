import { join } from 'node:path';
import { createServer, type Plugin, type ProxyOptions } from 'vite';

export interface DevScreensOptions {
  readonly root: string;
  readonly port: number;
  readonly proxy?: Readonly<Record<string, ProxyOptions>>;
  readonly plugins?: readonly Plugin[];
  /** Something behind the screens was written. */
  readonly changed: () => void;
}

/** The screens, changed in the page while they are written. */
export interface DevScreens {
  readonly address: string;
  close(): Promise<void>;
}

/** Serves them on 127.0.0.1, and watches what is behind them too. Rejects when the port is taken. */
export async function serveDevScreens(options: DevScreensOptions): Promise<DevScreens> {
  const { root, port, proxy = {}, plugins = [], changed } = options;
  const vite = await createServer({
    configFile: join(root, 'renderer', 'vite.config.ts'),
    plugins: [...plugins],
    server: { host: '127.0.0.1', port, strictPort: true, proxy: { ...proxy } },
  });
  const behind = ['main', 'app', 'db', 'sandbox'].map((folder) => join(root, folder));
  vite.watcher.add(behind);
  vite.watcher.on('all', (event, file) => {
    const isCode = /\.ts$/.test(file) && !/\.test\.ts$/.test(file);
    if (event === 'change' && isCode && behind.some((folder) => file.startsWith(folder))) changed();
  });
  await vite.listen();
  return { address: `http://127.0.0.1:${port}/`, close: () => vite.close() };
}
