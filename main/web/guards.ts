import type { ApiError, ErrorCode } from '../../app/contract/errors.ts';
import { sameToken } from './token.ts';

/** Why a request is turned away, and the HTTP status it gets. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 413 | 415 | 500;
  readonly error: ApiError;
}

/** What the guards look at. `needsToken` goes with the route that was found, not with the text of the URL. */
export interface GuardedRequest {
  readonly method: string;
  readonly needsToken: boolean;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly contentType: string | undefined;
  readonly authorization: string | undefined;
}

/**
 * The guards in their order: Host, Origin, content type, token (design.md §2). The size of the body is the last one;
 * the server checks it while it reads. Returns null when the request may pass.
 */
export function guard(request: GuardedRequest, port: number, token: string): Refusal | null {
  return (
    checkHost(request.host, port) ??
    checkOrigin(request.origin, port) ??
    (request.method === 'POST' ? checkContentType(request.contentType) : null) ??
    (request.needsToken ? checkToken(request.authorization, token) : null)
  );
}

/** A page of another site that made its own name point at 127.0.0.1 still sends that name as Host. */
function checkHost(host: string | undefined, port: number): Refusal | null {
  if (host !== undefined && ownHosts(port).includes(host.toLowerCase())) return null;
  return refusal(403, 'BAD_INPUT', 'Tieout answers only under the address that it printed at its start.');
}

/** Browsers name the page that asks. No Origin means a navigation, a same-origin GET, or a program. */
function checkOrigin(origin: string | undefined, port: number): Refusal | null {
  if (origin === undefined || ownHosts(port).some((host) => origin === `http://${host}`)) return null;
  return refusal(403, 'BAD_INPUT', 'Tieout does not answer pages of other sites.');
}

/** Forms cannot send JSON, and scripts of other sites cannot send it without a preflight, which is refused. */
function checkContentType(contentType: string | undefined): Refusal | null {
  const mediaType = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType === 'application/json') return null;
  return refusal(415, 'BAD_INPUT', 'A request has to be sent as application/json.');
}

function checkToken(authorization: string | undefined, token: string): Refusal | null {
  const given = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  if (given !== undefined && sameToken(given, token)) return null;
  return refusal(
    401,
    'BAD_CREDENTIALS',
    'This window belongs to an earlier start of Tieout. Open the address that the running Tieout printed.',
  );
}

function ownHosts(port: number): readonly string[] {
  const names = ['127.0.0.1', 'localhost'];
  // Browsers leave the port of plain HTTP out.
  return port === 80 ? names : names.map((name) => `${name}:${port}`);
}

export function refusal(status: Refusal['status'], code: ErrorCode, message: string): Refusal {
  return { status, error: { code, message, retryable: false } };
}
