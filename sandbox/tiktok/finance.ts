import { amountsOf } from '../company/amounts.ts';
import { type Minor, toApiMoney, total } from '../company/money.ts';
import type { SandboxOrder, Statement, WithdrawalRecord } from '../company/types.ts';
import { type ApiContext, inRange, paginate, pathParam, queryInt, shopOf, sorting } from './context.ts';
import { ApiError, invalidParam } from './errors.ts';
import { estimateJson, skuTransactionsJson, transactionJson } from './finance-json.ts';
import type { LiveShop } from './state.ts';

const SIZE = { max: 100, standard: 20 };

/** Unix seconds at which the money of a business date leaves: noon UTC. */
const noon = (date: string): number => Date.parse(`${date}T12:00:00Z`) / 1000;

const bankRecords = (shop: LiveShop): WithdrawalRecord[] =>
  shop.books.withdrawals.filter((record) => record.kind === 'Payments' || record.kind === 'Withdrawal');

function sums(
  statement: Statement,
  adjustmentInRevenue: boolean,
): Record<'settlement' | 'revenue' | 'shipping' | 'feeTax' | 'adjustment', Minor> {
  const result = { settlement: 0, revenue: 0, shipping: 0, feeTax: 0, adjustment: 0 };
  for (const row of statement.rows) {
    const amounts = amountsOf(row);
    const moved = adjustmentInRevenue && row.kind === 'adjustment' && row.relatedOrderId !== null;
    result.settlement += amounts.settlement;
    result.revenue += moved ? amounts.adjustment : amounts.revenue;
    result.shipping += amounts.shipping;
    result.feeTax += amounts.feeTax;
    result.adjustment += moved ? 0 : amounts.adjustment;
  }
  return result;
}

/** `GET /finance/202309/statements` */
export function listStatements(context: ApiContext): unknown {
  const shop = shopOf(context);
  const { ascending } = sorting(context, ['statement_time'], 'ASC', true);
  const range = [queryInt(context, 'statement_time_ge'), queryInt(context, 'statement_time_lt')] as const;
  const wanted = context.query.get('payment_status');
  if (wanted !== null && !['PAID', 'FAILED', 'PROCESSING'].includes(wanted)) {
    throw invalidParam('payment_status is unknown');
  }
  const found = shop.books.statements
    .filter((statement) => inRange(statement.statementTime, ...range))
    .map((statement) => statementJson(statement, shop))
    .filter((json) => wanted === null || json.payment_status === wanted);
  const page = paginate(context, ascending ? found : found.toReversed(), SIZE);
  return { statements: page.rows, next_page_token: page.next };
}

function statementJson(statement: Statement, { shop, books }: LiveShop): Record<string, unknown> {
  const { settlement, revenue, shipping, feeTax, adjustment } = sums(statement, false);
  const payment = books.withdrawals.find((record) => record.id === statement.paymentId);
  const sea = shop.region === 'MY';
  return {
    id: statement.id,
    statement_time: statement.statementTime,
    currency: shop.currency,
    settlement_amount: toApiMoney(settlement),
    revenue_amount: toApiMoney(revenue),
    // Local sellers in South-East Asia have shipping inside the fees (§3.5.1).
    ...(sea
      ? { fee_amount: toApiMoney(feeTax + shipping) }
      : {
          net_sales_amount: toApiMoney(revenue),
          shipping_cost_amount: toApiMoney(shipping),
          fee_amount: toApiMoney(feeTax),
        }),
    adjustment_amount: toApiMoney(adjustment),
    payment_status: payment?.status === 'Transferred' ? 'PAID' : 'PROCESSING',
    payment_id: payment?.id ?? '',
    ...(payment?.succeededOn == null ? {} : { payment_time: noon(payment.succeededOn) }),
  };
}

/** `GET /finance/202309/payments`; South-East Asia has withdrawals instead (§3.5.2). */
export function listPayments(context: ApiContext): unknown {
  const shop = shopOf(context);
  if (shop.shop.region === 'MY') {
    // That it is refused is documented, with which code is not.
    throw new ApiError(
      36009004,
      'invalid param error: this endpoint is not available in the region of the shop',
      200,
    );
  }
  const { ascending } = sorting(context, ['create_time'], 'ASC', true);
  const range = [queryInt(context, 'create_time_ge'), queryInt(context, 'create_time_lt')] as const;
  const found = bankRecords(shop).filter((record) => inRange(noon(record.requestedOn), ...range));
  const page = paginate(context, ascending ? found : found.toReversed(), SIZE);
  const money = (value: Minor): unknown => ({ value: toApiMoney(value), currency: shop.shop.currency });
  return {
    payments: page.rows.map((record) => ({
      id: record.id,
      create_time: noon(record.requestedOn),
      ...(record.succeededOn === null ? {} : { paid_time: noon(record.succeededOn) }),
      status: record.status === 'Transferred' ? 'PAID' : 'PROCESSING',
      bank_account: '4417',
      exchange_rate: '1',
      amount: money(-record.amount),
      settlement_amount: money(-record.amount),
      reserve_amount: money(0),
      payment_amount_before_exchange: money(-record.amount),
    })),
    next_page_token: page.next,
  };
}

const WITHDRAWAL_TYPE = {
  Earnings: 'SETTLE',
  'GMV Pay Deduction': 'TRANSFER',
  Payments: 'WITHDRAW',
  Withdrawal: 'WITHDRAW',
} as const;

const WITHDRAWAL_STATUS = { Transferred: 'SUCCESS', 'In Process': 'PROCESSING', Failed: 'FAILED' } as const;

/** `GET /finance/202309/withdrawals` */
export function listWithdrawals(context: ApiContext): unknown {
  const { shop, books } = shopOf(context);
  const types = (context.query.get('types') ?? '').split(',').filter((type) => type !== '');
  const known = ['WITHDRAW', 'SETTLE', 'TRANSFER', 'REVERSE'];
  if (types.length === 0 || !types.every((type) => known.includes(type))) {
    throw invalidParam('types must list WITHDRAW, SETTLE, TRANSFER or REVERSE');
  }
  const range = [queryInt(context, 'create_time_ge'), queryInt(context, 'create_time_lt')] as const;
  const all = books.withdrawals.flatMap((record) => {
    const type = WITHDRAWAL_TYPE[record.kind];
    const created = noon(record.requestedOn);
    const json = {
      id: record.id,
      type,
      // Cash-outs are listed by size; only transfers need a sign to tell a subsidy from a deduction.
      amount: toApiMoney(type === 'WITHDRAW' ? -record.amount : record.amount),
      currency: shop.currency,
      status: WITHDRAWAL_STATUS[record.status],
      create_time: created,
    };
    if (record.status !== 'Failed') return [json];
    const reversal = { ...json, id: `${record.id.slice(0, -1)}0`, type: 'REVERSE', status: 'SUCCESS' };
    return [json, { ...reversal, create_time: created + 3_600 }];
  });
  const found = all.filter((json) => types.includes(json.type) && inRange(json.create_time, ...range));
  const page = paginate(context, found, SIZE);
  return { withdrawals: page.rows, next_page_token: page.next, total_count: found.length };
}

/** `GET /finance/202501/statements/{statement_id}/statement_transactions` */
export function statementTransactions(context: ApiContext, adjustmentInRevenue: boolean): unknown {
  const shop = shopOf(context);
  const id = pathParam(context, 'statement_id');
  const { ascending } = sorting(context, ['order_create_time'], 'ASC', true);
  const statement = shop.books.statements.find((candidate) => candidate.id === id);
  if (statement === undefined) throw invalidParam('statement_id does not exist');
  const created = (index: number): number => {
    const row = statement.rows[index];
    return row === undefined ? 0 : row.kind === 'order' ? row.order.createdAt : row.createdAt;
  };
  const rows = statement.rows
    .map((row, index) => ({ row, at: created(index) }))
    .sort(
      (a, b) =>
        (a.at - b.at || a.row.transactionId.localeCompare(b.row.transactionId)) * (ascending ? 1 : -1),
    );
  const page = paginate(context, rows, SIZE);
  const { settlement, revenue, shipping, feeTax, adjustment } = sums(statement, adjustmentInRevenue);
  return {
    id: statement.id,
    create_time: statement.statementTime,
    status: 'SETTLED',
    currency: shop.shop.currency,
    total_settlement_amount: toApiMoney(settlement),
    total_reserve_amount: '0',
    payable_amount: toApiMoney(settlement),
    total_settlement_breakdown: {
      total_revenue_amount: toApiMoney(revenue),
      total_shipping_cost_amount: toApiMoney(shipping),
      total_fee_tax_amount: toApiMoney(feeTax),
      total_adjustment_amount: toApiMoney(adjustment),
    },
    transactions: page.rows.map(({ row }) => transactionJson(row, adjustmentInRevenue)),
    next_page_token: page.next,
    total_count: rows.length,
  };
}

/** `GET /finance/202501/orders/{order_id}/statement_transactions`: SKU level, no adjustments */
export function orderTransactions(context: ApiContext): unknown {
  const { shop, books, orders } = shopOf(context);
  const id = pathParam(context, 'order_id');
  const order = orders.find((candidate) => candidate.id === id);
  if (order === undefined) throw invalidParam('order_id does not exist');
  const rows = books.statements.flatMap((statement) =>
    statement.rows
      .filter((row) => row.kind === 'order')
      .filter((row) => row.order.id === id)
      .map((row) => ({ row, statementId: statement.id })),
  );
  const amounts = rows.map(({ row }) => amountsOf(row));
  const skus = rows.flatMap(({ row, statementId }) => skuTransactionsJson(row, statementId));
  return {
    order_id: id,
    order_create_time: order.createdAt,
    currency: shop.currency,
    revenue_amount: toApiMoney(total(amounts.map((a) => a.revenue))),
    shipping_cost_amount: toApiMoney(total(amounts.map((a) => a.shipping))),
    fee_and_tax_amount: toApiMoney(total(amounts.map((a) => a.feeTax))),
    settlement_amount: toApiMoney(total(amounts.map((a) => a.settlement))),
    total_count: skus.length,
    sku_transactions: skus,
  };
}

/** `GET /finance/202507/orders/unsettled` */
export function listUnsettled(context: ApiContext): unknown {
  const { shop, books, orders } = shopOf(context);
  const { ascending } = sorting(context, ['order_create_time'], 'ASC', true);
  const range = [queryInt(context, 'search_time_ge'), queryInt(context, 'search_time_lt')] as const;
  const settled = new Set(
    books.statements.flatMap((s) => s.rows).map((row) => (row.kind === 'order' ? row.order.id : '')),
  );
  const waiting = (order: SandboxOrder): boolean =>
    ['IN_TRANSIT', 'DELIVERED', 'COMPLETED'].includes(order.status) &&
    !order.sample &&
    !settled.has(order.id);
  const found = orders
    .filter((order) => waiting(order) && inRange(order.createdAt, ...range))
    .sort((a, b) => (a.createdAt - b.createdAt || a.id.localeCompare(b.id)) * (ascending ? 1 : -1));
  const estimates = new Map(found.map((order) => [order.id, estimateJson(order.id, order.units, shop)]));
  const all = [...estimates.values()];
  const page = paginate(context, found, SIZE);
  return {
    total_count: found.length,
    next_page_token: page.next,
    sum_est_settlement_amount: toApiMoney(total(all.map((e) => e.settlement))),
    sum_est_revenue_amount: toApiMoney(total(all.map((e) => e.revenue))),
    sum_est_fee_amount: toApiMoney(total(all.map((e) => e.fee))),
    sum_est_adjustment_amount: '0',
    transactions: page.rows.map((order) => ({
      ...estimates.get(order.id)?.json,
      order_id: order.id,
      order_create_time: order.createdAt,
      ...(order.deliveredAt === null ? {} : { order_delivery_time: order.deliveredAt }),
      // Either a text or an epoch in a text (§3.5.6).
      estimated_settlement:
        order.deliveredAt === null ? '8 days after delivery' : String(order.deliveredAt + 8 * 86_400),
      unsettled_reason: order.deliveredAt === null ? 'Order not delivered' : 'Within the settlement period',
    })),
  };
}
