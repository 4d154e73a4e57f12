import type { OrderDocument } from '../../domain/documents.ts';
import type { Recipient } from '../../domain/orders.ts';
import type { PostedDocument } from '../../ports/ledger.ts';
import { expectFigures, notReadBack, toSeen } from './confirm.ts';
import type { CallResult } from './errors.ts';
import { severalHeld } from './held-documents.ts';
import { toPostedOrder } from './held-orders.ts';
import { toOrderItems } from './lines.ts';
import type { Leaving, PostContext } from './post-context.ts';

/** The sale order of a document: the one that is there already, or a new one. Its total ties out either way. */
export async function ensureOrder(
  context: PostContext,
  document: OrderDocument,
  leaving: Leaving,
): Promise<CallResult<PostedDocument>> {
  const { currency, reference } = document;
  const expected = { currency, totalMinor: document.grossMinor, outstandingMinor: null };
  const held = await context.looks.orders.ask(reference);
  if (!held.ok) return held;
  if (held.value.length > 1) {
    return severalHeld(
      'sale orders',
      reference,
      held.value.map((row) => row.niceId),
    );
  }
  const [existing] = held.value;
  if (existing) {
    const posted = await toPostedOrder(context, existing, reference, currency);
    return posted.ok ? expectFigures(posted.value, expected) : posted;
  }
  const created = await context.client.create('createOrder', { body: toOrderBody(document), leaving });
  if (!created.ok) return created;
  const made = await context.looks.madeOrders.see({ id: created.value, reference });
  const row = toSeen(`sale order ${reference}`, made);
  if (!row.ok) return row;
  const posted = await toPostedOrder(context, row.value, reference, currency);
  return posted.ok
    ? expectFigures(posted.value, expected)
    : notReadBack(`sale order ${reference}`, posted.error);
}

/**
 * vendors/stokly.md §8.2. `payments` stays empty: payments of the order and of its invoice might be added together
 * (§4.5). Shipping is a line of the document, so the order's own shipping costs nothing.
 */
function toOrderBody(document: OrderDocument) {
  return {
    stage: 'order',
    createdAt: new Date(document.createdAt).toISOString(),
    sourceType: 'other',
    sourceId: document.channelId,
    sourceReferenceId: document.reference,
    customerReference: document.reference,
    currency: document.currency,
    customer: { customerId: document.customerId },
    ...(document.recipient ? { shipping: toShipping(document.recipient) } : {}),
    items: toOrderItems(document.lines, document.currency, document.recipient ? 'delivery' : 'none'),
    payments: [],
  };
}

/** Marketplaces mask addresses; working clients put a filler where a field is empty, so some are required (§4.3). */
function toShipping(recipient: Recipient) {
  const filled = (text: string) => (text.trim() === '' ? '-' : text);
  return {
    name: splitName(recipient.name),
    address: {
      line1: filled(recipient.line1),
      line2: recipient.line2,
      city: filled(recipient.city),
      region: recipient.region,
      country: recipient.country,
      postcode: filled(recipient.postcode),
    },
    option: 'Marketplace',
    cost: 0,
    tax: 0,
  };
}

/** First word and the rest: Stokly keeps two names. */
export function splitName(name: string): { readonly forename: string; readonly surname: string } {
  const [forename = '', ...rest] = name.trim().split(/\s+/);
  return { forename: forename === '' ? '-' : forename, surname: rest.join(' ') };
}
