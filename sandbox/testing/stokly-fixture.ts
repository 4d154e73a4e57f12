import { expect } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../index.ts';
import { type Answer, at, filter, type Stokly, stokly, text } from './clients.ts';

/** A sandbox whose Stokly shows writes at once, with a client and bodies that pass. */
export interface StoklyFixture {
  readonly sandbox: Sandbox;
  readonly call: Stokly;
  readonly itemId: string;
  readonly orderBody: (reference: string, lines?: object[]) => OrderBody;
  readonly invoiceBody: (invoice?: object) => object;
  readonly payment: (body: object) => object;
  readonly note: (body?: object) => object;
  readonly invoiceLine: (line?: object) => object;
  /** Posts an order and gives its id; 2 × (7.50 + 1.50) = 18.00. */
  readonly newOrder: (reference?: string) => Promise<string>;
  /** Posts an order and an invoice on it. */
  readonly newInvoice: (body?: object) => Promise<string>;
  readonly invoice: (id: string) => Promise<unknown>;
}

interface OrderBody {
  readonly items: readonly { readonly referenceId?: string }[];
}

/** The id of a document that was taken. */
export async function created(answer: Promise<Answer>): Promise<string> {
  const { status, json, text: body } = await answer;
  expect(status, body).toBe(202);
  return text(json, 'data', 'id');
}

export async function openStokly(options: SandboxOptions = {}): Promise<StoklyFixture> {
  const sandbox = await startSandbox({ ordersPerShop: 160, visibilityDelayMs: 0, ...options });
  const call = await stokly(sandbox);
  const first = async (path: string, expression: string, field: string): Promise<string> =>
    text((await call('GET', `${path}?${filter(expression)}`)).json, 'data', 0, field);
  const customerId = await first('/v0/customers', '[barcode]=={TIKTOK-GB}', 'customerId');
  const channelId = await first('/v0/channels', '[name]=={TikTok Shop UK}', 'channelId');
  const itemId = await first('/v0/items', '[sku]=={@string;MUG-STONE}', 'itemId');

  const orderBody = (reference: string, lines: object[] = [{}]) => ({
    stage: 'order',
    createdAt: '2026-10-05T10:00:00.000Z',
    sourceType: 'other',
    sourceId: channelId,
    sourceReferenceId: reference,
    currency: 'GBP',
    customer: { customerId },
    items: lines.map((line) => ({
      type: 'item',
      referenceId: itemId,
      quantity: 2,
      displayPrice: 7.5,
      displayTax: 1.5,
      ...line,
    })),
    payments: [],
  });

  const invoiceLine = (line: object = {}) => ({
    referenceType: 'item',
    referenceId: itemId,
    itemName: 'Mug',
    quantity: 2,
    displayPrice: 7.5,
    displayTax: 1.5,
    ...line,
  });

  const invoiceBody = (invoice: object = {}) => ({
    invoices: [{ status: 'issued', currency: 'GBP', payments: [], items: [invoiceLine()], ...invoice }],
  });

  const payment = (body: object) => ({
    reference: 'PAY-1',
    customerId,
    method: 21,
    currency: 'GBP',
    paidAt: '2026-10-20',
    label: 'TikTok settlement',
    ...body,
  });

  const note = (body: object = {}) => ({
    reference: 'CN-REF',
    customerId,
    saleInvoiceId: null,
    currency: 'GBP',
    issueDate: '2026-10-21',
    items: [invoiceLine()],
    ...body,
  });

  const newOrder = (reference = '581'): Promise<string> =>
    created(call('POST', '/v2/saleorders', orderBody(reference)));

  const newInvoice = async (body: object = invoiceBody()): Promise<string> =>
    created(call('POST', `/v2/saleorders/${await newOrder()}/invoices`, body));

  const invoice = async (id: string): Promise<unknown> =>
    at((await call('GET', `/v0/invoices/${id}`)).json, 'data');

  return {
    sandbox,
    call,
    itemId,
    orderBody,
    invoiceBody,
    payment,
    note,
    invoiceLine,
    newOrder,
    newInvoice,
    invoice,
  };
}
