import type { Compilable } from 'kysely';
import type { RowKey, ShopId } from '../../app/domain/ids.ts';
import type { RowDecision } from '../../app/domain/payments/types.ts';
import type { NamedAmount, SettlementRow } from '../../app/domain/settlement/types.ts';
import type { OpenRows } from '../../app/ports/settlement-book.ts';
import type { Connection } from '../connection.ts';
import { isOneOf, isReadThrough } from '../dialect.ts';
import { fromJson } from '../json.ts';
import type { SettlementRowTable } from '../schema/schema.ts';

/** Of `settlement_rows`, in the order in which `toRow` takes them. */
const columns = [
  'row_key',
  'row_number',
  'kind',
  'type',
  'type_name',
  'id',
  'related_order_id',
  'created_on',
  'settled_on',
  'currency',
  'settlement_minor',
  'revenue_minor',
  'fees_minor',
  'adjustment_minor',
  'list_minor',
  'sale_minor',
  'refund_minor',
  'reserve_minor',
  'fees',
  'starts_with_7',
  'is_gmv_ads',
] as const satisfies readonly (keyof SettlementRowTable)[];

type ValuesOf<Names extends readonly (keyof SettlementRowTable)[]> = {
  -readonly [Place in keyof Names]: SettlementRowTable[Names[Place]];
};
type OpenRowValues = [...ValuesOf<typeof columns>, decision: string | null];

/**
 * Rows that nothing has booked. All of them are read as lists, and the table from front to back where most rows are the
 * shop's: as objects along the index of days they took 7 instead of 3 µs a row, of 100,000.
 */
export function loadOpenRows(connection: Connection, shopId: ShopId, around?: RowKey): OpenRows {
  const { query } = connection;
  if (around === undefined) return { ...readRows(connection, allOpenRows(connection, shopId)), dates: null };
  const dates = connection.all(datesAround(connection, shopId, around)).map((row) => row.settled_on);
  const orders = connection.all(
    query
      .selectFrom('settlement_rows')
      .select('related_order_id')
      .distinct()
      .where('shop_id', '=', shopId)
      .where('settled_on', 'in', dates)
      .where('related_order_id', 'is not', null),
  );
  const ids = orders.flatMap((row) => row.related_order_id ?? []);
  const near = openRows(connection)
    .where('r.shop_id', '=', shopId)
    .where((eb) => eb.or([eb('r.settled_on', 'in', dates), isOneOf('r.related_order_id', ids)]));
  return { ...readRows(connection, near), dates };
}

function openRows({ query }: Connection) {
  return query
    .selectFrom('settlement_rows as r')
    .leftJoin('row_decisions as d', (join) =>
      join.onRef('d.shop_id', '=', 'r.shop_id').onRef('d.row_key', '=', 'r.row_key'),
    )
    .leftJoin('row_bookings as b', (join) =>
      join.onRef('b.shop_id', '=', 'r.shop_id').onRef('b.row_key', '=', 'r.row_key'),
    )
    .select(columns.map((column) => `r.${column}` as const))
    .select('d.decision')
    .where('b.row_key', 'is', null);
}

export function allOpenRows(connection: Connection, shopId: ShopId) {
  const open = openRows(connection);
  return hasMostRows(connection, shopId)
    ? open.where(isReadThrough('r.shop_id', shopId))
    : open.where('r.shop_id', '=', shopId);
}

/** As the files say, which are few: a small shop beside a busy one must not read the rows of both. */
function hasMostRows(connection: Connection, shopId: ShopId): boolean {
  const counted = connection.first(
    connection.query
      .selectFrom('settlements')
      .select(({ fn }) => fn.sum<number>('row_count').as('all'))
      .select(({ fn }) => fn.sum<number | null>('row_count').filterWhere('shop_id', '=', shopId).as('own')),
  );
  return (counted?.own ?? 0) * 2 >= (counted?.all ?? 0);
}

function readRows(connection: Connection, query: Compilable<unknown>): Pick<OpenRows, 'rows' | 'decisions'> {
  const decisions = new Map<RowKey, RowDecision>();
  const share = createSharing();
  const rows = connection.lists(query, (values: OpenRowValues) => {
    const decision = values[21];
    if (decision !== null) decisions.set(values[0], fromJson(decision));
    return toRow(values, share);
  });
  return { rows, decisions };
}

type Share = <Text extends string | null>(text: Text) => Text;

/**
 * Each text as the first one like it. A plan holds all rows at once, and moving what it holds is most of what collecting
 * garbage costs: with a type, dates and names of fees of its own each row is twice as large.
 */
function createSharing(): Share {
  const known = new Map<string, string>();
  return <Text extends string | null>(text: Text): Text => {
    if (text === null) return text;
    const first = known.get(text);
    // Equal texts: which of them it is makes no difference to anybody.
    if (first !== undefined) return first as Text;
    known.set(text, text);
    return text;
  };
}

function toRow(values: OpenRowValues, share: Share): SettlementRow {
  const [key, rowNumber, kind, type, typeName, id, relatedOrderId, createdOn, settledOn, currency] = values;
  const fees = fromJson<NamedAmount[]>(values[18]);
  return {
    key,
    rowNumber,
    kind: share(kind),
    type: share(type),
    typeName: share(typeName),
    id,
    relatedOrderId,
    createdOn: share(createdOn),
    settledOn: share(settledOn),
    currency: share(currency),
    settlementMinor: values[10],
    revenueMinor: values[11],
    feesMinor: values[12],
    adjustmentMinor: values[13],
    listMinor: values[14],
    saleMinor: values[15],
    refundMinor: values[16],
    reserveMinor: values[17],
    fees: fees.map(({ name, amountMinor }) => ({ name: share(name), amountMinor })),
    startsWith7: values[19] === 1,
    isGmvAds: values[20] === 1,
  };
}

/** The dates on which the order of a row is settled; of a row without an order its own. */
function datesAround(connection: Connection, shopId: ShopId, rowKey: RowKey) {
  const row = connection.query
    .selectFrom('settlement_rows')
    .where('shop_id', '=', shopId)
    .where('row_key', '=', rowKey);
  return connection.query
    .selectFrom('settlement_rows as s')
    .select('s.settled_on')
    .distinct()
    .where('s.shop_id', '=', shopId)
    .where((eb) =>
      eb.or([eb('s.row_key', '=', rowKey), eb('s.related_order_id', '=', row.select('related_order_id'))]),
    );
}
