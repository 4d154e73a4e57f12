import type { FastifyInstance } from 'fastify';
import { createCompany, DEFAULT_ORDERS_PER_SHOP, DEFAULT_SEED } from './company/company.ts';
import type { Company, SandboxShop } from './company/types.ts';
import { bankStatement } from './exports/bank-statement.ts';
import type { ExportFile, ExportOptions } from './exports/options.ts';
import { settlementExport } from './exports/settlement-export.ts';
import { createFaultPlan, type FaultPlan } from './http/faults.ts';
import { createJournal, type Journal } from './http/journal.ts';
import type { AccountKeys } from './stokly/access.ts';
import { createStoklyServer } from './stokly/server.ts';

import { createTiktokServer } from './tiktok/server.ts';
import { SCOPES } from './tiktok/tokens.ts';

export { amountsOf, type RowAmounts } from './company/amounts.ts';
export { createCompany } from './company/company.ts';
export { createSmallCompany } from './company/small-company.ts';
export type {
  AdjustmentRow,
  Company,
  OrderRow,
  OrderStatus,
  OrderStory,
  OrderUnit,
  SandboxOrder,
  SandboxShop,
  SettledRow,
  ShopBooks,
  Statement,
  WithdrawalRecord,
} from './company/types.ts';
export type { ExportFile, ExportOptions } from './exports/options.ts';
export { settlementExport } from './exports/settlement-export.ts';
export { FAULT_ACTIONS, type FaultAction, type FaultPlan, type FaultRule } from './http/faults.ts';
export type { Journal, JournalEntry } from './http/journal.ts';

export interface SandboxOptions {
  /** Ports on 127.0.0.1; 0, the default, takes a free one. */
  readonly tiktokPort?: number;
  readonly stoklyPort?: number;
  /** The same seed gives the same company. */
  readonly seed?: number;
  /** Default 450, at least 160. */
  readonly ordersPerShop?: number;
  /** Data to serve instead of what `seed` and `ordersPerShop` make. */
  readonly company?: Company;
  /** TikTok Shop gives at most that many rows a page, whatever is asked for. */
  readonly largestPage?: number;
  /** Every answer waits that long. Default 0. */
  readonly latencyMs?: number;
  /** How long after its 202 a Stokly document can be read. Default 15. */
  readonly visibilityDelayMs?: number;
  readonly rateLimit?: {
    /** For each shop and endpoint; default 50 (tiktok-shop.md §4.5). */
    readonly tiktokPerSecond?: number;
    /** For the account; default 12,000, so that a demo never waits. */
    readonly stoklyPerMinute?: number;
  };
  /** Default 7 days. */
  readonly tiktokTokenLifeMs?: number;
  /** Default 1 hour. */
  readonly stoklyTokenLifeMs?: number;
  /** Where the consent page sends the browser unless the query says otherwise. */
  readonly redirectUrl?: string;
  /** Shows adjustments that belong to an order in the second shape of tiktok-shop.md §3.5.8. */
  readonly adjustmentInRevenue?: boolean;
  /** Epoch milliseconds. Default `Date.now`. */
  readonly now?: () => number;
  /** File that keeps the Stokly documents between two starts. Default: they end with the process. */
  readonly stateFile?: string;
}

export interface Sandbox {
  readonly tiktok: {
    readonly apiUrl: string;
    readonly authUrl: string;
    readonly authorizeUrl: string;
    readonly appKey: string;
    readonly appSecret: string;
    readonly serviceId: string;
  };
  readonly stokly: AccountKeys & {
    readonly apiUrl: string;
    /** A second account at the same address, with a catalogue of its own and no document yet. */
    readonly other: AccountKeys;
  };
  readonly shops: readonly SandboxShop[];
  /** The data behind both servers: what a test may compare with. */
  readonly company: Company;
  /** A fresh auth code, as the consent page would hand it back; for one shop, or for all without an id. `scopes`: those that stayed ticked. */
  authorize(shopId?: string, scopes?: readonly string[]): string;
  /** Throws for an unknown shop. */
  settlementExport(shopId: string, format: 'xlsx' | 'csv', options?: ExportOptions): ExportFile;
  /** The statement of the company's bank, for the currency of a shop. Throws for an unknown shop. */
  bankStatement(shopId: string): ExportFile;
  readonly faults: FaultPlan;
  readonly journal: Journal;
  /** Orders, documents, faults and journal as at the start. Tokens stay good, so links survive. */
  reset(): void;
  close(): Promise<void>;
}

/** Credentials are fixed and worthless: they open nothing but a sandbox. */
const TIKTOK_APP = {
  appKey: '6h4rb0urp1n3',
  appSecret: 'sandbox-app-secret-of-harbour-and-pine',
  serviceId: '7420000000000000042',
};

const STOKLY_ACCOUNT = {
  accountKey: 'harbourandpine',
  clientId: '1f0a6c52-7f9b-4f5e-9a44-53c2f5b0d901',
  secretKey: 'sandbox-secret-key-of-harbour-and-pine',
};

/** The same company's trade business: a ledger that a shop can be moved to. */
const OTHER_ACCOUNT: AccountKeys = {
  accountKey: 'harbourandpinetrade',
  clientId: '8d1c2f0e-4a55-4c0b-9f0d-6b7f0a1c9e02',
  secretKey: 'sandbox-secret-key-of-harbour-and-pine-trade',
};

/** Starts both stand-ins on 127.0.0.1 with the sample company in them. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const company =
    options.company ??
    createCompany(options.seed ?? DEFAULT_SEED, options.ordersPerShop ?? DEFAULT_ORDERS_PER_SHOP);
  const faults = createFaultPlan();
  const journal = createJournal();
  const now = options.now ?? Date.now;
  const shared = {
    company,
    faults,
    journal,
    now,
    latencyMs: options.latencyMs ?? 0,
    resetAll: () => reset(),
  };
  const tiktok = createTiktokServer({
    ...shared,
    ...TIKTOK_APP,
    perSecond: options.rateLimit?.tiktokPerSecond ?? 50,
    accessLifeMs: options.tiktokTokenLifeMs ?? 7 * 86_400_000,
    redirectUrl: options.redirectUrl ?? 'http://127.0.0.1/callback',
    adjustmentInRevenue: options.adjustmentInRevenue ?? false,
    largestPage: options.largestPage ?? null,
  });
  const stokly = createStoklyServer({
    ...shared,
    accounts: [STOKLY_ACCOUNT, OTHER_ACCOUNT],
    perMinute: options.rateLimit?.stoklyPerMinute ?? 12_000,
    tokenLifeMs: options.stoklyTokenLifeMs ?? 3_600_000,
    visibilityDelayMs: options.visibilityDelayMs ?? 15,
    stateFile: options.stateFile ?? null,
  });
  const reset = (): void => {
    faults.clear();
    journal.clear();
    tiktok.reset();
    stokly.reset();
  };
  const listen = (app: FastifyInstance, port: number): Promise<string> =>
    app.listen({ host: '127.0.0.1', port });
  const tiktokUrl = await listen(tiktok.app, options.tiktokPort ?? 0);
  const stoklyUrl = await listen(stokly.app, options.stoklyPort ?? 0).catch(async (error: unknown) => {
    await tiktok.app.close();
    throw error;
  });
  const booksOf = (shopId: string) => {
    const books = company.shops.find(({ shop }) => shop.id === shopId);
    if (books === undefined) throw new Error(`the sandbox has no shop ${shopId}`);
    return books;
  };
  const allShops = company.shops.map(({ shop }) => shop);
  return {
    tiktok: {
      apiUrl: tiktokUrl,
      authUrl: tiktokUrl,
      authorizeUrl: `${tiktokUrl}/open/authorize`,
      ...TIKTOK_APP,
    },
    stokly: { apiUrl: stoklyUrl, ...STOKLY_ACCOUNT, other: OTHER_ACCOUNT },
    shops: allShops,
    company,
    authorize: (shopId, scopes = SCOPES) => {
      const shopIds = shopId === undefined ? allShops.map(({ id }) => id) : [booksOf(shopId).shop.id];
      return tiktok.tokens.issueCode(shopIds, scopes, now());
    },
    settlementExport: (shopId, format, exportOptions) =>
      settlementExport(booksOf(shopId), format, exportOptions),
    bankStatement: (shopId) => bankStatement(booksOf(shopId)),
    faults,
    journal,
    reset,
    close: async () => {
      await Promise.all([tiktok.app.close(), stokly.app.close()]);
    },
  };
}
