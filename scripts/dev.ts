import { join } from 'node:path';
import { createServer } from 'vite';
import { startBackend } from '../main/backend/index.ts';
import { secretsBesideBooks } from '../main/secrets/beside-books.ts';
import { parseStartOptions } from '../main/start-options.ts';
import { openInBrowser } from '../main/web/open-in-browser.ts';
import { startWebHost } from '../main/web/server.ts';

/**
 * `npm run dev`: screens that change while they are written. Vite serves them and hands calls on to the web host,
 * whose guards stay in place; only the Origin, which is Vite's, is taken off. The backend is loaded once: after a
 * change there, start again. Takes the options of `npm start`.
 */
const root = join(import.meta.dirname, '..');
const options = parseStartOptions(process.argv.slice(2), process.env);
if (!options.ok) throw new Error(options.error);
const { booksFile, port } = options.value;

const started = await startBackend({
  booksFile,
  host: 'web',
  secrets: await secretsBesideBooks(booksFile),
  openInBrowser,
  log: (line) => console.error(line),
});
if (!started.ok) throw new Error(started.error.message);
const backend = started.value;
const host = await startWebHost({
  dispatch: backend.dispatch,
  listen: backend.listen,
  staticFolder: join(root, 'renderer', 'public'),
});

const proxy = {
  target: host.address,
  changeOrigin: true,
  headers: { origin: host.address },
};
const vite = await createServer({
  configFile: join(root, 'renderer', 'vite.config.ts'),
  server: {
    host: '127.0.0.1',
    port: port || 5173,
    proxy: { '/api': proxy, '/events': proxy, '/session': proxy },
  },
});
await vite.listen();
const address = vite.resolvedUrls?.local[0] ?? '';
console.log(`Screens under work: ${address}${new URL(host.newUrl()).hash}`);

process.once('SIGINT', async () => {
  await vite.close();
  await host.close();
  await backend.close();
  process.exit(0);
});
