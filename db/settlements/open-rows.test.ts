import { expect, test } from 'vitest';
import { type ShopId, toShopId } from '../../app/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { createShopBook } from '../shops.ts';
import { aConnection } from '../testing/books.ts';
import { aFile, aRow, aShop, aSource, at, shopId } from '../testing/builders.ts';
import { allOpenRows, loadOpenRows } from './open-rows.ts';
import { saveSettlement } from './save-settlement.ts';

const busyShop = toShopId('7495000000000000002');

function planOf(connection: Connection, of: ShopId): string {
  const { sql, parameters } = allOpenRows(connection, of).compile();
  return JSON.stringify(connection.raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters));
}

test('a small shop beside a busy one reads its own rows, the busy one the table from front to back', async () => {
  const connection = aConnection();
  for (const [of, count] of [
    [shopId, 2],
    [busyShop, 9],
  ] as const) {
    await createShopBook(connection, () => at).save(aShop({ shopId: of }));
    const rows = Array.from({ length: count }, (_, index) => aRow(index + 1));
    saveSettlement(connection, of, aFile(rows), aSource(of), [], at);
    expect(loadOpenRows(connection, of).rows.map(({ key }) => key)).toEqual(rows.map(({ key }) => key));
  }
  expect(planOf(connection, shopId)).toMatch(/SEARCH r USING INDEX \w+ \(shop_id=\?/);
  expect(planOf(connection, busyShop)).toContain('SCAN r');
  expect(loadOpenRows(connection, shopId).rows).toHaveLength(2);
});
