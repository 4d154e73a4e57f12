import { z } from 'zod';
import { FetchOrdersResult, PostOrdersResult } from '../../../app/contract/orders.ts';
import { PostPaymentsResult } from '../../../app/contract/payments.ts';
import { must, type SampleBackend } from './sample-backend.ts';

/** Steps of a bookkeeper's month on the sample company, for tests. */

export const month = { from: '2026-10-01', to: '2026-10-31' };
export const everything = z.unknown();

export async function fetchAll(sample: SampleBackend, shopId: string) {
  await sample.job(sample.client.call('products.fetch', { shopId }), everything);
  return sample.job(sample.client.call('orders.fetch', { shopId, ...month }), FetchOrdersResult);
}

export async function mapMissing(sample: SampleBackend, shopId: string): Promise<void> {
  const { rows } = must(
    await sample.client.call('products.list', { shopId, status: 'notMapped', limit: 500 }),
  );
  const missing = rows.find((row) => row.sellerSku === 'TOTE-OLD-NAVY');
  const found = must(
    await sample.client.call('items.search', { ledgerId: sample.ledgerId, text: 'TOTE-NVY' }),
  );
  const item = found.items.find((one) => one.code === 'TOTE-NVY');
  if (!missing || !item) throw new Error('The sample company has no unmapped tote bag');
  const mappings = [{ skuId: missing.skuId, components: [{ itemId: item.itemId, quantity: 1 }] }];
  must(await sample.client.call('products.map', { shopId, mappings }));
}

export async function postDelivered(sample: SampleBackend, shopId: string) {
  const results = [];
  for (const status of ['delivered', 'completed'] as const) {
    const selection = { select: 'all', filter: { shopId, ...month, status } } as const;
    results.push(await sample.job(sample.client.call('orders.post', { selection }), PostOrdersResult));
  }
  return {
    posted: results.reduce((sum, one) => sum + one.posted, 0),
    alreadyPosted: results.reduce((sum, one) => sum + one.alreadyPosted, 0),
    held: results.flatMap((one) => one.held),
    rejected: results.flatMap((one) => one.rejected),
    unknown: results.flatMap((one) => one.unknown),
  };
}

export async function loadExport(sample: SampleBackend, shopId: string, format: 'xlsx' | 'csv' = 'xlsx') {
  const file = (await sample.backend.sample()).settlementExport(shopId, format);
  const contentBase64 = Buffer.from(file.bytes).toString('base64');
  return must(
    await sample.client.call('settlements.load', { shopId, fileName: file.fileName, contentBase64 }),
  );
}

export function postPayments(sample: SampleBackend, shopId: string) {
  return sample.job(sample.client.call('payments.post', { shopId }), PostPaymentsResult);
}

/** Everything up to the payments. */
export async function prepareMonth(sample: SampleBackend, shopId: string): Promise<void> {
  await fetchAll(sample, shopId);
  await mapMissing(sample, shopId);
  await postDelivered(sample, shopId);
  await loadExport(sample, shopId);
}

const Document = z.object({ customerId: z.string(), reference: z.string().nullable().optional() });
const LedgerState = z.object({
  saleOrders: z.array(z.object({ sourceReferenceId: z.string() })),
  invoices: z.array(Document.extend({ total: z.number(), amountOutstanding: z.number() })),
  creditNotes: z.array(Document.extend({ total: z.number(), amountOutstanding: z.number() })),
  payments: z.array(Document.extend({ amount: z.number(), unallocated: z.number() })),
});

/** What the sandbox's ledger holds, read from the ledger. */
export async function readLedger(sample: SampleBackend): Promise<z.infer<typeof LedgerState>> {
  const { stokly } = await sample.backend.sample();
  const answer = await fetch(`${stokly.apiUrl}/__sandbox/state`);
  return LedgerState.parse(await answer.json());
}

/** No reference and no sale order twice: what "nothing twice" means in the ledger. */
export function doubles(state: z.infer<typeof LedgerState>): string[] {
  const seen = new Set<string>();
  const keys = [
    ...state.saleOrders.map((one) => `order ${one.sourceReferenceId}`),
    ...state.invoices.map((one) => `invoice ${one.reference}`),
    ...state.creditNotes.map((one) => `credit note ${one.reference}`),
    ...state.payments.map((one) => `payment ${one.reference}`),
  ];
  return keys.filter((key) => seen.size === seen.add(key).size);
}
