import type { PlannedDocument } from '../documents.ts';
import type { OrderId, SkuId } from '../ids.ts';

export type HeldCode =
  | 'missing-item-code'
  | 'item-inactive'
  | 'gifts-only'
  | 'sample'
  | 'no-goods'
  | 'before-start-date'
  | 'status-skipped'
  | 'cancelled'
  | 'negative-line'
  | 'profile-incomplete'
  /** A person decided so; `orders.unskip` takes it back. */
  | 'skipped';

/** Why an order cannot become a document, in a sentence; `skus` names what must be mapped. */
export interface HeldOrder {
  readonly orderId: OrderId;
  readonly code: HeldCode;
  readonly reason: string;
  readonly skus: readonly { readonly skuId: SkuId; readonly sellerSku: string }[];
}

export interface InvoicesPlan {
  readonly documents: readonly PlannedDocument[];
  readonly held: readonly HeldOrder[];
}
