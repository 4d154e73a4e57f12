import type { LedgerError } from '../../ports/ledger.ts';
import { type Endpoint, type EndpointName, endpoints } from './endpoints.ts';

/** A failed call; `status` is the HTTP status when there was an answer. Fits LedgerError as it is. */
export interface CallError extends LedgerError {
  readonly status?: number;
}

export type CallResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: CallError };

export function done<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function failed(
  kind: LedgerError['kind'],
  message: string,
  more: {
    readonly status?: number;
    readonly retryAfterMs?: number | null;
    readonly accepted?: true;
  } = {},
): { readonly ok: false; readonly error: CallError } {
  return {
    ok: false,
    error: {
      kind,
      message,
      ...(more.status === undefined ? {} : { status: more.status }),
      ...(more.retryAfterMs === undefined || more.retryAfterMs === null
        ? {}
        : { retryAfterMs: more.retryAfterMs }),
      ...(more.accepted ? { accepted: true } : {}),
    },
  };
}

/** "make a sale order" of a call, for sentences. */
function purposeOf(name: EndpointName): string {
  const endpoint: Endpoint = endpoints[name];
  return endpoint.purpose;
}

/** What a call that was not carried out leaves as it was. */
const nothingDone = (name: EndpointName) =>
  endpoints[name].method === 'DELETE' ? 'Nothing was removed.' : 'Nothing was made.';

const isWrite = (name: EndpointName) => endpoints[name].method !== 'GET' && name !== 'grant';

// The sentences say what happened, what it means and what can be done, in that order.

export function signInRefused(detail: string, status: number) {
  return failed(
    'auth',
    `Stokly did not accept the sign-in: “${detail}”. Nothing was read or written. Check the account key, client id and secret key, then link the ledger again.`,
    { status },
  );
}

export function tokenRefused(name: EndpointName, detail: string) {
  return failed(
    'auth',
    `Stokly refused a fresh sign-in when asked to ${purposeOf(name)}: “${detail}”. ${nothingDone(name)} Check that the client id may use this account, then link the ledger again.`,
    { status: 401 },
  );
}

export function tooManyCalls(name: EndpointName, retryAfterMs: number | null) {
  const wait = retryAfterMs === null ? 'later' : `in ${Math.ceil(retryAfterMs / 1000)} seconds`;
  return failed(
    'rateLimited',
    `Stokly takes no more calls for now and did not ${purposeOf(name)}. ${nothingDone(name)} Try again ${wait}.`,
    { status: 429, retryAfterMs },
  );
}

export function refused(name: EndpointName, detail: string, status: number) {
  return failed(
    'rejected',
    `Stokly refused to ${purposeOf(name)}: “${detail}”.${isWrite(name) ? ` ${nothingDone(name)}` : ''}`,
    { status },
  );
}

export function unreachable(name: EndpointName, reason: string) {
  return failed(
    'unavailable',
    `Stokly could not be reached to ${purposeOf(name)} (${reason}). ${nothingDone(name)} Check the connection and try again.`,
  );
}

export function leftAlone(name: EndpointName, waitMs: number) {
  return failed(
    'unavailable',
    `Stokly has not answered several times in a row and is left alone for ${Math.ceil(waitMs / 1000)} seconds, so it was not asked to ${purposeOf(name)}. ${nothingDone(name)} Try again then.`,
    { retryAfterMs: waitMs },
  );
}

export function withheld(name: EndpointName) {
  return failed('withheld', `Stokly was not asked to ${purposeOf(name)}. ${nothingDone(name)}`);
}

export function noClearAnswer(name: EndpointName, reason: string, status?: number) {
  const may =
    endpoints[name].method === 'DELETE'
      ? 'It may be gone. Look it up by its reference before it is asked again.'
      : 'It may have been made. Look it up by its reference before it is sent again.';
  return failed(
    'unknownOutcome',
    `Stokly was asked to ${purposeOf(name)} and gave no clear answer (${reason}). ${may}`,
    status === undefined ? {} : { status },
  );
}

export function notUnderstood(name: EndpointName, reason: string, status?: number) {
  return failed(
    'badAnswer',
    `The answer of Stokly to “${purposeOf(name)}” cannot be understood (${reason}). No figure was taken from it. Try again; if it stays, report it with this text.`,
    status === undefined ? {} : { status },
  );
}

/** Refused by this adapter before anything is sent. */
export function notSent(reason: string) {
  return failed('notSupported', `${reason} Nothing was sent.`);
}
