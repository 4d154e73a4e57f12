import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { OrderWord } from '../../app/domain/invoices/order-words.ts';
import type { VariantSpan, WordRule } from '../../app/ports/order-book.ts';
import { isOneOfValues } from '../dialect.ts';

/**
 * The word of a row of `orders`, as app/services/orders/order-word.ts says it of a loaded order; a test holds the two
 * against each other. What became of the order is kept beside it (`outcome`, by the database itself); what could still
 * be posted depends on the profile and the mappings of this moment and is decided here.
 */
export function wordOf(rule: WordRule): RawBuilder<OrderWord> {
  const { invoiceFrom, postedSince } = rule;
  const isBefore =
    invoiceFrom === null ? sql<SqlBool>`false` : sql<SqlBool>`orders.ordered_on < ${invoiceFrom}`;
  const isNow =
    postedSince === null ? sql<SqlBool>`false` : sql<SqlBool>`orders.invoiced_at >= ${postedSince}`;
  return sql<OrderWord>`(case
      when orders.outcome = 'posted' and ${isNow} then 'postedNow'
      when orders.outcome <> 'deleted' then orders.outcome
      when ${rule.isComplete ? 0 : 1} then 'held'
      when ${isOneOfValues(sql.ref('orders.status'), rule.skippedStatuses)} then 'notPostable'
      when ${isBefore} or orders.nature in ('sample', 'noGoods', 'giftsOnly') then 'held'
      when ${hasOneOf(rule.unresolved.notMapped)} then 'missingItem'
      when ${hasOneOf(rule.unresolved.inactive)} then 'held'
      when orders.nature = 'negativeLine' then 'held'
      else coalesce(orders.outcome, 'ready') end)`;
}

/**
 * The order has a line of one of these variants at its date. The sets with one are looked up once for the whole query;
 * only where a mapping depends on the date is the order's own date asked.
 */
function hasOneOf(spans: readonly VariantSpan[]): RawBuilder<SqlBool> {
  const always = spans.filter(({ from, to }) => from === null && to === null);
  const dated = spans.filter(({ from, to }) => from !== null || to !== null);
  if (dated.length === 0) return sql<SqlBool>`orders.variant_set_id in (${setsWith(always)})`;
  const list = JSON.stringify(dated.map(({ variantId, from, to }) => [variantId, from, to]));
  return sql<SqlBool>`(orders.variant_set_id in (${setsWith(always)})
    or (orders.variant_set_id in (${setsWith(dated)}) and exists (
      select 1 from json_each(${list}) v
      join variant_set_members m on m.variant_id = json_extract(v.value, '$[0]')
        and m.variant_set_id = orders.variant_set_id
      where orders.ordered_on >= coalesce(json_extract(v.value, '$[1]'), orders.ordered_on)
        and orders.ordered_on <= coalesce(json_extract(v.value, '$[2]'), orders.ordered_on))))`;
}

/** `cross join` keeps the few variants in front. */
function setsWith(spans: readonly VariantSpan[]) {
  const ids = JSON.stringify(spans.map(({ variantId }) => variantId));
  return sql`select m.variant_set_id from json_each(${ids}) v
    cross join variant_set_members m on m.variant_id = v.value`;
}

/** Numbers of the order's living documents of some roles, joined by commas; null when there is none. */
export function numbersOf({ ledgerId }: WordRule, roles: readonly string[]): RawBuilder<string | null> {
  return sql<string | null>`(select group_concat(n.number, ', ') from document_orders n
    where n.shop_id = orders.shop_id and n.order_id = orders.order_id and n.is_alive = 1
      and n.ledger_id = ${ledgerId} and n.role in (select value from json_each(${JSON.stringify(roles)})))`;
}
