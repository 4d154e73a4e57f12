import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runDemo } from './demo-run.ts';
import { openSession } from './session.ts';

const folder = mkdtempSync(join(tmpdir(), 'tieout-demo-secrets-'));
const books = join(folder, 'demo.tieout');
const secretsFile = `${books}-secrets.json`;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function filesBelow(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Every secret in the store; tokens are kept as JSON with two of them inside. */
function keptSecrets(): string[] {
  const kept: { secrets: Record<string, string> } = JSON.parse(readFileSync(secretsFile, 'utf8'));
  return Object.values(kept.secrets).flatMap((text) => {
    if (!text.startsWith('{')) return [text];
    const tokens: { accessToken: string; refreshToken: string } = JSON.parse(text);
    return [tokens.accessToken, tokens.refreshToken];
  });
}

describe('secrets after a whole month', () => {
  it('stand in the secrets file alone, and every file is for this user only', async () => {
    const said: string[] = [];
    const reports = await runDemo(books, (line) => said.push(line));
    const secrets = keptSecrets();
    expect(secrets.length).toBeGreaterThanOrEqual(4);
    const opened = await openSession(books, (line) => said.push(line));
    if (!opened.ok) throw new Error(opened.error.message);
    const session = opened.value;
    const replies: unknown[] = [reports];
    for (const method of ['app.state', 'shops.list', 'ledgers.list', 'jobs.list'] as const) {
      replies.push(await session.client.call(method, {}));
    }
    replies.push(await session.client.call('history.list', { limit: 500 }));
    const places = new Map(filesBelow(folder).map((file) => [file, readFileSync(file).toString('latin1')]));
    expect(places.has(`${books}-wal`), 'looked while the books are open').toBe(true);
    for (const file of places.keys()) expect([file, statSync(file).mode & 0o077]).toEqual([file, 0]);
    await session.close();
    places.delete(secretsFile);
    places.set('answers', JSON.stringify(replies));
    places.set('messages', said.join('\n'));
    for (const secret of [...secrets, ...keptSecrets()]) {
      expect(secret.length).toBeGreaterThan(7);
      const leaks = [...places].filter(([, text]) => text.includes(secret)).map(([place]) => place);
      expect(leaks).toEqual([]);
    }
  }, 120_000);

  it('do not pile up when shops are linked again at every start', async () => {
    const before = keptSecrets().length;
    const opened = await openSession(books, () => undefined);
    if (!opened.ok) throw new Error(opened.error.message);
    await opened.value.close();
    expect(keptSecrets()).toHaveLength(before);
  }, 60_000);
});
