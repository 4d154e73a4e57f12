import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';

interface StubRequest {
  readonly method: string;
  readonly path: string;
  /** Decoded `filter`, empty without one. */
  readonly filter: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** `n` counts the requests to this route from 1. */
export type Handler = (reply: FastifyReply, request: StubRequest, n: number) => unknown;

export interface StubServer {
  readonly apiUrl: string;
  readonly requests: readonly StubRequest[];
  /** Requests to one route, such as `POST /v0/payments`. */
  to(route: string): readonly StubRequest[];
  close(): Promise<void>;
}

/** The token of the n-th sign-in. */
const tokenOf = (n: number) => `token-${n}`;

const hour = 3_600_000;

/**
 * A server for one test: answers as the handlers say (keys like `GET /v0/items`; what has no handler is a 404), signs
 * everyone in with a token that lasts an hour of real time, and keeps what it was asked.
 */
export async function startStub(handlers: Readonly<Record<string, Handler>>): Promise<StubServer> {
  const requests: StubRequest[] = [];
  const counts = new Map<string, number>();
  const app = Fastify({ forceCloseConnections: true });
  const all: Readonly<Record<string, Handler>> = { 'POST /v1/grant': grantToken, ...handlers };
  app.all('/*', async (request, reply) => {
    const seen = toStubRequest(request);
    requests.push(seen);
    const route = `${seen.method} ${seen.path}`;
    const n = (counts.get(route) ?? 0) + 1;
    counts.set(route, n);
    const handler = all[route];
    if (!handler) return reply.code(404).send({ message: 'not found' });
    const answer = await handler(reply, seen, n);
    return reply.sent || reply.raw.destroyed ? reply : reply.send(answer);
  });
  const apiUrl = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    apiUrl,
    requests,
    to: (route) => requests.filter((request) => `${request.method} ${request.path}` === route),
    close: () => app.close(),
  };
}

/** A grant answer with a token of this name. */
export function grantAnswer(accessToken: string, expiresAt: number): unknown {
  return { data: { authenticationResult: { accessToken, expiry: new Date(expiresAt).toISOString() } } };
}

const grantToken: Handler = (_reply, _request, n) => grantAnswer(tokenOf(n), Date.now() + hour);

function toStubRequest(request: FastifyRequest): StubRequest {
  const url = new URL(request.url, 'http://stub');
  return {
    method: request.method,
    path: url.pathname,
    filter: url.searchParams.get('filter') ?? '',
    authorization: request.headers.authorization,
    body: request.body,
  };
}

/** The connection is cut before any answer. */
export const cut: Handler = (reply) => {
  reply.hijack();
  reply.raw.destroy();
};

/** Half of an answer, then the connection is cut. */
export const cutInBody: Handler = (reply) => {
  reply.hijack();
  reply.raw.writeHead(202, { 'content-type': 'application/json', 'content-length': '100' });
  reply.raw.write('{"data":{"id":"abc', () => reply.raw.destroy());
};

export const html: Handler = (reply) =>
  reply.code(200).type('text/html').send('<html><body>Welcome to the hotel network</body></html>');

export const answer =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Handler =>
  (reply) =>
    reply.code(status).headers(headers).send(body);

/** The first handlers in turn, the last one from then on. */
export const inTurn =
  (...handlers: readonly [Handler, ...Handler[]]): Handler =>
  (reply, request, n) => {
    const handler = handlers[Math.min(n, handlers.length) - 1] ?? handlers[0];
    return handler(reply, request, n);
  };

export const list = (...rows: readonly unknown[]): unknown => ({
  data: rows,
  metadata: { count: rows.length },
});
