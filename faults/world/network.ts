import type { Fetch, FetchAnswer, FetchRequest } from '../../app/ports/fetch.ts';
import { nodeFetch } from '../../main/backend/node-fetch.ts';
import type { FaultPlan } from '../../sandbox/index.ts';
import { type CallFault, type FaultKind, faultKinds } from './network-faults.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** Longer than any time limit the product sets. */
const tooLongMs = 31_000;
/** What a call takes on the virtual clock. */
const callMs = 3;

export interface Network {
  readonly fetch: Fetch;
  /** How often each call was made, in the order of first use. */
  readonly calls: ReadonlyMap<string, number>;
  /** Secrets seen on the wire: none of them may stand anywhere else. */
  readonly secrets: ReadonlySet<string>;
  /** Whether all faults have struck. */
  struck(): boolean;
  heal(): void;
}

export interface NetworkOptions {
  readonly clock: VirtualClock;
  readonly faults: readonly CallFault[];
  /** Where faults of the servers are set. */
  readonly plan: () => FaultPlan;
  /** Hears of every call before it leaves and when its answer is there. */
  readonly onCall?: (call: string, when: 'before' | 'after') => void;
}

/** `POST /v2/saleorders/{id}/invoices`: method and path with the ids taken out. */
export function callKeyOf(method: string, pathname: string): string {
  const path = pathname
    .split('/')
    .map((part) => (/^[0-9a-f-]{32,}$|^\d{10,}$/.test(part) ? '{id}' : part))
    .join('/');
  return `${method} ${path}`;
}

/** Stands between the product and the sockets: counts, injects what the fault says, and keeps virtual time still. */
export function createNetwork(options: NetworkOptions): Network {
  const { clock, faults } = options;
  const calls = new Map<string, number>();
  const secrets = new Set<string>();
  const struck = new Set<CallFault>();
  let isHealed = false;

  const dueAt = (key: string, count: number): CallFault | undefined =>
    isHealed
      ? undefined
      : faults.find(
          (fault) => key === fault.call && (fault.lasting ? count >= fault.nth : count === fault.nth),
        );

  const send = (input: string, init: FetchRequest): Promise<FetchAnswer> =>
    clock.whileBusy(async () => {
      // The product's time limit is one of the clock on the wall.
      const answer = await nodeFetch(input, { ...init, signal: new AbortController().signal });
      clock.advance(callMs);
      return buffered(answer);
    });

  const strike = async (kind: FaultKind, input: string, init: FetchRequest): Promise<FetchAnswer> => {
    const commit = () => send(input, init);
    switch (kind.name) {
      case 'refused':
        throw failure('ECONNREFUSED', 'connect');
      case 'dns':
        throw failure('ENOTFOUND', 'getaddrinfo');
      case 'connect-timeout':
        await clock.sleep(10_000);
        throw failure('UND_ERR_CONNECT_TIMEOUT', '');
      case 'timeout-before-commit':
        await clock.sleep(tooLongMs);
        throw timeOut();
      case 'timeout-after-commit':
        await commit();
        await clock.sleep(tooLongMs);
        throw timeOut();
      case '500-after-commit':
        await commit();
        return new Response('{"code":36009003,"message":"Internal error","data":null}', { status: 500 });
      case 'html-after-commit':
        await commit();
        return new Response('<!doctype html><title>Proxy</title>', {
          status: 200,
          headers: { 'content-type': 'text/html' },
        });
      case 'redirect':
        return new Response(null, { status: 302, headers: { location: 'http://127.0.0.1:9/login' } });
      case 'empty-answer':
        await commit();
        return new Response('', { status: 200 });
      case 'refuse-echoing-request':
        return new Response(JSON.stringify({ code: 36009004, message: echo(input, init), data: null }), {
          status: 400,
        });
      case 'slow-drip-too-long': {
        const answer = await commit();
        const chunks: Uint8Array[] = [];
        for await (const chunk of answer.body ?? []) chunks.push(chunk);
        const bytes = Buffer.concat(chunks);
        await clock.sleep(tooLongMs);
        return withBody(answer, [bytes.subarray(0, bytes.length / 2)], timeOut());
      }
      default:
        // The sandbox does the rest: the rule was set for this very call.
        return commit();
    }
  };

  return {
    calls,
    secrets,
    struck: () => faults.every((fault) => struck.has(fault)),
    heal() {
      isHealed = true;
      options.plan().clear();
    },
    async fetch(input, init) {
      const key = callKeyOf(init.method, new URL(input).pathname);
      const count = (calls.get(key) ?? 0) + 1;
      calls.set(key, count);
      rememberSecrets(secrets, input, init);
      options.onCall?.(key, 'before');
      const due = dueAt(key, count);
      const kind = due && faultKinds.find((one) => one.name === due.kind);
      if (due && kind?.rule && !(struck.has(due) && due.lasting)) {
        options.plan().set([ruleFor(kind.rule, key, due.lasting)]);
      }
      if (due) struck.add(due);
      const answer = await (kind ? strike(kind, input, init) : send(input, init));
      options.onCall?.(key, 'after');
      return answer;
    },
  };
}

type Rule = Parameters<FaultPlan['add']>[0];

function ruleFor(rule: object, route: string, lasting: boolean): Rule {
  // The kinds in network-faults.ts name actions of the sandbox.
  return { ...rule, route, nth: lasting ? 'every' : 1 } as Rule;
}

/** The answer read to its end while time stands still, or as far as it came. */
async function buffered(answer: FetchAnswer): Promise<FetchAnswer> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of answer.body ?? []) chunks.push(chunk);
  } catch (problem) {
    return withBody(answer, chunks, problem);
  }
  return withBody(answer, chunks, null);
}

function withBody(answer: FetchAnswer, chunks: readonly Uint8Array[], end: unknown): FetchAnswer {
  return { ...answer, body: piecesOf(chunks, end) };
}

async function* piecesOf(chunks: readonly Uint8Array[], end: unknown): AsyncGenerator<Uint8Array> {
  yield* chunks;
  if (end !== null) throw end;
}

/** As Node's fetch fails: a TypeError whose cause says why. Its http client fails with that cause itself (node-fetch.test.ts). */
function failure(code: string, syscall: string): TypeError {
  const cause = Object.assign(new Error(code), { code, ...(syscall === '' ? {} : { syscall }) });
  return new TypeError('fetch failed', { cause });
}

function timeOut(): DOMException {
  return new DOMException('The operation was aborted due to timeout', 'TimeoutError');
}

/** The worst an error text can do: say everything that was sent. */
function echo(input: string, init: FetchRequest): string {
  const headers = [...new Headers(init.headers)].map(([name, value]) => `${name}: ${value}`).join(' ');
  return `Rejected ${decodeURIComponent(input)} ${headers} ${String(init.body ?? '')}`;
}

const secretQueries = ['app_secret', 'auth_code', 'refresh_token', 'access_token'];

function rememberSecrets(secrets: Set<string>, input: string, init: FetchRequest): void {
  const { searchParams } = new URL(input);
  for (const name of secretQueries) add(secrets, searchParams.get(name));
  const headers = new Headers(init.headers);
  add(secrets, headers.get('x-tts-access-token'));
  add(secrets, headers.get('authorization')?.replace(/^Bearer /, '') ?? null);
  if (typeof init.body === 'string') add(secrets, /"signature":"(\w+)"/.exec(init.body)?.[1] ?? null);
}

function add(secrets: Set<string>, text: string | null): void {
  if (text !== null && text.length > 7) secrets.add(text);
}
