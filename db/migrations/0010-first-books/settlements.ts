import { isCurrency, isDate, isFlag, isHash, isJson } from './checks.ts';

export const settlements = `
CREATE TABLE settlements (
  settlement_id TEXT NOT NULL PRIMARY KEY,
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL ${isHash('sha256')},
  format TEXT NOT NULL CHECK (format IN ('xlsx', 'csv')),
  layout TEXT NOT NULL,
  currency TEXT NOT NULL ${isCurrency('currency')},
  time_zone TEXT,
  period_from TEXT NOT NULL ${isDate('period_from')},
  period_to TEXT NOT NULL ${isDate('period_to')},
  row_count INTEGER NOT NULL CHECK (row_count >= 0),
  raw_headers TEXT NOT NULL ${isJson('raw_headers')},
  report TEXT NOT NULL ${isJson('report')},
  unknown_fee_columns TEXT NOT NULL ${isJson('unknown_fee_columns')},
  problems TEXT NOT NULL ${isJson('problems')},
  order_rows INTEGER NOT NULL,
  adjustment_rows INTEGER NOT NULL,
  settlement_minor INTEGER NOT NULL,
  revenue_minor INTEGER NOT NULL,
  fees_minor INTEGER NOT NULL,
  adjustments_minor INTEGER NOT NULL,
  -- Of its rows, when it was loaded last.
  added INTEGER NOT NULL,
  already_known INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  loaded_at INTEGER NOT NULL,
  UNIQUE (shop_id, sha256)
) STRICT;
CREATE TABLE settlement_proofs (
  settlement_id TEXT NOT NULL REFERENCES settlements (settlement_id),
  proof_id TEXT NOT NULL CHECK (proof_id IN ('I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9')),
  title TEXT NOT NULL,
  checked INTEGER NOT NULL CHECK (checked >= 0),
  failed INTEGER NOT NULL CHECK (failed BETWEEN 0 AND checked),
  PRIMARY KEY (settlement_id, proof_id)
) STRICT;
CREATE TABLE settlement_rows (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  row_key TEXT NOT NULL,
  settlement_id TEXT NOT NULL REFERENCES settlements (settlement_id),
  row_number INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('order', 'adjustment', 'reserve', 'unknown')),
  type TEXT NOT NULL,
  type_name TEXT NOT NULL,
  id TEXT NOT NULL,
  related_order_id TEXT,
  created_on TEXT ${isDate('created_on')},
  settled_on TEXT NOT NULL ${isDate('settled_on')},
  currency TEXT NOT NULL ${isCurrency('currency')},
  settlement_minor INTEGER NOT NULL,
  revenue_minor INTEGER NOT NULL,
  fees_minor INTEGER NOT NULL,
  adjustment_minor INTEGER NOT NULL,
  list_minor INTEGER NOT NULL,
  sale_minor INTEGER NOT NULL,
  refund_minor INTEGER NOT NULL,
  reserve_minor INTEGER NOT NULL,
  fees TEXT NOT NULL ${isJson('fees')},
  starts_with_7 INTEGER NOT NULL ${isFlag('starts_with_7')},
  is_gmv_ads INTEGER NOT NULL ${isFlag('is_gmv_ads')},
  changes_row_key TEXT CHECK (changes_row_key <> row_key),
  PRIMARY KEY (shop_id, row_key),
  FOREIGN KEY (shop_id, changes_row_key) REFERENCES settlement_rows (shop_id, row_key)
) STRICT;
CREATE INDEX settlement_rows_by_day ON settlement_rows (shop_id, settled_on, row_number, row_key);
CREATE INDEX settlement_rows_by_order ON settlement_rows (shop_id, related_order_id);
-- Every row of every file as it stood, known before or not: a file can be proven again without the file.
CREATE TABLE settlement_raw_rows (
  settlement_id TEXT NOT NULL REFERENCES settlements (settlement_id),
  row_number INTEGER NOT NULL,
  row_key TEXT NOT NULL,
  cells TEXT NOT NULL ${isJson('cells')},
  PRIMARY KEY (settlement_id, row_number)
) STRICT, WITHOUT ROWID;
CREATE TABLE withdrawals (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  type TEXT NOT NULL CHECK (type IN ('earnings', 'withdrawal', 'gmvDeduction', 'unknown')),
  identity TEXT NOT NULL,
  settlement_id TEXT NOT NULL REFERENCES settlements (settlement_id),
  row_number INTEGER NOT NULL,
  type_text TEXT NOT NULL,
  reference_id TEXT NOT NULL,
  requested_on TEXT ${isDate('requested_on')},
  succeeded_on TEXT ${isDate('succeeded_on')},
  amount_minor INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('transferred', 'processing', 'failed', 'unknown')),
  PRIMARY KEY (shop_id, type, identity)
) STRICT;
CREATE TABLE row_decisions (
  shop_id TEXT NOT NULL,
  row_key TEXT NOT NULL,
  decision TEXT NOT NULL ${isJson('decision')},
  decided_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, row_key),
  FOREIGN KEY (shop_id, row_key) REFERENCES settlement_rows (shop_id, row_key)
) STRICT;
CREATE TABLE type_meanings (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  type TEXT NOT NULL,
  meaning TEXT NOT NULL CHECK (meaning IN ('adjustment', 'order', 'fee')),
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, type)
) STRICT;
`;
