import { z } from 'zod';
import {
  At,
  ColumnFilters,
  CurrencyCode,
  DateOn,
  Id,
  JobStarted,
  Minor,
  OrderStatusField,
  SearchText,
  WindowInput,
} from './fields.ts';
import { command, query } from './method.ts';
import { ComponentView } from './products.ts';

/** What became of an order in the ledger, as one word for the row. */
export const VerifyStatusField = z.enum([
  'posted',
  'orderOnly',
  'planned',
  'sending',
  'unknown',
  'rejected',
  'missingItem',
  'held',
  'ready',
  'notPostable',
]);

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

export const OrderDetail = OrderRow.extend({
  lines: z.array(OrderLineView),
  invoice: z
    .object({
      reference: z.string(),
      issuedOn: DateOn,
      grossMinor: Minor,
      lines: z.array(DocumentLineView),
      state: z.string(),
    })
    .nullable(),
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
});

/** Either these orders, or all that the filter finds. */
const OrderSelection = z.discriminatedUnion('select', [
  z.object({ select: z.literal('these'), shopId: Id, orderIds: z.array(Id).min(1).max(100_000) }),
  z.object({ select: z.literal('all'), filter: OrderFilterInput }),
]);

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

export const orderMethods = {
  'orders.fetch': command(
    'Fetches the orders of a range of business dates (both included).',
    z.object({ shopId: Id, from: DateOn, to: DateOn, by: z.enum(['created', 'updated']).default('created') }),
    JobStarted,
  ),
  'orders.list': query(
    'A window of orders with totals of all that the filter finds.',
    OrderFilterInput.extend(WindowInput.shape).extend({
      sort: z
        .enum(['orderedOn', 'orderId', 'goodsMinor', 'paidMinor', 'status', 'itemCount'])
        .default('orderedOn'),
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
    'One order with lines, the invoice as planned or posted, and its history.',
    z.object({ shopId: Id, orderId: Id }),
    z.object({ order: OrderDetail }),
  ),
  'orders.preview': query(
    'What posting would make, without making it.',
    z.object({
      selection: OrderSelection,
      action: z.enum(['default', 'invoice', 'order']).default('default'),
    }),
    z.object({
      orders: z.int(),
      documents: z.int(),
      grossMinor: Minor,
      currency: CurrencyCode,
      alreadyPosted: z.int(),
      held: z.array(z.object({ orderId: z.string(), code: z.string(), reason: z.string() })),
    }),
  ),
  'orders.post': command(
    'Posts orders: the default action of each status, or the given one. What was posted before is left alone.',
    z.object({
      selection: OrderSelection,
      action: z.enum(['default', 'invoice', 'order']).default('default'),
    }),
    JobStarted,
  ),
} as const;
