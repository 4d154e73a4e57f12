import type { FastifyInstance, FastifyReply } from 'fastify';
import type { TiktokState } from './state.ts';
import { SCOPES, type TokenDesk } from './tokens.ts';

export interface ConsentOptions {
  readonly serviceId: string;
  readonly redirectUrl: string;
  readonly tokens: TokenDesk;
  readonly state: TiktokState;
}

const text = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/**
 * The page on which a seller lets the app in. The real one knows a single redirect URL for each app
 * (tiktok-shop.md §1.1); `redirectUrl` in the query exists in the sandbox only, for loopback ports.
 * `shop` narrows the consent to one shop, `scope` (repeated) to some scopes.
 */
export function addConsentPages(app: FastifyInstance, options: ConsentOptions): void {
  app.get('/open/authorize', (request, reply) => {
    const { query } = request.call;
    if (query.get('service_id') !== options.serviceId) {
      return reply
        .code(400)
        .type('text/html')
        .send('<!doctype html><title>Error</title><p>Unknown service_id');
    }
    const shops = options.state
      .shops()
      .map(({ shop }) => `<li>${text(shop.name)} (${shop.region})</li>`)
      .join('');
    const link = (path: string): string => text(`/open/authorize/${path}?${query.toString()}`);
    return reply
      .type('text/html')
      .send(
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>Authorize</title><h1>TikTok Shop sandbox</h1><p>Tieout asks for access to orders, products and finance of:</p><ul>${shops}</ul><p><a id="approve" href="${link('approve')}">Approve</a> <a id="deny" href="${link('deny')}">Deny</a></p></html>`,
      );
  });

  app.get('/open/authorize/approve', (request, reply) => {
    const { query, now } = request.call;
    const wanted = query.get('shop');
    const shopIds = options.state
      .shops()
      .map(({ shop }) => shop.id)
      .filter((id) => wanted === null || wanted === id);
    const scopes = query.getAll('scope');
    const code = options.tokens.issueCode(shopIds, scopes.length > 0 ? scopes : SCOPES, now);
    return redirect(query, { code }, options.redirectUrl, reply);
  });

  // A refusal is told with `code=null&error=auth_denied`.
  app.get('/open/authorize/deny', (request, reply) =>
    redirect(request.call.query, { code: 'null', error: 'auth_denied' }, options.redirectUrl, reply),
  );
}

function redirect(
  query: URLSearchParams,
  add: Readonly<Record<string, string>>,
  standard: string,
  reply: FastifyReply,
): FastifyReply {
  const target = URL.parse(query.get('redirectUrl') ?? standard);
  if (target === null) return reply.code(400).type('text/html').send('<!doctype html><p>Bad redirectUrl');
  for (const [key, value] of Object.entries(add)) target.searchParams.set(key, value);
  const state = query.get('state');
  if (state !== null) target.searchParams.set('state', state);
  return reply.redirect(target.toString());
}
