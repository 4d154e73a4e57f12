import type { Migration } from '../migrate.ts';
import { isDate } from './0010-first-books/checks.ts';

/** What stock items cost, by code and from a date on: Reports knows the profit of a SKU by it. */
export const addItemCosts: Migration = {
  number: 20,
  name: 'add-item-costs',
  up: (raw) =>
    raw.exec(`
CREATE TABLE item_costs (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  item_code TEXT NOT NULL,
  from_on TEXT NOT NULL ${isDate('from_on')},
  cost_minor INTEGER NOT NULL CHECK (cost_minor >= 0),
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, item_code, from_on)
) STRICT;
`),
};
