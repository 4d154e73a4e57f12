import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { createLog } from '../logs/log.ts';
import { secretsBesideBooks } from '../secrets/beside-books.ts';
import { runDemo } from './demo-run.ts';
import { openSession, type Session } from './session.ts';

const folder = mkdtempSync(join(tmpdir(), 'tieout-demo-secrets-'));
const books = join(folder, 'demo.tieout');
const secretsFile = `${books}-secrets.json`;
// Without a keychain the key lies with the user's settings.
for (const name of ['HOME', 'XDG_CONFIG_HOME', 'APPDATA']) vi.stubEnv(name, join(folder, 'settings'));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function filesBelow(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Every secret in the store, unsealed; tokens are kept as JSON with two of them inside. */
async function keptSecrets(): Promise<string[]> {
  const secrets = await secretsBesideBooks(books);
  const texts = await Promise.all(keptNames().map((name) => secrets.load(name)));
  return texts.flatMap((text) => {
    if (text === null) throw new Error('A secret cannot be opened');
    if (!text.startsWith('{')) return [text];
    const tokens: { accessToken: string; refreshToken: string } = JSON.parse(text);
    return [tokens.accessToken, tokens.refreshToken];
  });
}

function keptNames(): string[] {
  const kept: { secrets: Record<string, string> } = JSON.parse(readFileSync(secretsFile, 'utf8'));
  return Object.keys(kept.secrets);
}

/** Command lines as other programs of the machine see them; empty where there is no /proc. */
function processList(): string {
  const read = (id: string): string => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'latin1');
    } catch {
      // It has ended meanwhile.
      return '';
    }
  };
  return process.platform === 'linux'
    ? readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map(read)
        .join('\n')
    : '';
}

/** Distinctive, and refused: what is said about them must not repeat them. */
const wrongSecrets = ['numbat-secret-44102', 'quokka-secret-90817', 'bilby-code-55190'];

async function linkWithWrongSecrets(session: Session): Promise<unknown[]> {
  const { services } = session.backend;
  const [ledgerSecret = '', appSecret = '', code = ''] = wrongSecrets;
  const place = { place: 'sample' };
  const ledger = await services.ledgers.link({
    kind: 'stokly',
    name: 'Wrong',
    connection: { ...place, accountKey: 'a', clientId: 'c' },
    secret: ledgerSecret,
    isSample: false,
  });
  const started = await services.shops.start({
    kind: 'tiktok',
    connection: { ...place, appKey: 'k', serviceId: 's', market: 'rest' },
    secret: appSecret,
    isSample: false,
  });
  if (ledger.ok || !started.ok) throw new Error('Wrong secrets are refused, and only when they are used');
  const finished = await services.shops.finish(started.value.linkId, code);
  if (finished.ok) throw new Error('A made-up code is refused');
  return [ledger, started.value.linkId, finished];
}

describe('secrets after a whole month', () => {
  it('stand nowhere in the clear, and every file is for this user only', async () => {
    const said: string[] = [];
    const reports = await runDemo(books, (line) => said.push(line));
    const secrets = await keptSecrets();
    expect(secrets.length).toBeGreaterThanOrEqual(4);
    const opened = await openSession(books, (line) => said.push(line));
    if (!opened.ok) throw new Error(opened.error.message);
    const session = opened.value;
    const replies: unknown[] = [reports];
    for (const method of ['app.state', 'shops.list', 'ledgers.list', 'jobs.list'] as const) {
      replies.push(await session.client.call(method, {}));
    }
    replies.push(await session.client.call('history.list', { limit: 500 }));
    const listed = await session.client.call('shops.list', {});
    for (const { shopId } of listed.ok ? listed.value.shops : []) {
      replies.push(await session.client.call('sample.settlementFile', { shopId, format: 'csv' }));
      replies.push(await session.client.call('orders.list', { shopId, limit: 500 }));
      replies.push(await session.client.call('documents.list', { shopId, limit: 500 }));
    }
    replies.push(...(await linkWithWrongSecrets(session)));
    // An answer of a vendor that slipped into a defect, with everything in it.
    const defect = createLog({ booksFile: books, now: Date.now, tell: (line) => said.push(line) });
    const watched = defect.watch(await secretsBesideBooks(books));
    for (const name of keptNames()) await watched.load(name);
    defect.error(`It answered ${(await keptSecrets()).join(' ')}`);
    const places = new Map(filesBelow(folder).map((file) => [file, readFileSync(file).toString('latin1')]));
    expect(places.has(`${books}-wal`), 'looked while the books are open').toBe(true);
    for (const file of places.keys()) expect([file, statSync(file).mode & 0o077]).toEqual([file, 0]);
    await session.close();
    places.set('answers', JSON.stringify(replies));
    places.set('messages', said.join('\n'));
    places.set('process list', processList());
    expect([...places.keys()].some((place) => place.endsWith('tieout.log'))).toBe(true);
    for (const secret of [...secrets, ...(await keptSecrets()), ...wrongSecrets]) {
      expect(secret.length).toBeGreaterThan(7);
      const leaks = [...places].filter(([, text]) => text.includes(secret)).map(([place]) => place);
      expect(leaks).toEqual([]);
    }
  }, 120_000);

  it('do not pile up when shops are linked again at every start', async () => {
    const before = keptNames().length;
    const opened = await openSession(books, () => undefined);
    if (!opened.ok) throw new Error(opened.error.message);
    await opened.value.close();
    expect(keptNames()).toHaveLength(before);
  }, 60_000);
});
