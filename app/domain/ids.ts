/**
 * Ids are branded text. TikTok's have 18–19 digits and do not fit a JavaScript number
 * (vendors/tiktok-shop.md §0.2, fact 10), and a brand keeps an order id from being passed as a SKU id.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** A shop on a sales channel, as the channel numbers it. */
export type ShopId = Branded<'ShopId'>;
/** An order on a sales channel. */
export type OrderId = Branded<'OrderId'>;
/** A sellable variant on a sales channel. */
export type SkuId = Branded<'SkuId'>;
/** A linked ledger (one ERP account) in these books. */
export type LedgerId = Branded<'LedgerId'>;
/** A stock item in the ledger. */
export type ItemId = Branded<'ItemId'>;
/** A document in the ledger: invoice, credit note, payment, order. */
export type DocumentId = Branded<'DocumentId'>;
/** Our own reference of a document; the ledger stores it and can be searched by it. */
export type Reference = Branded<'Reference'>;
/** Identity of one settlement row (accounting.md §5). */
export type RowKey = Branded<'RowKey'>;

// Each cast below is the one place where plain text becomes that id.
export const toShopId = (text: string): ShopId => text as ShopId;
export const toOrderId = (text: string): OrderId => text as OrderId;
export const toSkuId = (text: string): SkuId => text as SkuId;
export const toLedgerId = (text: string): LedgerId => text as LedgerId;
export const toItemId = (text: string): ItemId => text as ItemId;
export const toDocumentId = (text: string): DocumentId => text as DocumentId;
export const toReference = (text: string): Reference => text as Reference;
export const toRowKey = (text: string): RowKey => text as RowKey;
