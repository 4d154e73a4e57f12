import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSocketServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import type { FetchAnswer } from '../../app/ports/fetch.ts';
import { nodeFetch } from './node-fetch.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

function call(url: string, more: { readonly body?: string; readonly signal?: AbortSignal } = {}) {
  const { body, signal = new AbortController().signal } = more;
  const method = body === undefined ? 'GET' : 'POST';
  return nodeFetch(url, {
    method,
    headers: { 'x-one': 'a' },
    redirect: 'manual',
    signal,
    ...(body === undefined ? {} : { body }),
  });
}

async function textOf(answer: FetchAnswer): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer.body ?? []) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

test('method, headers and body arrive, status, headers and body come back', async () => {
  const url = await serve((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      response.writeHead(202, { 'X-Left': '7' });
      response.end(
        `${request.method} ${request.headers['x-one']} ${request.headers['content-length']} ${body}`,
      );
    });
  });
  const answer = await call(`${url}/a?b=c`, { body: '{"ö":1}' });
  expect([answer.status, answer.headers.get('x-left'), answer.headers.get('X-None')]).toEqual([
    202,
    '7',
    null,
  ]);
  expect(await textOf(answer)).toBe('POST a 8 {"ö":1}');
});

test('a connection is kept for the next call', async () => {
  const ports = new Set<number | undefined>();
  const url = await serve((request, response) => {
    ports.add(request.socket.remotePort);
    response.end('ok');
  });
  for (let count = 0; count < 3; count += 1) await textOf(await call(url));
  expect(ports.size).toBe(1);
});

test('a packed answer is unpacked', async () => {
  const url = await serve((request, response) => {
    expect(request.headers['accept-encoding']).toBe('gzip');
    response.writeHead(200, { 'content-encoding': 'gzip' });
    response.end(gzipSync('a page of orders'));
  });
  expect(await textOf(await call(url))).toBe('a page of orders');
});

test('a redirect is not followed', async () => {
  let calls = 0;
  const url = await serve((_, response) => {
    calls += 1;
    response.writeHead(302, { location: '/elsewhere' });
    response.end();
  });
  const answer = await call(url);
  await textOf(answer);
  expect([answer.status, answer.headers.get('location'), calls]).toEqual([302, '/elsewhere', 1]);
});

test('who does not listen is told by the system call, before anything has left', async () => {
  const free = createSocketServer();
  await new Promise<void>((up) => free.listen(0, '127.0.0.1', up));
  const address = free.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await new Promise((down) => free.close(down));
  await expect(call(`http://127.0.0.1:${port}`)).rejects.toMatchObject({
    code: 'ECONNREFUSED',
    syscall: 'connect',
  });
  await expect(call('http://')).rejects.toMatchObject({ code: 'ERR_INVALID_URL' });
});

test('a connection that is closed without an answer may have been heard', async () => {
  const url = await serve((request) => request.socket.destroy());
  await expect(call(url, { body: '{}' })).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test('the time limit holds for the head and for the body', async () => {
  const silent = await serve(() => undefined);
  await expect(call(silent, { signal: AbortSignal.timeout(20) })).rejects.toMatchObject({
    name: 'TimeoutError',
  });
  const url = await serve((_, response) => {
    response.write('half of ');
  });
  const answer = await call(url, { signal: AbortSignal.timeout(200) });
  await expect(textOf(answer)).rejects.toMatchObject({ name: 'TimeoutError' });
  await expect(call(url, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
});

test('an answer that is cut off fails while it is read, packed or not', async () => {
  for (const packed of [false, true]) {
    const bytes = packed ? gzipSync('x'.repeat(10_000)) : Buffer.from('x'.repeat(10_000));
    const url = await serve((_, response) => {
      response.writeHead(200, {
        'content-length': bytes.length,
        ...(packed ? { 'content-encoding': 'gzip' } : {}),
      });
      response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
    });
    const answer = await call(url);
    expect(answer.status).toBe(200);
    await expect(textOf(answer)).rejects.toThrow();
  }
});
