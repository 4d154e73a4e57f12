import { z } from 'zod';

/** What stands in the sandbox's ledger, told without its ids and running numbers. */
export interface LedgerContent {
  /** `payment P-1` and everything that is in it, sorted; a document that is there twice stands here twice. */
  readonly documents: readonly LedgerEntry[];
}

export interface LedgerEntry {
  /** Kind and our own reference or code. */
  readonly key: string;
  readonly text: string;
}

const Json = z.record(z.string(), z.unknown());
const State = z.object({
  items: z.array(Json),
  customers: z.array(Json),
  saleOrders: z.array(Json),
  invoices: z.array(Json),
  payments: z.array(Json),
  creditNotes: z.array(Json),
});

/** Kind, the field with the ledger's own id, the field with ours. */
const kinds = [
  ['items', 'item', 'itemId', 'sku'],
  ['customers', 'customer', 'customerId', 'barcode'],
  ['saleOrders', 'order', 'saleOrderId', 'sourceReferenceId'],
  ['invoices', 'invoice', 'saleInvoiceId', 'reference'],
  ['creditNotes', 'creditNote', 'creditNoteId', 'reference'],
  ['payments', 'payment', 'paymentId', 'reference'],
] as const;

/** Running numbers and instants of writing differ from run to run and mean nothing. */
const ignored = new Set(['niceId', 'invoiceNumber', 'saleOrderNiceId', 'lineId', 'timeUpdated']);

/** Reads the ledger itself, past the product and past its own API. */
export async function readLedger(apiUrl: string): Promise<LedgerContent> {
  const answer = await fetch(`${apiUrl}/__sandbox/state`);
  const state = State.parse(await answer.json());
  const names = new Map<string, string>();
  for (const [list, kind, id, ours] of kinds) {
    for (const row of state[list]) names.set(String(row[id]), `${kind} ${String(row[ours])}`);
  }
  const documents = kinds.flatMap(([list, kind, , ours]) =>
    state[list].filter(isAlive).map((row) => ({
      key: `${kind} ${String(row[ours])}`,
      text: JSON.stringify(named(row, names)),
    })),
  );
  return { documents: documents.sort((a, b) => (a.key + a.text < b.key + b.text ? -1 : 1)) };
}

/** Sale orders that were taken out stay as such. */
function isAlive(row: z.infer<typeof Json>): boolean {
  return row.stage !== 'removed';
}

/** The same value with ledger ids replaced by what they stand for; lists of objects in one order. */
function named(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return names.get(value) ?? value;
  if (Array.isArray(value)) {
    const all = value.map((one) => named(one, names));
    return all.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !ignored.has(key));
  return Object.fromEntries(kept.map(([key, one]) => [key, named(one, names)]));
}

export interface Difference {
  readonly kind: 'lost' | 'doubled' | 'differs';
  readonly what: string;
}

/** Document by document. */
export function compareLedgers(wanted: LedgerContent, found: LedgerContent): Difference[] {
  const differences: Difference[] = [];
  const expected = group(wanted.documents);
  const actual = group(found.documents);
  for (const key of new Set([...expected.keys(), ...actual.keys()])) {
    const should = expected.get(key) ?? [];
    const is = actual.get(key) ?? [];
    if (is.length < should.length) differences.push({ kind: 'lost', what: key });
    else if (is.length > should.length) differences.push({ kind: 'doubled', what: key });
    else if (is.join() !== should.join())
      differences.push({ kind: 'differs', what: `${key}: ${firstDifference(should, is)}` });
  }
  return differences;
}

function group(documents: readonly LedgerEntry[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { key, text } of documents) groups.set(key, [...(groups.get(key) ?? []), text]);
  return groups;
}

function firstDifference(should: readonly string[], is: readonly string[]): string {
  const [a, b] = [should.join(), is.join()];
  let at = 0;
  while (a[at] === b[at]) at += 1;
  const from = Math.max(0, at - 40);
  return `…${a.slice(from, at + 60)}… became …${b.slice(from, at + 60)}…`;
}
