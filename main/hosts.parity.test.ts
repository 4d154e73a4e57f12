import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dispatch } from '../app/contract/dispatch.ts';
import type { TieoutEvent } from '../app/contract/jobs.ts';
import { type Backend, startBackend } from './backend/index.ts';
import { createBridge } from './electron/bridge.ts';
import type { Bridge } from './electron/channel.ts';
import { sendEvents, serveIpc } from './electron/ipc.ts';
import { type KeptBackend, keepBackend } from './electron/keep-backend.ts';
import { alreadyStarted, connectProcess } from './electron/testing/connected-process.ts';
import { createFakeIpc } from './electron/testing/fake-ipc.ts';
import { createMemorySecrets } from './secrets/memory-secrets.ts';
import { startWebHost, type WebHost } from './web/server.ts';

/** Calls whose answer does not depend on when they are made: queries, and commands that are refused. */
const calls: readonly (readonly [what: string, method: string, input: unknown])[] = [
  ['a query', 'app.state', {}],
  ['a query without input', 'shops.list', undefined],
  ['a query with null', 'ledgers.list', null],
  ['an empty list', 'jobs.list', {}],
  ['something that does not exist', 'jobs.get', { jobId: 'no such job' }],
  ['a command on something that does not exist', 'shops.unlink', { shopId: 'no such shop' }],
  ['a job of a shop that does not exist', 'payments.post', { shopId: 'no such shop' }],
  ['a missing field', 'jobs.get', {}],
  ['a field of the wrong type', 'orders.list', { shopId: 7, offset: 'x' }],
  ['a list in place of an object', 'shops.list', []],
  ['a text in place of an object', 'shops.list', 'all'],
  ['a number out of its range', 'payments.rows', { shopId: 's', limit: 1_000_000 }],
  ['a file that is none', 'settlements.inspect', { fileName: 'a.xlsx', contentBase64: 'bm8gZmlsZQ==' }],
  ['a text with everything in it', 'jobs.get', { jobId: '\u0000 "✓" \u2028 😀' }],
  ['an unknown method', 'books.drop', {}],
  ['a method of every object', 'constructor', {}],
  ['no method', '__proto__', {}],
];

let folder = '';
let backend: Backend;
let web: WebHost;
let bridge: Bridge;
let kept: KeptBackend;
let stopIpc: () => void;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tieout-parity-'));
  await writeFile(join(folder, 'index.html'), '');
  const started = await startBackend({
    booksFile: ':memory:',
    host: 'web',
    secrets: createMemorySecrets(),
    openInBrowser: async () => false,
    log: (line) => {
      throw new Error(line);
    },
  });
  if (!started.ok) throw new Error(started.error.message);
  backend = started.value;
  const { dispatch, listen } = backend;
  web = await startWebHost({ dispatch, listen, staticFolder: folder });
  // The whole way of the desktop: bridge, IPC, main process, the line to the backend's process, and back.
  kept = keepBackend({
    fork: () => connectProcess(alreadyStarted(backend)),
    start: { booksFile: ':memory:', secretsStore: 'memory' },
    answer: async () => null,
    log: () => undefined,
    echo: () => undefined,
    now: Date.now,
    later: () => undefined,
  });
  const ipc = createFakeIpc();
  const stopServing = serveIpc({ ipc: ipc.main, page: ipc.page, dispatch: kept.dispatch });
  const stopSending = sendEvents(ipc.page, kept.listen);
  stopIpc = () => {
    stopServing();
    stopSending();
  };
  bridge = createBridge(ipc.renderer);
});

afterAll(async () => {
  stopIpc();
  await web.close();
  // Closes the backend itself, as the process does that holds it.
  await kept.close();
  await rm(folder, { recursive: true });
});

const overHttp: Dispatch = async (method, input) => {
  const response = await fetch(`${web.address}/api/${encodeURIComponent(method)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${web.token}` },
    body: JSON.stringify(input ?? {}),
  });
  expect(response.status).toBe(200);
  return await response.json();
};

describe('every host gives the same answer to', () => {
  it.each(calls)('%s', async (_what, method, input) => {
    const direct = await backend.dispatch(method, input);
    expect(await bridge.call(method, input)).toEqual(direct);
    expect(await overHttp(method, input)).toEqual(direct);
  });

  it('and the table holds both good and refused answers', async () => {
    const answers = await Promise.all(calls.map(([, method, input]) => backend.dispatch(method, input)));
    const codes = new Set(answers.map((answer) => (answer.ok ? 'ok' : answer.error.code)));
    for (const code of ['ok', 'NOT_FOUND', 'BAD_INPUT', 'UNKNOWN_METHOD']) expect(codes).toContain(code);
  });
});

it('every host tells the same events', async () => {
  const heard: Record<'direct' | 'bridge' | 'web', TieoutEvent[]> = { direct: [], bridge: [], web: [] };
  const stops = [
    backend.listen((event) => heard.direct.push(event)),
    bridge.on((event) => heard.bridge.push(event)),
  ];
  const stop = new AbortController();
  const response = await fetch(`${web.address}/events`, {
    headers: { authorization: `Bearer ${web.token}` },
    signal: stop.signal,
  });
  let text = '';
  const reading = response.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeTo(
      new WritableStream({
        write(part) {
          text += part;
        },
      }),
    )
    .catch(() => undefined);
  const opened = await backend.dispatch('sample.open', {});
  expect(opened.ok).toBe(true);
  await expect.poll(() => heard.direct.length).toBeGreaterThan(0);
  await expect.poll(() => text).toContain(`"seq":${heard.direct.at(-1)?.seq}`);
  stop.abort();
  await reading;
  for (const stopListening of stops) stopListening();
  heard.web = [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json ?? ''));
  expect(heard.bridge).toEqual(heard.direct);
  expect(heard.web).toEqual(heard.direct);
});
