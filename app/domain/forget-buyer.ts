import type { InvoiceDocument, LedgerDocument, OrderDocument } from './documents.ts';
import type { Order, Recipient } from './orders.ts';

/**
 * A buyer without what names them: region and country stay, because tax depends on them. It is not null: an invoice
 * without any recipient is an adjustment, not an order's.
 */
function withoutName(recipient: Recipient): Recipient {
  const { region, country } = recipient;
  return { name: '', line1: '', line2: '', city: '', region, postcode: '', country };
}

export function forgetBuyerOfOrder(order: Order): Order {
  return { ...order, recipient: withoutName(order.recipient) };
}

/** The document with every figure, reference and line it has, and without its buyer. */
export function forgetBuyerOfDocument(document: LedgerDocument): LedgerDocument {
  if (document.kind === 'order') return forgetInOrder(document);
  if (document.kind === 'invoice') return forgetInInvoice(document);
  return document;
}

function forgetInOrder(document: OrderDocument): OrderDocument {
  const { recipient } = document;
  if (recipient === null) return document;
  return {
    ...document,
    description: withoutWord(document.description, recipient.name),
    recipient: withoutName(recipient),
  };
}

function forgetInInvoice(document: InvoiceDocument): InvoiceDocument {
  const name = document.order.recipient?.name ?? '';
  return {
    ...document,
    description: withoutWord(document.description, name),
    order: forgetInOrder(document.order),
  };
}

/** plan-invoices.ts writes "Tiktok - NAME PLACE (…)": the name goes, the rest stays as it is read today. */
function withoutWord(description: string, name: string): string {
  if (name.trim() === '') return description;
  const marked = ` - ${name} `;
  const at = description.indexOf(marked);
  return at === -1 ? description : `${description.slice(0, at)} - ${description.slice(at + marked.length)}`;
}
