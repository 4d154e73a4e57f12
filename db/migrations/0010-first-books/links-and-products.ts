import { isCurrency, isDate, isFlag, isJson, isLinkState } from './checks.ts';

export const links = `
CREATE TABLE shops (
  shop_id TEXT NOT NULL PRIMARY KEY,
  channel TEXT NOT NULL CHECK (channel IN ('tiktok')),
  name TEXT NOT NULL,
  region TEXT NOT NULL,
  currency TEXT NOT NULL ${isCurrency('currency')},
  time_zone TEXT NOT NULL,
  cipher TEXT NOT NULL,
  connection TEXT NOT NULL ${isJson('connection')},
  refresh_token_expires_at INTEGER,
  access_token_expires_at INTEGER,
  link_state TEXT NOT NULL ${isLinkState('link_state')},
  is_sample INTEGER NOT NULL ${isFlag('is_sample')},
  linked_at INTEGER NOT NULL
) STRICT;
-- A profile may be prepared before its ledger is linked; documents may not.
CREATE TABLE profiles (
  shop_id TEXT NOT NULL PRIMARY KEY REFERENCES shops (shop_id),
  ledger_id TEXT NOT NULL,
  body TEXT NOT NULL ${isJson('body')},
  saved_at INTEGER NOT NULL
) STRICT;
CREATE TABLE ledgers (
  ledger_id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('stokly')),
  name TEXT NOT NULL,
  connection TEXT NOT NULL ${isJson('connection')},
  link_state TEXT NOT NULL ${isLinkState('link_state')},
  is_sample INTEGER NOT NULL ${isFlag('is_sample')},
  linked_at INTEGER NOT NULL
) STRICT;
CREATE TABLE ledger_items (
  ledger_id TEXT NOT NULL REFERENCES ledgers (ledger_id),
  item_id TEXT NOT NULL,
  code TEXT NOT NULL,
  code_key TEXT NOT NULL,
  name TEXT NOT NULL,
  barcodes TEXT NOT NULL ${isJson('barcodes')},
  is_active INTEGER NOT NULL ${isFlag('is_active')},
  is_kit INTEGER NOT NULL ${isFlag('is_kit')},
  sale_price_minor INTEGER,
  hay TEXT NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (ledger_id, item_id)
) STRICT;
CREATE INDEX ledger_items_by_code ON ledger_items (ledger_id, is_active, code_key, item_id);
`;

export const products = `
CREATE TABLE skus (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  sku_id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  seller_sku TEXT NOT NULL,
  product_name TEXT NOT NULL,
  variation TEXT NOT NULL,
  price_minor INTEGER,
  currency TEXT NOT NULL ${isCurrency('currency')},
  is_active INTEGER NOT NULL ${isFlag('is_active')},
  parts TEXT NOT NULL ${isJson('parts')},
  seen_on TEXT NOT NULL CHECK (seen_on IN ('listing', 'order')),
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, sku_id)
) STRICT;
CREATE TABLE mappings (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  sku_id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  seller_sku TEXT NOT NULL,
  components TEXT NOT NULL ${isJson('components')},
  valid_from TEXT ${isDate('valid_from')},
  made_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, sku_id, version)
) STRICT;
`;
