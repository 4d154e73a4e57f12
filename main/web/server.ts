import type { Readable } from 'node:stream';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import type { Dispatch } from '../../app/contract/dispatch.ts';
import { bodyLimits } from './body-limits.ts';
import { type Door, openDoor } from './door.ts';
import { type Listen, openEventStream } from './event-stream.ts';
import { guard, type Refusal, refusal } from './guards.ts';
import type { LaunchCodes } from './launch-codes.ts';
import { queryOf, redirectPage } from './redirect.ts';
import { securityHeaders } from './security-headers.ts';
import { findStaticFile, loadStaticFiles, type StaticFiles } from './static-files.ts';
import { makeToken } from './token.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A route without a token: files that hold no secret, the return from TikTok Shop, the swap of a code. */
    public?: boolean;
  }
}

export interface WebHostOptions {
  readonly dispatch: Dispatch;
  readonly listen: Listen;
  /** The built renderer (dist/renderer). It is read once, at the start. */
  readonly staticFolder: string;
  /** Where it is to be found; any free port when absent. Closed with the host. */
  readonly door?: Door;
  /** The key of an earlier launch, whose windows go on with this one: `npm run dev`. A new one when absent. */
  readonly token?: string;
  /**
   * Given the query with which TikTok Shop's consent page sent the browser back, says how it went. Whether its state
   * is one that was given out is checked there. Without it there is no `/oauth/callback`.
   */
  readonly onRedirect?: (query: string) => Promise<string>;
  /** Told after an address was used: it opens nothing any more, and another window needs another one. */
  readonly onOpened?: () => void;
}

export interface WebHost extends Pick<Door, 'address' | 'newUrl'> {
  /** The key of this launch, for callers in the same process. */
  readonly token: string;
  close(): Promise<void>;
}

/**
 * The web host: the screens, the contract over HTTP and the events, on 127.0.0.1 only (design.md §2).
 * Rejects when the built renderer cannot be read.
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const token = options.token ?? makeToken();
  const files = await loadStaticFiles(options.staticFolder);
  const door = options.door ?? (await openDoor(0));
  const server = Fastify({ exposeHeadRoutes: false });
  guardRequests(server, token, door.port);
  answerProblems(server);
  answerCalls(server, options.dispatch);
  answerOpening(server, door.codes, token, options.onOpened ?? (() => undefined));
  answerEvents(server, options.listen);
  if (options.onRedirect) answerRedirect(server, options.onRedirect);
  answerFiles(server, files);
  await server.ready();
  door.lead((request, response) => server.routing(request, response));
  return {
    address: door.address,
    newUrl: door.newUrl,
    token,
    async close() {
      await server.close();
      await door.close();
    },
  };
}

function guardRequests(server: FastifyInstance, token: string, port: number): void {
  // Before the body is read: a stranger's 100 MB are not worth waiting for.
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders).header('cache-control', 'no-store');
    const { host, origin, authorization, 'content-type': contentType } = request.headers;
    const needsToken = request.routeOptions.config?.public !== true;
    const asked = { method: request.method, needsToken, host, origin, authorization, contentType };
    const refused = guard(asked, port, token);
    return refused ? turnAway(reply, refused) : undefined;
  });
}

function answerProblems(server: FastifyInstance): void {
  server.setNotFoundHandler((_request, reply) =>
    turnAway(reply, refusal(404, 'NOT_FOUND', 'There is nothing at this address.')),
  );
  server.setErrorHandler((error: FastifyError, _request, reply) => turnAway(reply, toRefusal(error)));
}

function toRefusal(error: FastifyError): Refusal {
  switch (error.statusCode) {
    case 413:
      return refusal(413, 'BAD_INPUT', 'The request is larger than this method takes.');
    case 400:
      return refusal(400, 'BAD_INPUT', 'The request is not JSON that can be read.');
    default:
      return refusal(500, 'BACKEND_FAILED', 'Something inside Tieout failed.');
  }
}

function answerCalls(server: FastifyInstance, dispatch: Dispatch): void {
  for (const [path, bodyLimit] of bodyLimits()) {
    server.post<{ Params: { method?: string } }>(`/api/${path}`, { bodyLimit }, (request) =>
      dispatch(request.params.method ?? path, request.body),
    );
  }
}

/** Swaps the code of a start address for the token. Guarded like a call, but for the token that it gives. */
function answerOpening(
  server: FastifyInstance,
  codes: LaunchCodes,
  token: string,
  onOpened: () => void,
): void {
  server.post('/session', { config: { public: true }, bodyLimit: 1024 }, (request, reply) => {
    const { body } = request;
    const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : null;
    if (typeof code !== 'string' || !codes.redeem(code)) {
      return turnAway(
        reply,
        refusal(
          401,
          'BAD_CREDENTIALS',
          'This address was used already, or is too old. Open the newest address that Tieout printed.',
        ),
      );
    }
    onOpened();
    return reply.send({ ok: true, value: { token } });
  });
}

function answerEvents(server: FastifyInstance, listen: Listen): void {
  const open = new Set<Readable>();
  server.get('/events', (_request, reply) => {
    const stream = openEventStream(listen);
    open.add(stream);
    stream.on('close', () => open.delete(stream));
    return reply.type('text/event-stream').send(stream);
  });
  // Events never end by themselves; without this the server would wait for them.
  server.addHook('preClose', async () => {
    for (const stream of open) stream.destroy();
  });
}

function answerRedirect(server: FastifyInstance, onRedirect: (query: string) => Promise<string>): void {
  server.get('/oauth/callback', { config: { public: true } }, async (request, reply) => {
    const outcome = await onRedirect(queryOf(request.url));
    return reply.type('text/html; charset=utf-8').send(redirectPage(outcome));
  });
}

function answerFiles(server: FastifyInstance, files: StaticFiles): void {
  server.get('/*', { config: { public: true } }, (request, reply) => {
    const file = findStaticFile(files, request.url.split('?', 1)[0] ?? '');
    if (!file) return reply.callNotFound();
    return reply.header('cache-control', file.cacheControl).type(file.contentType).send(file.body);
  });
}

function turnAway(reply: FastifyReply, { status, error }: Refusal): FastifyReply {
  return reply.code(status).send({ ok: false, error });
}
