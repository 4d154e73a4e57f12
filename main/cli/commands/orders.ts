import { FetchOrdersResult, type OrderRow, PostOrdersResult } from '../../../app/contract/orders.ts';
import { formatGrouped, parseCurrency } from '../../../app/domain/money.ts';
import { orderStatuses } from '../../../app/domain/orders.ts';
import { type Command, type CommandOptions, findShop, namesIn, need, oneOf, refused } from '../command.ts';

export const ordersFetch: Command = {
  usage: 'orders fetch --from DATE --to DATE [--by created|updated] [--shop SHOP]',
  summary: 'Fetches the orders of a range of business dates.',
  async run(session, options) {
    const shop = await findShop(session, options.shop);
    if (!shop.ok) return refused(shop.error);
    const by = oneOf(options.by ?? 'created', ['created', 'updated'], '--by');
    const range = { from: need(options.from, '--from'), to: need(options.to, '--to') };
    const job = await session.run(
      session.client.call('orders.fetch', { shopId: shop.value.shopId, ...range, by }),
    );
    if (!job.ok) return refused(job.error);
    const result = FetchOrdersResult.parse(job.value.result);
    return {
      document: result,
      lines: [
        `${result.fetched} fetched: ${result.added} new, ${result.changed} changed.`,
        ...result.unreadable.map((one) => `Order ${one.orderId}: ${one.message}`),
      ],
      complete: result.unreadable.length === 0,
    };
  },
};

export const ordersList: Command = {
  usage: 'orders list [--from DATE] [--to DATE] [--status STATUS] [--text TEXT] [--shop SHOP]',
  summary: 'Lists orders with what became of them.',
  async run(session, options) {
    const shop = await findShop(session, options.shop);
    if (!shop.ok) return refused(shop.error);
    const filter = toFilter(shop.value.shopId, options);
    const rows: OrderRow[] = [];
    for (;;) {
      const page = await session.client.call('orders.list', { ...filter, offset: rows.length, limit: 500 });
      if (!page.ok) return refused(page.error);
      rows.push(...page.value.rows);
      if (page.value.rows.length > 0 && rows.length < page.value.totals.count) continue;
      const { totals, counts } = page.value;
      return {
        document: { rows, totals, counts },
        lines: [
          ...rows.map(
            (row) =>
              `${row.orderedOn}  ${row.orderId}  ${row.status.padEnd(10)} ${row.verify.padEnd(12)} ${money(row.goodsMinor, row.currency).padStart(12)}  ${row.invoiceNumber ?? row.reason ?? ''}`,
          ),
          `${totals.count} orders`,
        ],
        complete: true,
      };
    }
  },
};

export const ordersPost: Command = {
  usage:
    'orders post [--ids ID,ID…] [--from DATE] [--to DATE] [--status STATUS] [--action default|invoice|order] [--locked-dates hold|firstOpenDay] [--shop SHOP]',
  summary: 'Posts orders: the default action of each status, or the given one.',
  async run(session, options) {
    const shop = await findShop(session, options.shop);
    if (!shop.ok) return refused(shop.error);
    const { shopId } = shop.value;
    const orderIds = namesIn(options.ids, '--ids');
    const selection =
      orderIds !== null
        ? ({ select: 'these', shopId, orderIds } as const)
        : ({ select: 'all', filter: toFilter(shopId, options) } as const);
    const action = oneOf(options.action ?? 'default', ['default', 'invoice', 'order'], '--action');
    const lockedDates = oneOf(options['locked-dates'] ?? 'hold', lockedChoices, '--locked-dates');
    const job = await session.run(session.client.call('orders.post', { selection, action, lockedDates }));
    if (!job.ok) return refused(job.error);
    const result = PostOrdersResult.parse(job.value.result);
    const needsWork = result.held.filter((one) => actionable.has(one.code));
    return {
      document: result,
      lines: [
        job.value.message,
        ...[...needsWork, ...result.rejected, ...result.unknown].map(
          (one) => `${one.orderId}  ${one.reason}`,
        ),
      ],
      complete: needsWork.length === 0 && result.rejected.length === 0 && result.unknown.length === 0,
    };
  },
};

/** Reasons a person can do something about; gifts, samples and skipped statuses are held for good. */
const actionable: ReadonlySet<string> = new Set([
  'missing-item-code',
  'item-inactive',
  'profile-incomplete',
  'negative-line',
  'period-locked',
]);

/** What becomes of documents dated in a locked period. */
export const lockedChoices = ['hold', 'firstOpenDay'] as const;

export function toFilter(shopId: string, { from, to, status, text }: CommandOptions) {
  return {
    shopId,
    from: from ?? null,
    to: to ?? null,
    status: status === undefined ? null : oneOf(status, orderStatuses, '--status'),
    text: text ?? '',
  };
}

export function money(minor: number, code: string): string {
  const currency = parseCurrency(code);
  return currency ? formatGrouped(minor, currency) : String(minor);
}
