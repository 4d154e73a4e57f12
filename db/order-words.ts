import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { OrderWord } from '../app/domain/invoices/order-words.ts';
import type { VariantSpan, WordRule } from '../app/ports/books.ts';
import { isOneOfValues } from './dialect.ts';

/**
 * The word of a row of `orders`, as app/services/orders/order-word.ts says it of a loaded order; a test holds the two
 * against each other. It reads the order and the narrow `document_orders`, never a document.
 */
export function wordOf(rule: WordRule): RawBuilder<OrderWord> {
  const { invoiceFrom, postedSince } = rule;
  const isBefore =
    invoiceFrom === null ? sql<SqlBool>`false` : sql<SqlBool>`orders.ordered_on < ${invoiceFrom}`;
  const isNow = postedSince === null ? sql<SqlBool>`false` : sql<SqlBool>`d.posted_at >= ${postedSince}`;
  const credited = creditedOf(rule);
  return sql<OrderWord>`(
    select case
      when d.state = 'posted' then case
        when orders.status = 'cancelled' and orders.status_since > d.planned_at
          then case when ${credited} < d.total_minor then 'cancelledAfter' else ${postedWord(isNow)} end
        when d.goods_minor <> orders.billable_minor
          and not (d.goods_minor > orders.billable_minor
            and ${credited} >= d.goods_minor - orders.billable_minor)
          then 'changedAfter'
        else ${postedWord(isNow)} end
      when d.state is not null then d.state
      when exists (select 1 from order_skips k
        where k.shop_id = orders.shop_id and k.order_id = orders.order_id) then 'skipped'
      when ${rule.isComplete ? 0 : 1} then 'held'
      when ${isOneOfValues(sql.ref('orders.status'), rule.skippedStatuses)} then 'notPostable'
      when ${isBefore} or orders.nature in ('sample', 'noGoods', 'giftsOnly') then 'held'
      when orders.order_id in (${linesOf(rule.unresolved.notMapped)}) then 'missingItem'
      when orders.order_id in (${linesOf(rule.unresolved.inactive)}) then 'held'
      when orders.nature = 'negativeLine' then 'held'
      when exists (select 1 from document_orders w
        where w.shop_id = orders.shop_id and w.order_id = orders.order_id and w.is_alive = 0
          and w.ledger_id = ${rule.ledgerId} and w.role in ('orderInvoice', 'partInvoice', 'order')
          and w.posted_at is not null) then 'deleted'
      else 'ready' end
    from (select 1) left join document_orders d on d.outbox_id = ${standing(rule)} and d.order_id = orders.order_id)`;
}

const postedWord = (isNow: RawBuilder<SqlBool>) =>
  sql`case when d.role = 'order' then 'orderOnly' when ${isNow} then 'postedNow' else 'posted' end`;

/** The document that stands for the order: its invoice, or the first of its part invoices, or else its sale order. */
function standing({ ledgerId }: WordRule) {
  const first = (roles: RawBuilder<unknown>) => sql`(select min(s.outbox_id) from document_orders s
    where s.shop_id = orders.shop_id and s.order_id = orders.order_id and s.is_alive = 1
      and s.ledger_id = ${ledgerId} and s.role in ${roles})`;
  return sql`coalesce(${first(sql`('orderInvoice', 'partInvoice')`)}, ${first(sql`('order')`)})`;
}

function creditedOf({ ledgerId }: WordRule) {
  return sql`coalesce((select sum(c.total_minor) from document_orders c
    where c.shop_id = orders.shop_id and c.order_id = orders.order_id and c.is_alive = 1
      and c.ledger_id = ${ledgerId} and c.role = 'creditNote' and c.state = 'posted'), 0)`;
}

/**
 * Orders with a line of one of these variants at its dates; looked up once for the whole query. `cross join` keeps the
 * few variants in front: otherwise every line of the shop would be read. A variant belongs to one shop.
 */
function linesOf(spans: readonly VariantSpan[]) {
  const list = JSON.stringify(spans.map(({ variantId, from, to }) => [variantId, from, to]));
  const lines = sql`select l.order_id from json_each(${list}) v
    cross join order_lines l on l.variant_id = json_extract(v.value, '$[0]')`;
  if (spans.every(({ from, to }) => from === null && to === null)) return lines;
  return sql`${lines} join orders x on x.shop_id = l.shop_id and x.order_id = l.order_id
    where x.ordered_on >= coalesce(json_extract(v.value, '$[1]'), x.ordered_on)
      and x.ordered_on <= coalesce(json_extract(v.value, '$[2]'), x.ordered_on)`;
}

/** Numbers of the order's living documents of some roles, joined by commas; null when there is none. */
export function numbersOf({ ledgerId }: WordRule, roles: readonly string[]): RawBuilder<string | null> {
  return sql<string | null>`(select group_concat(n.number, ', ') from document_orders n
    where n.shop_id = orders.shop_id and n.order_id = orders.order_id and n.is_alive = 1
      and n.ledger_id = ${ledgerId} and n.role in (select value from json_each(${JSON.stringify(roles)})))`;
}
