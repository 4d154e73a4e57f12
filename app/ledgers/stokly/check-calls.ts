import { z } from 'zod';
import type { LedgerCallCheck } from '../../ports/ledger.ts';
import type { StoklyClient } from './client.ts';
import { type Endpoint, type EndpointName, endpoints, type ReadName } from './endpoints.ts';
import type { CallError, CallResult } from './errors.ts';
import { encodeFilter, equals, type Filter, since } from './filter.ts';
import type { Grant } from './grant.ts';
import {
  channelRow,
  creditNoteRow,
  customerRow,
  invoiceRow,
  itemRow,
  listOf,
  locationRow,
  paymentMethodRow,
  paymentRow,
  saleOrderItemRow,
  saleOrderRow,
  singleOf,
} from './wire.ts';

/** A search that finds nothing shows that the filter is understood. */
const nothing = 'tieout-check';

interface Probe {
  readonly schema: z.ZodType;
  readonly filter?: Filter;
  /** Where an id to read can be had: a list, and the id's field in its rows. */
  readonly idFrom?: { readonly list: ReadName; readonly field: string };
}

/** How each call that only reads is tried. Typed so that a new call cannot be left out. */
const probes: Record<ReadName, Probe> = {
  listItems: { schema: listOf(itemRow), filter: equals('sku', nothing) },
  listChannels: { schema: listOf(channelRow) },
  listLocations: { schema: listOf(locationRow) },
  listPaymentMethods: { schema: listOf(paymentMethodRow) },
  findCustomers: { schema: listOf(customerRow), filter: equals('barcode', nothing) },
  findOrders: { schema: listOf(saleOrderRow), filter: equals('sourceReferenceId', nothing) },
  readOrder: { schema: singleOf(saleOrderRow), idFrom: { list: 'findOrders', field: 'saleOrderId' } },
  readOrderItems: { schema: listOf(saleOrderItemRow), idFrom: { list: 'findOrders', field: 'saleOrderId' } },
  findInvoicesByReference: { schema: listOf(invoiceRow), filter: equals('reference', nothing) },
  findInvoicesOfOrders: { schema: listOf(invoiceRow), filter: equals('saleOrderId', nothing) },
  listInvoicesSince: { schema: listOf(invoiceRow), filter: since('issueDate', '2000-01-01') },
  readInvoice: {
    schema: singleOf(invoiceRow),
    idFrom: { list: 'listInvoicesSince', field: 'saleInvoiceId' },
  },
  findCreditNotes: { schema: listOf(creditNoteRow), filter: equals('reference', nothing) },
  readCreditNote: {
    schema: singleOf(creditNoteRow),
    idFrom: { list: 'findCreditNotes', field: 'creditNoteId' },
  },
  findPayments: { schema: listOf(paymentRow), filter: equals('reference', nothing) },
  readPayment: { schema: singleOf(paymentRow), idFrom: { list: 'findPayments', field: 'paymentId' } },
};

type Verdict = Pick<LedgerCallCheck, 'result' | 'detail'>;

/** Tries every call that writes nothing, one after the other, and says of the rest that it was not tried. */
export async function checkCalls(
  client: StoklyClient,
  grant: Grant,
  assumedCalls: boolean,
): Promise<readonly LedgerCallCheck[]> {
  const signIn = await grant.token();
  const checks: LedgerCallCheck[] = [];
  for (const name of Object.keys(endpoints)) {
    if (!isEndpoint(name)) continue;
    const endpoint: Endpoint = endpoints[name];
    checks.push({
      call: `${endpoint.method} ${endpoint.path}`,
      purpose: endpoint.purpose,
      status: endpoint.status,
      ...(await verdictOf(name, endpoint)),
    });
  }
  return checks;

  async function verdictOf(name: EndpointName, endpoint: Endpoint): Promise<Verdict> {
    if (name === 'grant') return judge(signIn);
    if (endpoint.status === 'assumed' && !assumedCalls) return notTried('Assumed calls are switched off.');
    if (!isRead(name)) return notTried('It writes; it is tried when the first document is posted.');
    if (!signIn.ok) return notTried('Signing in did not work.');
    const probe = probes[name];
    if (!probe.idFrom) return judge(await tryList(client, name, probe));
    const id = await firstId(client, probe.idFrom.list, probe.idFrom.field);
    if (id === null) return notTried('There is nothing to read yet.');
    return judge(await client.read(name, { id }, probe.schema));
  }
}

function tryList(client: StoklyClient, name: ReadName, probe: Probe): Promise<CallResult<unknown>> {
  const filter = probe.filter ? encodeFilter(probe.filter) : null;
  const query = `page=0&size=1${filter?.ok ? `&filter=${filter.value}` : ''}`;
  return client.read(name, { query }, probe.schema);
}

async function firstId(client: StoklyClient, list: ReadName, field: string): Promise<string | null> {
  const rows = await client.read(
    list,
    { query: 'page=0&size=1' },
    listOf(z.object({ [field]: z.string().min(1) })),
  );
  return rows.ok ? (rows.value.data[0]?.[field] ?? null) : null;
}

function judge(result: CallResult<unknown>): Verdict {
  if (result.ok) return { result: 'works', detail: 'Answered as expected.' };
  return couldNotBeTried(result.error)
    ? notTried(result.error.message)
    : { result: 'refused', detail: result.error.message };
}

function couldNotBeTried(error: CallError): boolean {
  return error.kind === 'unavailable' || error.kind === 'rateLimited';
}

function notTried(detail: string): Verdict {
  return { result: 'not tried', detail };
}

function isEndpoint(name: string): name is EndpointName {
  return Object.hasOwn(endpoints, name);
}

function isRead(name: EndpointName): name is ReadName {
  return endpoints[name].method === 'GET';
}
