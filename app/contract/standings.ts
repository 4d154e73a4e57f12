import { z } from 'zod';
import { At, CurrencyCode, DateOn, Id, Minor, OrderStatusField, WindowInput } from './fields.ts';
import { query } from './method.ts';

const Range = z.object({
  shopId: Id,
  from: DateOn.nullable().default(null),
  to: DateOn.nullable().default(null),
});

export const LedgerStatusField = z.enum([
  'none',
  'order',
  'underWay',
  'open',
  'partPaid',
  'paid',
  'credited',
]);
export const MatrixActionField = z.enum([
  'none',
  'post',
  'check',
  'creditNote',
  'postPayment',
  'chase',
  'reviewPaidCancelled',
]);

export const MatrixCellView = z.object({
  status: OrderStatusField,
  ledger: LedgerStatusField,
  action: MatrixActionField,
  orders: z.int(),
  goodsMinor: Minor,
});
export type MatrixCellView = z.infer<typeof MatrixCellView>;

export const MatrixOrderView = z.object({
  orderId: Id,
  status: OrderStatusField,
  ledger: LedgerStatusField,
  action: MatrixActionField,
  orderedOn: DateOn,
  dueFrom: DateOn,
  goodsMinor: Minor,
  invoicedMinor: Minor.nullable(),
  outstandingMinor: Minor,
  settledMinor: Minor.nullable(),
  refundMinor: Minor,
  creditedMinor: Minor,
});
export type MatrixOrderView = z.infer<typeof MatrixOrderView>;

/** Where orders stand: marketplace against ledger, how long money is overdue, and what a date boundary moves. */
export const standingMethods = {
  'standings.matrix': query(
    'Marketplace status × ledger status with counts, goods and what is to be done; ordered in the range.',
    Range,
    z.object({ currency: CurrencyCode, today: DateOn, cells: z.array(MatrixCellView) }),
  ),
  'standings.orders': query(
    'The orders of a cell of the matrix, or of a bucket of the ageing.',
    Range.extend(WindowInput.shape).extend({
      status: OrderStatusField.nullable().default(null),
      ledger: LedgerStatusField.nullable().default(null),
      action: MatrixActionField.nullable().default(null),
      /** The bucket of the ageing under this term that ends at `to` days past it. */
      late: z
        .object({ termDays: z.int().min(0).max(90), to: z.int().nullable() })
        .nullable()
        .default(null),
    }),
    z.object({ rows: z.array(MatrixOrderView), total: z.int(), goodsMinor: Minor }),
  ),
  'standings.ageing': query(
    'Delivered orders that no settlement has paid, by days past the term.',
    Range.extend({ termDays: z.int().min(0).max(90).default(8) }),
    z.object({
      currency: CurrencyCode,
      buckets: z.array(
        z.object({
          from: z.int(),
          to: z.int().nullable(),
          orderIds: z.array(Id),
          orders: z.int(),
          goodsMinor: Minor,
        }),
      ),
    }),
  ),
  'standings.cutOff': query(
    'Orders whose month changes when another time zone decides the date.',
    Range.extend({ timeZone: z.string().max(60) }),
    z.object({
      currency: CurrencyCode,
      booksZone: z.string(),
      timeZone: z.string(),
      shifts: z.array(z.object({ from: z.string(), to: z.string(), orders: z.int(), goodsMinor: Minor })),
      moved: z.array(
        z.object({ orderId: Id, createdAt: At, goodsMinor: Minor, dateHere: DateOn, dateThere: DateOn }),
      ),
    }),
  ),
} as const;
