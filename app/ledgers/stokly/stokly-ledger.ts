import type { Clock } from '../../ports/clock.ts';
import type { Fetch } from '../../ports/fetch.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { checkCalls } from './check-calls.ts';
import { createClient } from './client.ts';
import { defaults, type StoklyConfig } from './config.ts';
import type { Context } from './context.ts';
import { createCrowd } from './crowd.ts';
import { ensureCustomer, findCustomers } from './customers.ts';
import { done } from './errors.ts';
import { createGrant } from './grant.ts';
import { createInvoiceFinder } from './invoice-finder.ts';
import { ensureServiceItem, fetchItems, findItems } from './items.ts';
import { createKeyedQueue } from './keyed-queue.ts';
import { findByReferences } from './look-up.ts';
import { postDocument } from './post-document.ts';
import { createRateLimiter } from './rate-limiter.ts';
import { removableKinds, removeDocument } from './remove-document.ts';
import { fetchSettings } from './settings.ts';
import { createSharedLooks } from './shared-looks.ts';
import { createTransport } from './transport.ts';
import { createVisibility } from './visibility.ts';
import { itemRow, listOf } from './wire.ts';

export interface StoklyDeps {
  readonly clock: Clock;
  readonly fetch?: Fetch;
  /** 0 ≤ n < 1, for the jitter of retries. */
  readonly random?: () => number;
}

/** Removals in flight at once. Documents of one order never overlap; the rate limit is shared. */
const concurrency = 4;
/** As many as one look-up holds (filter.ts), where the rate lets them leave within a third of a minute. */
const mostTogether = 75;

/** Stokly as a ledger. Nothing is sent until a method is called; no method throws on what Stokly answers. */
export function createStoklyLedger(config: StoklyConfig, deps: StoklyDeps): Ledger {
  const { clock } = deps;
  const assumedCalls = config.assumedCalls ?? defaults.assumedCalls;
  const ratePerMinute = config.ratePerMinute ?? defaults.ratePerMinute;
  const visibilityGraceMs = config.visibilityGraceMs ?? defaults.visibilityGraceMs;
  const retry = { clock, random: deps.random ?? Math.random };
  let clockOffMs: number | null = null;
  const send = createTransport({
    apiUrl: config.apiUrl ?? defaults.apiUrl,
    timeoutMs: config.timeoutMs ?? defaults.timeoutMs,
    fetch: deps.fetch ?? fetch,
    limiter: createRateLimiter(ratePerMinute, clock),
    now: () => clock.now(),
    onClock: (offMs) => {
      clockOffMs = offMs;
    },
  });
  const grant = createGrant(config, send, retry);
  const client = createClient(send, grant, retry);
  const context: Context = {
    client,
    clock,
    assumedCalls,
    pollDelaysMs: config.pollDelaysMs ?? defaults.pollDelaysMs,
    visibility: createVisibility(),
    visibilityGraceMs,
    finder: createInvoiceFinder(client, assumedCalls),
  };
  const crowd = createCrowd();
  const postContext = { ...context, crowd, looks: createSharedLooks(context, crowd) };
  const queue = createKeyedQueue();

  return {
    capabilities: {
      name: 'Stokly',
      // None of these was seen in working clients; each stands on an assumption (A1, A3, A4, A5, A6).
      laterPayments: assumedCalls,
      creditNotes: assumedCalls,
      amendInvoice: assumedCalls,
      negativeInvoices: assumedCalls,
      removes: assumedCalls ? removableKinds : [],
      visibilityGraceMs,
      concurrency,
      together: howManyTogether(ratePerMinute),
    },
    async testConnection() {
      const rows = await client.read('listItems', { query: 'page=0&size=1' }, listOf(itemRow));
      if (!rows.ok) return rows;
      const token = await grant.token();
      if (!token.ok) return token;
      return done({ accountName: config.accountKey, tokenExpiresAt: token.value.expiresAt, clockOffMs });
    },
    fetchItems: (onPage) => fetchItems(context, onPage),
    fetchSettings: () => fetchSettings(context),
    findCustomers: (text, limit) => findCustomers(context, text, limit),
    findItems: (codes) => findItems(context, codes),
    ensureCustomer: (code, name) => queue(`customer ${code}`, () => ensureCustomer(context, code, name)),
    ensureServiceItem: (code, name) => queue(`item ${code}`, () => ensureServiceItem(context, code, name)),
    postDocument: (document, leaving = async () => true) =>
      postDocument(postContext, queue, document, leaving),
    findByReferences: (kind, references) => findByReferences(context, kind, references),
    removeDocument: (kind, documentId, reference) =>
      removeDocument(context, queue, kind, documentId, reference),
    checkCalls: () => checkCalls(client, grant, assumedCalls),
  };
}

/** Two writes each: at most 20 seconds lie between looking and the last of them. 0 = unlimited. */
function howManyTogether(ratePerMinute: number): number {
  return ratePerMinute === 0
    ? mostTogether
    : Math.min(mostTogether, Math.max(4, Math.floor(ratePerMinute / 6)));
}
