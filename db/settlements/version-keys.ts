import type { RowKey, ShopId } from '../../app/domain/ids.ts';
import type { Connection } from '../connection.ts';

/**
 * Keys of the rows of chains of versions: those that change another row, and those others. Read from an index of these
 * alone; keys that come twice do no harm where it is asked whether a row is among them.
 */
export function versionKeys(connection: Connection, shopId: ShopId) {
  const changing = connection.query
    .selectFrom('settlement_rows as n')
    .where('n.shop_id', '=', shopId)
    .where('n.changes_row_key', 'is not', null);
  const changed = changing.select('n.changes_row_key as row_key').$narrowType<{ row_key: RowKey }>();
  return changing.select('n.row_key').unionAll(changed);
}
