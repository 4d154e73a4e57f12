import type { BusinessDate } from '../../app/domain/dates.ts';
import type { RowKey, ShopId } from '../../app/domain/ids.ts';
import { judgeVersions } from '../../app/domain/payments/row-versions.ts';
import type { RowDecision } from '../../app/domain/payments/types.ts';
import type { Connection } from '../connection.ts';
import { isOneOf } from '../dialect.ts';
import { fromJson, safeMinor } from '../json.ts';
import { versionKeys } from './version-keys.ts';

interface Kept {
  readonly mark: string;
  readonly days: readonly { readonly settled_on: BusinessDate; readonly total: number }[];
  /** Rows that show the same money as another one: which of them counts, bookings and decisions say. */
  readonly versions: readonly Version[];
}

interface Version {
  readonly row_key: RowKey;
  readonly changes_row_key: RowKey | null;
  readonly settled_on: BusinessDate;
  readonly settlement_minor: number;
  readonly is_gmv_ads: number;
}

/**
 * What a shop has earned up to a date, without GMV ads and each sum of money once: the balance before a month is the sum
 * of all books before it. It is added up once, by day, and kept until a file brings rows; as objects a million rows would
 * fill the memory.
 */
export function createEarned(connection: Connection): (shopId: ShopId, to: BusinessDate | null) => number {
  const kept = new Map<ShopId, Kept>();

  function load(shopId: ShopId): Kept {
    const mark = connection.mark(['rows']);
    const known = kept.get(shopId);
    if (known?.mark === mark) return known;
    const days = connection.all(earnedQuery(connection, shopId));
    const fresh = { mark, days, versions: connection.all(versionsQuery(connection, shopId)) };
    kept.set(shopId, fresh);
    return fresh;
  }

  return (shopId, to) => {
    const { days, versions } = load(shopId);
    const isInside = (row: { readonly settled_on: BusinessDate }) => to === null || row.settled_on <= to;
    const apart = notCounting(connection, shopId, versions.filter(isInside));
    const all = days.filter(isInside).reduce((sum, { total }) => sum + safeMinor(total), 0);
    return safeMinor(all - apart.reduce((sum, row) => sum + row.settlement_minor, 0));
  };
}

export function earnedQuery(connection: Connection, shopId: ShopId) {
  return connection.query
    .selectFrom('settlement_rows')
    .select((eb) => ['settled_on', eb.fn.sum<number>('settlement_minor').as('total')])
    .where('shop_id', '=', shopId)
    .where('is_gmv_ads', '=', 0)
    .groupBy('settled_on');
}

function versionsQuery(connection: Connection, shopId: ShopId) {
  return connection.query
    .selectFrom('settlement_rows')
    .select(['row_key', 'changes_row_key', 'settled_on', 'settlement_minor', 'is_gmv_ads'])
    .where('shop_id', '=', shopId)
    .where('row_key', 'in', versionKeys(connection, shopId));
}

/** Of these versions those whose money another one stands for, or that a person has set aside. */
function notCounting(connection: Connection, shopId: ShopId, versions: readonly Version[]): Version[] {
  if (versions.length === 0) return [];
  const keys = versions.map(({ row_key }) => row_key);
  const { query } = connection;
  const bookings = query.selectFrom('row_bookings').select('row_key').where('shop_id', '=', shopId);
  const booked = new Set(
    connection.all(bookings.where(isOneOf('row_key', keys))).map(({ row_key }) => row_key),
  );
  const decisions = query
    .selectFrom('row_decisions')
    .select(['row_key', 'decision'])
    .where('shop_id', '=', shopId)
    .where(isOneOf('row_key', keys));
  const decided = new Map(
    connection
      .all(decisions)
      .map(({ row_key, decision }) => [row_key, fromJson<RowDecision>(decision)] as const),
  );
  const { superseded, changes, outdated } = judgeVersions(
    versions.map((row) => ({
      key: row.row_key,
      changes: row.changes_row_key,
      isBooked: booked.has(row.row_key),
      decision: decided.get(row.row_key) ?? null,
    })),
  );
  // As services/payments/counting-rows.ts says: a booked row gives way to its newest values, unless those are set aside.
  const isAside = (key: RowKey) =>
    superseded.has(key) || (changes.has(key) && decided.get(key)?.kind === 'ignore');
  return versions.filter(
    ({ row_key, is_gmv_ads }) => is_gmv_ads === 0 && (isAside(row_key) || outdated.has(row_key)),
  );
}
