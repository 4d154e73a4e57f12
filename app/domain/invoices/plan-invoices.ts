import { renderText } from '../document-texts.ts';
import type { InvoiceDocument, OrderDocument, PlannedDocument } from '../documents.ts';
import { toReference } from '../ids.ts';
import type { ItemResolver } from '../mapping.ts';
import { sumMinor } from '../money.ts';
import type { Order } from '../orders.ts';
import { type PostAction, type PostingProfile, profileGaps } from '../profile.ts';
import { natureOf } from './invoice-nature.ts';
import { toDocumentLines } from './order-lines.ts';
import type { HeldCode, HeldOrder, InvoicesPlan } from './types.ts';

/**
 * Orders → the documents they become, and for every other order the reason why it becomes none (design.md §4).
 * `asked` is the action a person chose for all of them, or `default` for the profile's action per status.
 * `shopName` is what {shop} stands for in the description. The invoice's total is Σ (original price − seller discount): TikTok's own discount is paid by TikTok (accounting.md §1).
 */
export function planInvoices(
  orders: readonly Order[],
  resolve: ItemResolver,
  profile: PostingProfile,
  asked: 'default' | Exclude<PostAction, 'skip'>,
  shopName = '',
): InvoicesPlan {
  const documents: PlannedDocument[] = [];
  const held: HeldOrder[] = [];
  for (const order of orders) {
    const planned = planOrder(order, resolve, profile, asked, shopName);
    if ('document' in planned) documents.push(planned);
    else held.push(planned);
  }
  return { documents, held };
}

export function planOrder(
  order: Order,
  resolve: ItemResolver,
  profile: PostingProfile,
  asked: 'default' | Exclude<PostAction, 'skip'>,
  shopName = '',
): PlannedDocument | HeldOrder {
  const hold = (code: HeldCode, reason: string, skus: HeldOrder['skus'] = []): HeldOrder => ({
    orderId: order.orderId,
    code,
    reason,
    skus,
  });
  const gap = profileGaps(profile)[0];
  const { customer, ledgerChannel } = profile;
  if (gap || !customer || !ledgerChannel) {
    return hold('profile-incomplete', `The posting profile is not complete. ${gap?.message ?? ''}`.trim());
  }
  const action = asked === 'default' ? profile.defaultActions[order.status] : asked;
  if (order.status === 'cancelled' && asked === 'default' && action === 'skip') {
    return hold('cancelled', 'The order was cancelled. A document is made only when it is asked for.');
  }
  if (action === 'skip') {
    return hold(
      'status-skipped',
      `The settings post nothing for orders that are ${statusWords[order.status]}.`,
    );
  }
  if (profile.invoiceFrom !== null && order.orderedOn < profile.invoiceFrom) {
    return hold(
      'before-start-date',
      `The order is of ${order.orderedOn}; posting starts on ${profile.invoiceFrom}.`,
    );
  }
  const nature = natureOf(order);
  if (nature !== 'goods' && nature !== 'negativeLine') {
    const [code, reason] = nothingToInvoice[nature];
    return hold(code, reason);
  }
  const { lines, unresolved } = toDocumentLines(order, resolve, profile);
  if (unresolved.length > 0) return holdUnresolved(order, unresolved);
  if (nature === 'negativeLine') {
    return hold(
      'negative-line',
      'The discount of a line is larger than its price. Check the order on TikTok Shop.',
    );
  }
  const grossMinor = sumMinor(lines.map((line) => line.grossMinor));

  const reference = toReference(`${profile.numberPrefix}${order.orderId}`);
  const units = sumMinor(order.lines.map((line) => line.quantity));
  const head = {
    reference,
    currency: order.currency,
    customerId: customer.customerId,
    issuedOn: order.orderedOn,
    description: renderText('invoice', profile.texts.invoice, {
      orderId: order.orderId,
      recipient: order.recipient.name,
      region: order.recipient.region,
      country: order.recipient.country,
      items: String(order.lines.length),
      qty: String(units),
      shop: shopName,
      date: order.orderedOn,
      currency: order.currency,
    }),
    grossMinor,
    lines,
  };
  const saleOrder: OrderDocument = {
    ...head,
    kind: 'order',
    channelId: ledgerChannel.channelId,
    recipient: order.recipient,
    createdAt: order.createdAt,
  };
  const source = { orderIds: [order.orderId], rowKeys: [] };
  if (action === 'order' || profile.invoiceTiming === 'onSettlement') return { document: saleOrder, source };
  const invoice: InvoiceDocument = { ...head, kind: 'invoice', order: saleOrder, settled: null };
  return { document: invoice, source };
}

const nothingToInvoice = {
  sample: ['sample', 'A sample order: nothing was sold, so there is nothing to invoice.'],
  noGoods: ['no-goods', 'The order has no goods left to invoice.'],
  giftsOnly: [
    'gifts-only',
    'An order of nothing but gifts: nothing was sold, so there is nothing to invoice.',
  ],
} as const;

function holdUnresolved(
  order: Order,
  unresolved: ReturnType<typeof toDocumentLines>['unresolved'],
): HeldOrder {
  const skus = unresolved.map(({ line }) => ({ skuId: line.skuId, sellerSku: line.sellerSku }));
  const names = unresolved.map(({ line }) => `${line.sellerSku || 'no seller SKU'} (${line.productName})`);
  const inactive = unresolved.every(({ resolution }) => resolution.status === 'itemInactive');
  return {
    orderId: order.orderId,
    code: inactive ? 'item-inactive' : 'missing-item-code',
    reason: inactive
      ? `The stock item is no longer active: ${names.join(', ')}. Choose another item code.`
      : `Missing item code: ${names.join(', ')}.`,
    skus,
  };
}

const statusWords: Readonly<Record<Order['status'], string>> = {
  unpaid: 'unpaid',
  pending: 'pending',
  inTransit: 'in transit',
  delivered: 'delivered',
  completed: 'completed',
  cancelled: 'cancelled',
};
