import { isCurrency, isDate, isFlag, isJson } from './checks.ts';

export const orders = `
-- What decides the stock items of a line, each combination once: whether an item is missing is asked of these few rows.
CREATE TABLE line_variants (
  variant_id INTEGER PRIMARY KEY,
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  sku_id TEXT NOT NULL,
  seller_sku TEXT NOT NULL,
  parts TEXT NOT NULL ${isJson('parts')},
  UNIQUE (shop_id, sku_id, seller_sku, parts)
) STRICT;
-- The variants that occur together in an order, each combination once, as a rising list; most orders share theirs with
-- others, so that which orders miss an item is asked without reading a line.
CREATE TABLE variant_sets (
  variant_set_id INTEGER PRIMARY KEY,
  variants TEXT NOT NULL UNIQUE ${isJson('variants')}
) STRICT;
CREATE TABLE variant_set_members (
  variant_id INTEGER NOT NULL REFERENCES line_variants (variant_id),
  variant_set_id INTEGER NOT NULL REFERENCES variant_sets (variant_set_id),
  PRIMARY KEY (variant_id, variant_set_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE orders (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  order_id TEXT NOT NULL,
  status TEXT NOT NULL
    CHECK (status IN ('unpaid', 'pending', 'inTransit', 'delivered', 'completed', 'cancelled')),
  status_rank INTEGER NOT NULL GENERATED ALWAYS AS (
    CASE status WHEN 'unpaid' THEN 0 WHEN 'pending' THEN 1 WHEN 'inTransit' THEN 2
      WHEN 'delivered' THEN 3 WHEN 'completed' THEN 4 ELSE 5 END) STORED,
  ordered_on TEXT NOT NULL ${isDate('ordered_on')},
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  currency TEXT NOT NULL ${isCurrency('currency')},
  goods_minor INTEGER NOT NULL,
  paid_minor INTEGER NOT NULL,
  shipping_minor INTEGER NOT NULL,
  item_count INTEGER NOT NULL CHECK (item_count >= 0),
  nature TEXT NOT NULL CHECK (nature IN ('goods', 'sample', 'noGoods', 'giftsOnly', 'negativeLine')),
  billable_minor INTEGER NOT NULL,
  status_since INTEGER NOT NULL,
  -- Null for an order without lines.
  variant_set_id INTEGER REFERENCES variant_sets (variant_set_id),
  -- Kept by the triggers of order-outcomes.ts; invoiced_at only where the outcome may be "posted".
  outcome TEXT CHECK (outcome IN ('posted', 'orderOnly', 'planned', 'sending', 'unknown', 'rejected',
    'cancelledAfter', 'changedAfter', 'skipped', 'deleted')),
  invoiced_at INTEGER,
  hay TEXT NOT NULL,
  stored_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, order_id)
) STRICT;
-- Every sort of the list ends with the order id in the same direction, or the index would not serve it. The two by
-- date carry what the footer adds up, and the first what decides the word of an order: sums and counts over all
-- orders read no order.
CREATE INDEX orders_by_date ON orders (shop_id, ordered_on, order_id,
  status, nature, outcome, invoiced_at, variant_set_id, goods_minor, paid_minor, shipping_minor, item_count);
CREATE INDEX orders_by_goods ON orders (shop_id, goods_minor, order_id);
CREATE INDEX orders_by_paid ON orders (shop_id, paid_minor, order_id);
CREATE INDEX orders_by_status ON orders (shop_id, status_rank, order_id);
CREATE INDEX orders_by_items ON orders (shop_id, item_count, order_id);
CREATE INDEX orders_by_status_and_date ON orders (shop_id, status, ordered_on, order_id,
  goods_minor, paid_minor, shipping_minor, item_count);
-- The whole order, apart from the columns above so that filters and sums read small rows.
CREATE TABLE order_bodies (
  shop_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  body TEXT NOT NULL ${isJson('body')},
  PRIMARY KEY (shop_id, order_id),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, order_id)
) STRICT;
CREATE TABLE order_lines (
  shop_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  line_number INTEGER NOT NULL,
  sku_id TEXT NOT NULL,
  seller_sku TEXT NOT NULL,
  product_name TEXT NOT NULL,
  variation TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  unit_price_minor INTEGER NOT NULL,
  seller_discount_minor INTEGER NOT NULL,
  platform_discount_minor INTEGER NOT NULL,
  is_gift INTEGER NOT NULL ${isFlag('is_gift')},
  variant_id INTEGER NOT NULL REFERENCES line_variants (variant_id),
  PRIMARY KEY (shop_id, order_id, line_number),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, order_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_lines_by_sku ON order_lines (shop_id, sku_id, order_id);
-- Orders a person decided not to post. Taking it back removes the row; the history keeps both.
CREATE TABLE order_skips (
  shop_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  skipped_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, order_id),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, order_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE coverage (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  window_by TEXT NOT NULL CHECK (window_by IN ('created', 'updated')),
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL CHECK (to_at >= from_at),
  platform_count INTEGER,
  stored_count INTEGER NOT NULL,
  fetched_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, window_by, from_at, to_at)
) STRICT;
`;
