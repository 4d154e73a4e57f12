import { once } from 'node:events';
import { join } from 'node:path';
import { startBackend } from '../../main/backend/index.ts';
import { secretsBesideBooks } from '../../main/secrets/beside-books.ts';
import { openDoor } from '../../main/web/door.ts';
import { openInBrowser } from '../../main/web/open-in-browser.ts';
import { startWebHost } from '../../main/web/server.ts';
import type { HostUp, HostWish } from './host-messages.ts';

/** The web host of `npm run dev`, as a process of its own (scripts/dev/web.ts), so that changed code is read anew. */
process.once('message', (wish: HostWish) => void run(wish));
// Ctrl+C reaches the whole group; the parent says when to close.
process.on('SIGINT', () => undefined);

async function run({ booksFile, key }: HostWish): Promise<void> {
  const started = await startBackend({
    booksFile,
    host: 'web',
    secrets: await secretsBesideBooks(booksFile),
    openInBrowser,
    log: (line) => console.error(line),
  });
  if (!started.ok) {
    console.error(started.error.message);
    process.exit(1);
  }
  const backend = started.value;
  const host = await startWebHost({
    dispatch: backend.dispatch,
    listen: backend.listen,
    staticFolder: join(import.meta.dirname, '..', '..', 'renderer', 'public'),
    onOpened: () => tell(),
    // The windows of the host before it go on with this one.
    ...(key && { token: key.token, door: await openDoor(key.port) }),
  });
  const tell = (): void => {
    const { port, hash } = new URL(host.newUrl());
    process.send?.({ key: { port: Number(port), token: host.token }, mark: hash } satisfies HostUp);
  };
  tell();
  // Told to, or left alone.
  await Promise.race([once(process, 'SIGTERM'), once(process, 'disconnect')]);
  await host.close();
  await backend.close();
  process.exit(0);
}
