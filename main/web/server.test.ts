import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TieoutEvent } from '../../app/contract/jobs.ts';
import { openDoor } from './door.ts';
import { contentSecurityPolicy } from './security-headers.ts';
import { startWebHost, type WebHost } from './server.ts';
import { type Answer, ask, type Question } from './testing/ask.ts';

const listeners = new Set<(event: TieoutEvent) => void>();
const calls: { method: string; input: unknown }[] = [];
const redirects: string[] = [];
let folder = '';
let host: WebHost;
let port = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tieout-web-'));
  await mkdir(join(folder, 'site', 'assets'), { recursive: true });
  await writeFile(join(folder, 'site', 'index.html'), '<!doctype html><title>Tieout</title>');
  await writeFile(join(folder, 'site', 'assets', 'app.js'), 'export {};');
  await writeFile(join(folder, 'site', 'assets', 'app.js.map'), '{}');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await symlink(join(folder, 'secret.txt'), join(folder, 'site', 'linked.txt'));
  host = await startWebHost({
    staticFolder: join(folder, 'site'),
    dispatch: async (method, input) => {
      calls.push({ method, input });
      if (method === 'refuse') {
        return { ok: false, error: { code: 'NOT_FOUND', message: 'No such shop.', retryable: false } };
      }
      return { ok: true, value: { method } };
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onRedirect: async (query) => {
      redirects.push(query);
      return 'The shop <Harbour & Pine> is linked.';
    },
  });
  port = Number(new URL(host.address).port);
});

afterAll(async () => {
  await host.close();
  await rm(folder, { recursive: true });
});

beforeEach(() => {
  calls.length = 0;
  redirects.length = 0;
});

function call(changes: Partial<Question> & { headers?: Record<string, string> } = {}): Promise<Answer> {
  return ask(port, {
    method: 'POST',
    path: '/api/app.state',
    ...(changes.method === undefined || changes.method === 'POST' ? { body: '{}' } : {}),
    ...changes,
    headers: {
      host: `127.0.0.1:${port}`,
      'content-type': 'application/json',
      authorization: `Bearer ${host.token}`,
      ...changes.headers,
    },
  });
}

describe('a call', () => {
  it('reaches the backend and brings its envelope with HTTP 200', async () => {
    const answer = await call({ body: '{"shopId":"1"}' });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ ok: true, value: { method: 'app.state' } });
    expect(calls).toEqual([{ method: 'app.state', input: { shopId: '1' } }]);
  });

  it('brings an error of the backend with HTTP 200 too', async () => {
    const answer = await call({ path: '/api/refuse' });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  });

  it('is not a GET', async () => {
    const answer = await ask(port, {
      path: '/api/app.state',
      headers: { host: `127.0.0.1:${port}`, authorization: `Bearer ${host.token}` },
    });
    expect(answer.status).toBe(404);
    expect(calls).toEqual([]);
  });

  it.each(['{"shopId":', '', '{"__proto__":{"admin":true}}'])(
    'is refused when its body is %j',
    async (body) => {
      const answer = await call({ body });
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
      expect(calls).toEqual([]);
    },
  );
});

describe('guards', () => {
  const foreignHosts = [
    'evil.example',
    'evil.example:80',
    '127.0.0.1',
    'localhost:1',
    '127.0.0.1.nip.io',
    '[::1]',
  ];
  it.each(foreignHosts)('turn away the Host %s, for files too', async (name) => {
    for (const path of ['/', '/api/app.state', '/events', '/oauth/callback?code=c&state=s']) {
      const answer = await call({
        method: path.startsWith('/api') ? 'POST' : 'GET',
        path,
        headers: { host: name },
      });
      expect([path, answer.status]).toEqual([path, 403]);
    }
    expect(calls).toEqual([]);
    expect(redirects).toEqual([]);
  });

  it('let localhost with the right port pass', async () => {
    expect((await call({ headers: { host: `localhost:${port}` } })).status).toBe(200);
  });

  it.each(['https://evil.example', 'null', 'http://127.0.0.1:1', 'file://'])(
    'turn away the Origin %s',
    async (origin) => {
      expect((await call({ headers: { origin } })).status).toBe(403);
      expect(calls).toEqual([]);
    },
  );

  it('let the own Origin pass', async () => {
    expect((await call({ headers: { origin: host.address } })).status).toBe(200);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'turn away the content type %j',
    async (type) => {
      expect((await call({ headers: { 'content-type': type } })).status).toBe(415);
      expect(calls).toEqual([]);
    },
  );

  it.each(['', 'Bearer ', 'Bearer wrong', 'Basic dTpw'])(
    'turn away the authorization %j',
    async (authorization) => {
      const answer = await call({ headers: { authorization } });
      expect(answer.status).toBe(401);
      expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: { code: 'BAD_CREDENTIALS' } });
      expect(calls).toEqual([]);
    },
  );

  it.each(['/events', '/%65vents', '/events?x=1', '/api/app.state', '/%61pi/app.state', '//api/app.state'])(
    'never answer %s without the token',
    async (path) => {
      const answers = await Promise.all(
        ['GET', 'POST'].map((method) => call({ method, path, headers: { authorization: '' } })),
      );
      for (const { status, body } of answers) {
        expect(status === 401 || status === 404).toBe(true);
        expect(JSON.parse(body)).toMatchObject({ ok: false });
      }
      expect(calls).toEqual([]);
      expect(listeners.size).toBe(0);
    },
  );

  it('come in their order: Host, Origin, content type, token, size', async () => {
    const wrong = {
      host: 'evil.example',
      origin: 'https://evil.example',
      'content-type': 'text/plain',
      authorization: 'Bearer wrong',
    };
    const body = `{"text":"${'x'.repeat(2 * 1024 * 1024)}"}`;
    const statuses: number[] = [];
    const headers: Record<string, string> = { ...wrong };
    const right = {
      host: `127.0.0.1:${port}`,
      origin: host.address,
      'content-type': 'application/json',
      authorization: `Bearer ${host.token}`,
    };
    const messages = new Set<string>();
    for (const name of ['host', 'origin', 'content-type', 'authorization'] as const) {
      // No body until the last: the answer comes before the body is read, and a closed line would be a test of luck.
      const answer = await call({ headers, body: '{}' });
      statuses.push(answer.status);
      messages.add(answer.body);
      headers[name] = right[name];
    }
    statuses.push((await call({ headers, body })).status);
    expect(statuses).toEqual([403, 403, 415, 401, 413]);
    expect(messages.size).toBe(4);
  });

  it('take a settlement file of several megabytes, and nothing that large elsewhere', async () => {
    const body = JSON.stringify({ contentBase64: 'x'.repeat(5 * 1024 * 1024) });
    expect((await call({ path: '/api/settlements.load', body })).status).toBe(200);
    expect((await call({ path: '/api/shops.unlink', body })).status).toBe(413);
  });

  it('send no CORS headers, not even to a preflight', async () => {
    const answer = await ask(port, {
      method: 'OPTIONS',
      path: '/api/app.state',
      headers: {
        host: `127.0.0.1:${port}`,
        origin: host.address,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    expect(answer.status).toBe(401);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('a start address', () => {
  const swap = (body: string, headers: Record<string, string> = {}) =>
    call({ path: '/session', body, headers: { authorization: '', ...headers } });
  const codeOf = (url: string): string => JSON.stringify({ code: new URL(url).hash.replace('#code=', '') });

  it('is swapped for the token once; neither the token nor the code is in an address that still opens', async () => {
    const url = host.newUrl();
    expect(url).not.toContain(host.token);
    const answer = await swap(codeOf(url));
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      200,
      { ok: true, value: { token: host.token } },
    ]);
    expect(answer.headers['cache-control']).toBe('no-store');
    const again = await swap(codeOf(url));
    expect([again.status, again.body]).toEqual([401, expect.stringContaining('newest address')]);
    expect(again.body).not.toContain(host.token);
  });

  it('that is over opens nothing', async () => {
    expect((await swap(codeOf(host.newUrl(0)))).status).toBe(401);
  });

  it.each([
    '{}',
    '[]',
    'null',
    '7',
    '{"code":null}',
    '{"code":["x"]}',
    '{"code":{}}',
    '{"code":"__proto__"}',
  ])('is not made up: %s', async (body) => {
    const answer = await swap(body);
    expect([answer.status, JSON.parse(answer.body).ok]).toEqual([401, false]);
  });

  it('is guarded like a call, and a page of another site cannot use it up', async () => {
    const url = host.newUrl();
    expect((await swap(codeOf(url), { host: 'evil.example' })).status).toBe(403);
    expect((await swap(codeOf(url), { origin: 'https://evil.example' })).status).toBe(403);
    expect((await swap(codeOf(url), { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await swap(JSON.stringify({ code: 'x'.repeat(2000) }))).status).toBe(413);
    expect((await swap(codeOf(url))).status).toBe(200);
  });
});

describe('files', () => {
  const get = (path: string): Promise<Answer> => ask(port, { path, headers: { host: `127.0.0.1:${port}` } });

  it('are served without a token, under the strict policy', async () => {
    const page = await get('/?from=history');
    expect(page.status).toBe(200);
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    const script = await get('/assets/app.js');
    expect(script.headers['cache-control']).toContain('immutable');
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/%00',
    '/linked.txt',
    '/assets/app.js.map',
    '/assets/',
    '/etc/passwd',
  ])('do not include %s', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body).not.toContain('secret');
    expect(answer.headers['content-security-policy']).toBe(contentSecurityPolicy);
  });
});

describe('events', () => {
  it('arrive as server-sent events, and the listener goes with the reader', async () => {
    const stop = new AbortController();
    const response = await fetch(`${host.address}/events`, {
      headers: { authorization: `Bearer ${host.token}` },
      signal: stop.signal,
    });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    const event: TieoutEvent = { seq: 1, event: 'books.changed', topics: ['orders'] };
    for (const listener of listeners) listener(event);
    const { value } = (await reader?.read()) ?? {};
    expect(value).toBe(`data: ${JSON.stringify(event)}\n\n`);
    stop.abort();
    await expect.poll(() => listeners.size).toBe(0);
  });

  it('need the token', async () => {
    const response = await fetch(`${host.address}/events`);
    expect(response.status).toBe(401);
  });
});

describe('the return from TikTok Shop', () => {
  it('hands the query on and shows none of it', async () => {
    const answer = await ask(port, {
      path: '/oauth/callback?code=TTP_abc&state=s1&locale=en',
      headers: { host: `127.0.0.1:${port}` },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('You can close this window');
    expect(answer.body).not.toMatch(/TTP_abc|s1/);
    expect(answer.body).toContain('The shop &lt;Harbour &amp; Pine&gt; is linked.');
    expect(redirects).toEqual(['code=TTP_abc&state=s1&locale=en']);
  });
});

it('closes while a window listens, and frees the port', async () => {
  const other = await startWebHost({
    staticFolder: join(folder, 'site'),
    dispatch: async () => ({ ok: true, value: null }),
    listen: () => () => undefined,
  });
  const response = await fetch(`${other.address}/events`, {
    headers: { authorization: `Bearer ${other.token}` },
  });
  await expect(openDoor(Number(new URL(other.address).port))).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await other.close();
  await expect(response.text()).rejects.toThrow();
  await expect(fetch(other.address)).rejects.toThrow();
});

describe('requests at the edge of what is taken', () => {
  it('takes the 100,000 orders that the contract allows, and other methods no more than before', async () => {
    const orderIds = Array.from({ length: 100_000 }, (_, index) => `576461413038${1_000_000 + index}`);
    const body = JSON.stringify({ selection: { select: 'these', shopId: '1', orderIds } });
    expect((await call({ path: '/api/orders.post', body })).status).toBe(200);
    expect((await call({ path: '/api/profiles.save', body })).status).toBe(413);
  });

  it.each(['application/json;', 'application/json; charset', 'application/json ; a="'])(
    'never calls %j a failure of its own',
    async (type) => {
      const answer = await call({ headers: { 'content-type': type } });
      expect([200, 415]).toContain(answer.status);
      expect(answer.body).not.toContain('BACKEND_FAILED');
    },
  );
});
