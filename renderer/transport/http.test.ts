import { expect, test } from 'vitest';
import type { TieoutEvent } from '../../app/contract/jobs.ts';
import { createHttpTransport } from './http.ts';

const signedIn = (token: string) => async () => ({ ok: true, value: token }) as const;
const idle = { pause: () => Promise.resolve(), onRestored: () => undefined, onLost: () => undefined };

test('sends the method, the token and JSON, and hands the envelope back whatever the status', async () => {
  const seen: Request[] = [];
  const transport = createHttpTransport({
    ...idle,
    token: signedIn('secret'),
    fetch: async (url, init) => {
      seen.push(new Request(`http://127.0.0.1${String(url)}`, init));
      const error = { code: 'NOT_FOUND', message: 'gone', retryable: false };
      return Response.json({ ok: false, error }, { status: 403 });
    },
  });
  const reply = await transport.call('jobs.get', { jobId: '1' });
  expect(reply).toEqual({ ok: false, error: { code: 'NOT_FOUND', message: 'gone', retryable: false } });
  expect(seen[0]?.url).toBe('http://127.0.0.1/api/jobs.get');
  expect(seen[0]?.headers.get('authorization')).toBe('Bearer secret');
  expect(await seen[0]?.json()).toEqual({ jobId: '1' });
});

test.each([
  ['no network', () => Promise.reject(new TypeError('fetch failed'))],
  ['no JSON', () => Promise.resolve(new Response('<html>'))],
  ['no envelope', () => Promise.resolve(Response.json({ hello: 1 }))],
])('turns %s into an error reply', async (_name, fetch) => {
  const transport = createHttpTransport({ ...idle, token: signedIn(''), fetch });
  const reply = await transport.call('app.state', {});
  expect(reply).toMatchObject({ ok: false, error: { code: 'BACKEND_FAILED', retryable: true } });
});

test('follows events over a lost line, skips what is not an event, and says that it is back', async () => {
  const blocks = ['data: nonsense\n\n', 'data: {"seq":1,"event":"books.changed","topics":["orders"]}\n\n'];
  let opened = 0;
  let restored = 0;
  const heard = await new Promise<TieoutEvent>((resolve) => {
    const transport = createHttpTransport({
      token: signedIn('t'),
      pause: () => Promise.resolve(),
      onLost: () => undefined,
      onRestored: () => {
        restored += 1;
      },
      fetch: () => Promise.resolve(new Response(blocks[opened++] ?? '')),
    });
    const stop = transport.listen((event) => {
      stop();
      resolve(event);
    });
  });
  expect(heard).toEqual({ seq: 1, event: 'books.changed', topics: ['orders'] });
  expect(restored).toBe(1);
});

test('says that nobody answers, that another run answers, and that the line is back', async () => {
  const answers = [
    () => Promise.reject(new TypeError('fetch failed')),
    () => Promise.resolve(new Response('', { status: 401 })),
    () => Promise.resolve(new Response('data: {"seq":1,"event":"books.changed","topics":[]}\n\n')),
  ];
  const heard: string[] = [];
  await new Promise<void>((resolve) => {
    const stop = createHttpTransport({
      token: signedIn('t'),
      pause: () => Promise.resolve(),
      onLost: (how) => heard.push(how),
      onRestored: () => heard.push('restored'),
      fetch: () => answers.shift()?.() ?? Promise.reject(new TypeError('fetch failed')),
    }).listen(() => {
      stop();
      resolve();
    });
  });
  expect(heard).toEqual(['lost', 'ended', 'restored']);
});

test('a window that is not signed in says why, and asks nothing', async () => {
  const error = { code: 'BAD_CREDENTIALS', message: 'Open the newest address.', retryable: false } as const;
  const transport = createHttpTransport({
    ...idle,
    token: async () => ({ ok: false, error }),
    fetch: () => Promise.reject(new Error('not asked')),
  });
  expect(await transport.call('app.state', {})).toEqual({ ok: false, error });
});
