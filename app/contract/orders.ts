import { z } from 'zod';
import { orderWords } from '../domain/invoices/order-words.ts';
import { orderSorts } from '../domain/orders.ts';
import {
  At,
  ColumnFilters,
  CurrencyCode,
  DateOn,
  Id,
  JobStarted,
  LockedDates,
  LockedDocuments,
  Minor,
  OrderStatusField,
  SearchText,
  WindowInput,
} from './fields.ts';
import { command, query } from './method.ts';
import { ComponentView } from './products.ts';

/** What became of an order in the ledger, as one word for the row; its meanings stand in the domain. */
export const VerifyStatusField = z.enum(orderWords);

/** Figures that an order and its document in the ledger do not share, minor units of the order's currency. */
export const AfterPostingView = z.object({
  documentMinor: Minor,
  orderMinor: Minor,
  creditedMinor: Minor,
});

export type AfterPostingView = z.infer<typeof AfterPostingView>;

export const OrderRow = z.object({
  orderId: Id,
  status: OrderStatusField,
  channelStatus: z.string(),
  orderedOn: DateOn,
  createdAt: At,
  daysFromOrder: z.int(),
  currency: CurrencyCode,
  goodsMinor: Minor,
  shippingMinor: Minor,
  paidMinor: Minor,
  settledMinor: Minor.nullable(),
  itemCount: z.int(),
  recipient: z.string(),
  verify: VerifyStatusField,
  /** Why it is held, or what the ledger said. */
  reason: z.string().nullable(),
  invoiceNumber: z.string().nullable(),
  creditNoteNumbers: z.array(z.string()),
  saleOrderNumber: z.string().nullable(),
  postedAt: At.nullable(),
  /** For `cancelledAfter` and `changedAfter`: the value in the ledger, the value now, what credit notes took off. */
  after: AfterPostingView.nullable(),
  /** SKUs whose stock item is missing or no longer active, and keeps the order from being posted. */
  missing: z.array(z.object({ skuId: Id, sellerSku: z.string() })),
});
export type OrderRow = z.infer<typeof OrderRow>;

export const OrderLineView = z.object({
  lineNumber: z.int(),
  skuId: Id,
  sellerSku: z.string(),
  productName: z.string(),
  variation: z.string(),
  quantity: z.int(),
  unitPriceMinor: Minor,
  sellerDiscountMinor: Minor,
  platformDiscountMinor: Minor,
  goodsMinor: Minor,
  isGift: z.boolean(),
  mapping: z.enum(['sameCode', 'mapped', 'notMapped', 'itemInactive', 'skuChanged']),
  components: z.array(ComponentView),
});

export const DocumentLineView = z.object({
  kind: z.string(),
  itemCode: z.string(),
  description: z.string(),
  quantity: z.int(),
  discountMinor: Minor,
  grossMinor: Minor,
  netMinor: Minor,
  taxMinor: Minor,
});

/** A document of an order as data; the invoice as it would be planned today has no state and no number. */
export const OrderDocumentView = z.object({
  kind: z.enum(['order', 'invoice', 'amendment', 'creditNote', 'payment']),
  reference: z.string(),
  number: z.string().nullable(),
  state: z.string().nullable(),
  issuedOn: DateOn,
  totalMinor: Minor,
  /** What is still open of it; null where nothing can be. */
  outstandingMinor: Minor.nullable(),
  postedAt: At.nullable(),
  problem: z.string().nullable(),
  /** Empty for payments: they knock off, they do not sell. */
  lines: z.array(DocumentLineView),
  /** For payments and credit notes: what they took off this order's invoice. */
  appliedMinor: Minor.nullable(),
});
export type OrderDocumentView = z.infer<typeof OrderDocumentView>;

export const OrderSettlementView = z.object({
  rowKey: Id,
  settledOn: DateOn,
  type: z.string(),
  revenueMinor: Minor,
  feesMinor: Minor,
  settlementMinor: Minor,
  /** The document that booked the row, as a person would look for it; null while none has. */
  bookedBy: z.string().nullable(),
  /** Another file shows the same money with other values, and that version counts. */
  isSuperseded: z.boolean(),
});

export const OrderDetail = OrderRow.extend({
  lines: z.array(OrderLineView),
  cancelledUnits: z.int(),
  /** Tax the channel added on top of the prices; 0 where prices contain it. */
  taxMinor: Minor,
  /** The document that posting would make today, whatever stands in the ledger; null with the reason beside it. */
  planned: OrderDocumentView.nullable(),
  plannedReason: z.string().nullable(),
  /** The living document that stands for the order: its invoice, else its sales order. */
  standing: OrderDocumentView.nullable(),
  /** Everything else that was made of it: sales order, credit notes, amendments, payments, withdrawn ones. */
  others: z.array(OrderDocumentView),
  settlements: z.array(OrderSettlementView),
  history: z.array(z.object({ at: At, event: z.string(), text: z.string() })),
});
export type OrderDetail = z.infer<typeof OrderDetail>;

const OrderFilterInput = z.object({
  shopId: Id,
  from: DateOn.nullable().default(null),
  to: DateOn.nullable().default(null),
  status: OrderStatusField.nullable().default(null),
  text: SearchText.default(''),
  filters: ColumnFilters,
  /** What was posted from this instant on is `postedNow`: the start of the posting that is looked at. */
  postedSince: At.nullable().default(null),
});

/** Either these orders, or all that the filter finds except some: a few unticked rows keep "all" a question of the books. */
export const OrderSelection = z.discriminatedUnion('select', [
  z.object({ select: z.literal('these'), shopId: Id, orderIds: z.array(Id).min(1).max(100_000) }),
  z.object({
    select: z.literal('all'),
    filter: OrderFilterInput,
    except: z.array(Id).max(100_000).default([]),
  }),
]);

export const DayCoverageView = z.object({
  on: DateOn,
  state: z.enum(['fetched', 'partly', 'notFetched', 'ahead']),
  platformCount: z.int().nullable(),
  storedCount: z.int(),
  fetchedAt: At.nullable(),
});
export type DayCoverageView = z.infer<typeof DayCoverageView>;

/** Result of the job `orders.fetch`. */
export const FetchOrdersResult = z.object({
  fetched: z.int(),
  added: z.int(),
  changed: z.int(),
  platformCount: z.int().nullable(),
  unreadable: z.array(z.object({ orderId: z.string(), message: z.string() })),
});

/** Result of the job `orders.post`. */
export const PostOrdersResult = z.object({
  posted: z.int(),
  alreadyPosted: z.int(),
  held: z.array(z.object({ orderId: z.string(), code: z.string(), reason: z.string() })),
  rejected: z.array(z.object({ orderId: z.string(), reason: z.string() })),
  unknown: z.array(z.object({ orderId: z.string(), reason: z.string() })),
});
export type PostOrdersResult = z.infer<typeof PostOrdersResult>;

/** Result of the job `orders.check`. */
export const CheckOrdersResult = z.object({
  checked: z.int(),
  deleted: z.array(z.object({ orderId: z.string(), number: z.string() })),
});

export const orderMethods = {
  'orders.fetch': command(
    'Fetches the orders of a range of business dates (both included), or only of its days that are not complete.',
    z.object({
      shopId: Id,
      from: DateOn,
      to: DateOn,
      by: z.enum(['created', 'updated']).default('created'),
      onlyMissing: z.boolean().default(false),
    }),
    JobStarted,
  ),
  'orders.coverage': query(
    'Which days of a range were fetched, with the count of the channel against that of the books.',
    z.object({ shopId: Id, from: DateOn, to: DateOn }),
    z.object({
      days: z.array(DayCoverageView),
      /** Days that a fetch would complete, as ranges. */
      missing: z.array(z.object({ from: DateOn, to: DateOn })),
    }),
  ),
  'orders.counts': query(
    'How many orders of the filter became what, whatever the filter says of that.',
    OrderFilterInput,
    z.object({ counts: z.record(VerifyStatusField, z.int()) }),
  ),
  'orders.list': query(
    'A window of orders with totals of all that the filter finds.',
    OrderFilterInput.extend(WindowInput.shape).extend({
      sort: z.enum(orderSorts).default('orderedOn'),
      descending: z.boolean().default(true),
    }),
    z.object({
      rows: z.array(OrderRow),
      totals: z.object({
        count: z.int(),
        goodsMinor: Minor,
        paidMinor: Minor,
        shippingMinor: Minor,
        itemCount: z.int(),
      }),
      counts: z.record(OrderStatusField, z.int()),
    }),
  ),
  'orders.get': query(
    'One order with its lines, its documents as planned and as posted, its settlement rows and its history.',
    z.object({ shopId: Id, orderId: Id, postedSince: At.nullable().default(null) }),
    z.object({ order: OrderDetail }),
  ),
  'orders.preview': query(
    'What posting would make, without making it.',
    z.object({
      selection: OrderSelection,
      action: z.enum(['default', 'invoice', 'order']).default('default'),
      lockedDates: LockedDates,
    }),
    z.object({
      orders: z.int(),
      documents: z.int(),
      grossMinor: Minor,
      currency: CurrencyCode,
      alreadyPosted: z.int(),
      /** What would be made, by kind. */
      kinds: z.array(z.object({ kind: z.enum(['invoice', 'order']), count: z.int(), grossMinor: Minor })),
      /** Documents of orders whose earlier document was deleted in the ledger. */
      again: z.int(),
      /** Of the documents, those dated in a locked period; null = none is. They are held, or dated `firstOpenOn`, as asked. */
      locked: LockedDocuments.nullable(),
      /** Why orders become nothing, each reason once, the rarest first; the first ids of each are named. */
      held: z.array(
        z.object({ code: z.string(), reason: z.string(), count: z.int(), orderIds: z.array(z.string()) }),
      ),
    }),
  ),
  'orders.post': command(
    'Posts orders: the default action of each status, or the given one. What was posted before is left alone.',
    z.object({
      selection: OrderSelection,
      action: z.enum(['default', 'invoice', 'order']).default('default'),
      lockedDates: LockedDates,
    }),
    JobStarted,
  ),
  'orders.check': command(
    'Looks up in the ledger whether the posted documents of orders are still there; orders of deleted ones become postable again.',
    z.object({ selection: OrderSelection }),
    JobStarted,
  ),
  'orders.skip': command(
    'Remembers that orders are not to be posted, with the reason. What is in the ledger or on its way is left alone.',
    z.object({ selection: OrderSelection, reason: z.string().trim().min(1).max(300) }),
    z.object({ skipped: z.int(), leftAlone: z.int() }),
  ),
  'orders.unskip': command(
    'Takes back that orders are not to be posted.',
    z.object({ selection: OrderSelection }),
    z.object({ unskipped: z.int() }),
  ),
} as const;
