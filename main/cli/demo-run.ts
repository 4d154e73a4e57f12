import { performance } from 'node:perf_hooks';
import type { z } from 'zod';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { Reply } from '../../app/contract/errors.ts';
import { FetchOrdersResult, PostOrdersResult } from '../../app/contract/orders.ts';
import { PostPaymentsResult } from '../../app/contract/payments.ts';
import type { ProductRow } from '../../app/contract/products.ts';
import { parseCurrency, parseMinor } from '../../app/domain/money.ts';
import type { SandboxOptions } from '../../sandbox/index.ts';
import { decimal, readLedgerHoldings } from './demo-ledger.ts';
import { openSession, type Session } from './session.ts';

export interface DemoReport {
  readonly shop: string;
  readonly currency: string;
  readonly products: number;
  /** SKUs that have an item code at the end. */
  readonly mapped: number;
  readonly orders: number;
  readonly invoicesPosted: number;
  /** What the first pass over delivered and completed orders could not post, each with its reason. */
  readonly held: readonly { readonly orderId: string; readonly reason: string }[];
  readonly settlementRows: number;
  readonly paymentsPosted: number;
  readonly adjustmentInvoices: number;
  readonly creditNotes: number;
  readonly ledger: { readonly documents: number; readonly outstanding: string; readonly clearing: string };
  /** Σ settlement of the file − Σ customer payments in the ledger. */
  readonly residual: string;
  readonly seconds: number;
  /** Residual 0, every payment allocated in full, nothing settled left open. */
  readonly tiedOut: boolean;
}

type Posted = z.infer<typeof PostOrdersResult>;

/** The month the sample company's orders are of. */
const month = { from: '2026-10-01', to: '2026-10-31' };

/** Runs the main job for every shop of the sample company, as a bookkeeper would. Throws with the reason if it cannot. */
export async function runDemo(
  booksFile: string,
  say: (line: string) => void,
  sample: SandboxOptions = {},
): Promise<readonly DemoReport[]> {
  const session = must(await openSession(booksFile, say, sample));
  try {
    const { shops } = must(await session.client.call('sample.open', {}));
    const reports: DemoReport[] = [];
    for (const shop of shops) reports.push(await runShop(session, shop, say));
    return reports;
  } finally {
    await session.close();
  }
}

async function runShop(session: Session, shop: ShopView, say: (line: string) => void): Promise<DemoReport> {
  const started = performance.now();
  const { client } = session;
  const { shopId } = shop;
  say(`— ${shop.name} (${shop.region}, ${shop.currency})`);
  must(await session.run(client.call('products.fetch', { shopId })));
  const fetched = FetchOrdersResult.parse(
    must(await session.run(client.call('orders.fetch', { shopId, ...month }))).result,
  );
  const first = await postDeliveredAndCompleted(session, shopId);
  for (const row of await listProducts(session, shopId, 'notMapped')) await mapByName(session, shop, row);
  const second = await postDeliveredAndCompleted(session, shopId);

  const sandbox = await session.backend.sample();
  const file = sandbox.settlementExport(shopId, 'xlsx');
  const loaded = must(
    await client.call('settlements.load', {
      shopId,
      fileName: file.fileName,
      contentBase64: Buffer.from(file.bytes).toString('base64'),
    }),
  );
  const paid = await postPayments(session, shopId);
  const { currency } = loaded.summary;
  const code = parseCurrency(currency);
  const settlement = code ? parseMinor(loaded.summary.totals.settlement, code) : null;
  if (!code || !settlement?.ok) throw new Error(`The file's settlement total cannot be read in ${currency}`);
  const holdings = await readLedgerHoldings(
    sandbox.stokly.apiUrl,
    `TIKTOK-${shopId}`,
    code,
    await listUnsettled(session, shopId),
  );
  const residual = settlement.value - holdings.paymentsMinor;
  const products = await listProducts(session, shopId, null);
  const settled = holdings.openSettled === 0 && holdings.unallocatedMinor === 0;
  return {
    shop: shop.name,
    currency,
    products: products.length,
    mapped: products.filter((row) => row.components.length > 0).length,
    orders: fetched.fetched,
    invoicesPosted: first.posted + second.posted,
    held: first.held.map(({ orderId, reason }) => ({ orderId, reason })),
    settlementRows: loaded.summary.rows.total,
    paymentsPosted: paid.payments,
    adjustmentInvoices: paid.adjustmentDocuments,
    creditNotes: paid.creditNotes,
    ledger: {
      documents: holdings.documents,
      outstanding: decimal(holdings.outstandingMinor, code),
      clearing: decimal(holdings.paymentsMinor, code),
    },
    residual: decimal(residual, code),
    seconds: Number(((performance.now() - started) / 1000).toFixed(2)),
    tiedOut: residual === 0 && settled,
  };
}

async function postDeliveredAndCompleted(session: Session, shopId: string): Promise<Posted> {
  const sum: Posted = { posted: 0, alreadyPosted: 0, held: [], rejected: [], unknown: [] };
  for (const status of ['delivered', 'completed'] as const) {
    const selection = { select: 'all', filter: { shopId, ...month, status } } as const;
    const job = must(await session.run(session.client.call('orders.post', { selection })));
    const result = PostOrdersResult.parse(job.result);
    sum.posted += result.posted;
    sum.alreadyPosted += result.alreadyPosted;
    sum.held.push(...result.held);
    sum.rejected.push(...result.rejected);
    sum.unknown.push(...result.unknown);
  }
  return sum;
}

/** A second run finds every date posted: nothing to do is not a failure. */
async function postPayments(session: Session, shopId: string): Promise<z.infer<typeof PostPaymentsResult>> {
  const job = await session.run(session.client.call('payments.post', { shopId }));
  if (job.ok) return PostPaymentsResult.parse(job.value.result);
  if (job.error.message.startsWith('There is nothing to post')) {
    return PostPaymentsResult.parse({
      days: 0,
      payments: 0,
      creditNotes: 0,
      adjustmentDocuments: 0,
      invoices: 0,
      rejected: [],
      unknown: [],
      blocked: [],
      left: [],
    });
  }
  throw new Error(job.error.message);
}

async function listProducts(
  session: Session,
  shopId: string,
  status: ProductRow['status'] | null,
): Promise<readonly ProductRow[]> {
  return must(await session.client.call('products.list', { shopId, status, limit: 500 })).rows;
}

/** The missing item is in the ledger under another code: a person looks for the product's words and the variation. */
async function mapByName(session: Session, shop: ShopView, row: ProductRow): Promise<void> {
  const { ledgerId, shopId } = shop;
  if (ledgerId === null || row.sellerSku.trim() === '' || row.isBundle) return;
  const variation = row.variation.toLowerCase();
  for (const text of [row.productName, row.sellerSku.split('-')[0] ?? '']) {
    const { items } = must(await session.client.call('items.search', { ledgerId, text, limit: 50 }));
    const item = items.find((one) => one.name.toLowerCase().includes(variation));
    if (!item) continue;
    const mappings = [{ skuId: row.skuId, components: [{ itemId: item.itemId, quantity: 1 }] }];
    must(await session.client.call('products.map', { shopId, mappings }));
    return;
  }
}

/** References of posted invoices whose order no settlement row names: these may be open. */
async function listUnsettled(session: Session, shopId: string): Promise<ReadonlySet<string>> {
  const open = new Set<string>();
  for (let offset = 0; ; offset += 500) {
    const page = must(await session.client.call('orders.list', { shopId, offset, limit: 500 }));
    for (const row of page.rows) if (row.settledMinor === null) open.add(row.orderId);
    if (page.rows.length < 500) return open;
  }
}

function must<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.value;
  throw new Error(reply.error.message);
}
