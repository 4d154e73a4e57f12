CREATE VIEW document_balances AS
SELECT d.outbox_id,
  CASE d.kind
    WHEN 'invoice' THEN
      coalesce((SELECT a.total_minor FROM outbox_documents a
        WHERE a.amends_id = d.outbox_id AND a.state = 'posted' ORDER BY a.outbox_id DESC LIMIT 1), d.total_minor)
      - d.settled_minor
      - coalesce((SELECT sum(k.amount_minor) FROM knock_offs k JOIN outbox_documents s ON s.outbox_id = k.outbox_id
        WHERE k.target_id = d.outbox_id AND s.state = 'posted'), 0)
    WHEN 'creditNote' THEN
      d.total_minor - d.settled_minor
      + coalesce((SELECT sum(k.amount_minor) FROM knock_offs k JOIN outbox_documents s ON s.outbox_id = k.outbox_id
        WHERE k.target_id = d.outbox_id AND s.state = 'posted'), 0)
  END AS outstanding_minor
FROM outbox_documents d;

CREATE VIEW order_outcomes AS
SELECT o.shop_id, o.order_id,
  CASE
    WHEN d.state = 'posted' THEN CASE
      WHEN o.status = 'cancelled' AND o.status_since > d.planned_at AND coalesce((SELECT sum(c.total_minor) FROM document_orders c
          WHERE c.shop_id = o.shop_id AND c.order_id = o.order_id AND c.is_alive = 1
            AND c.ledger_id = p.ledger_id AND c.role = 'creditNote' AND c.state = 'posted'), 0) < d.total_minor
        THEN 'cancelledAfter'
      WHEN NOT (o.status = 'cancelled' AND o.status_since > d.planned_at)
        AND d.goods_minor <> o.billable_minor
        AND NOT (d.goods_minor > o.billable_minor AND coalesce((SELECT sum(c.total_minor) FROM document_orders c
          WHERE c.shop_id = o.shop_id AND c.order_id = o.order_id AND c.is_alive = 1
            AND c.ledger_id = p.ledger_id AND c.role = 'creditNote' AND c.state = 'posted'), 0) >= d.goods_minor - o.billable_minor)
        THEN 'changedAfter'
      WHEN d.role = 'order' THEN 'orderOnly'
      ELSE 'posted' END
    WHEN d.state IS NOT NULL THEN d.state
    WHEN EXISTS (SELECT 1 FROM order_skips k WHERE k.shop_id = o.shop_id AND k.order_id = o.order_id) THEN 'skipped'
    WHEN EXISTS (SELECT 1 FROM document_orders w
      WHERE w.shop_id = o.shop_id AND w.order_id = o.order_id AND w.is_alive = 0
        AND w.ledger_id = p.ledger_id AND w.role IN ('orderInvoice', 'partInvoice', 'order')
        AND w.posted_at IS NOT NULL) THEN 'deleted'
  END AS outcome,
  CASE WHEN d.state = 'posted' AND d.role <> 'order' THEN d.posted_at END AS invoiced_at
FROM orders o
LEFT JOIN profiles p ON p.shop_id = o.shop_id
LEFT JOIN document_orders d ON d.order_id = o.order_id AND d.outbox_id =
  coalesce((SELECT min(s.outbox_id) FROM document_orders s
        WHERE s.shop_id = o.shop_id AND s.order_id = o.order_id AND s.is_alive = 1
          AND s.ledger_id = p.ledger_id AND s.role IN ('orderInvoice', 'partInvoice')), (SELECT min(s.outbox_id) FROM document_orders s
        WHERE s.shop_id = o.shop_id AND s.order_id = o.order_id AND s.is_alive = 1
          AND s.ledger_id = p.ledger_id AND s.role IN ('order')));

CREATE TRIGGER history_goes_on BEFORE INSERT ON history
WHEN NEW.seq <> coalesce((SELECT max(seq) FROM history), 0) + 1
  OR NEW.prev_hash <> coalesce((SELECT hash FROM history ORDER BY seq DESC LIMIT 1), printf('%064d', 0))
BEGIN SELECT RAISE(ABORT, 'a history line continues the line before it'); END;

CREATE TRIGGER history_is_not_changed BEFORE UPDATE ON history
BEGIN SELECT RAISE(ABORT, 'history lines are never changed'); END;

CREATE TRIGGER history_is_not_removed BEFORE DELETE ON history
BEGIN SELECT RAISE(ABORT, 'history lines are never removed'); END;

CREATE TRIGGER outcome_of_changed_document AFTER UPDATE ON document_orders WHEN NEW.role IN ('order', 'orderInvoice', 'partInvoice', 'creditNote')
BEGIN
  UPDATE orders SET (outcome, invoiced_at) = (SELECT outcome, invoiced_at FROM order_outcomes v WHERE v.shop_id = NEW.shop_id AND v.order_id = NEW.order_id)
  WHERE shop_id = NEW.shop_id AND order_id = NEW.order_id; END;

CREATE TRIGGER outcome_of_changed_order AFTER UPDATE OF status, status_since, billable_minor ON orders
WHEN NEW.outcome IS NOT NULL
BEGIN
  UPDATE orders SET (outcome, invoiced_at) = (SELECT outcome, invoiced_at FROM order_outcomes v WHERE v.shop_id = NEW.shop_id AND v.order_id = NEW.order_id)
  WHERE shop_id = NEW.shop_id AND order_id = NEW.order_id; END;

CREATE TRIGGER outcome_of_new_document AFTER INSERT ON document_orders WHEN NEW.role IN ('order', 'orderInvoice', 'partInvoice', 'creditNote')
BEGIN
  UPDATE orders SET (outcome, invoiced_at) = (SELECT outcome, invoiced_at FROM order_outcomes v WHERE v.shop_id = NEW.shop_id AND v.order_id = NEW.order_id)
  WHERE shop_id = NEW.shop_id AND order_id = NEW.order_id; END;

CREATE TRIGGER outcome_of_new_order AFTER INSERT ON orders
WHEN EXISTS (SELECT 1 FROM document_orders d WHERE d.shop_id = NEW.shop_id AND d.order_id = NEW.order_id)
BEGIN
  UPDATE orders SET (outcome, invoiced_at) = (SELECT outcome, invoiced_at FROM order_outcomes v WHERE v.shop_id = NEW.shop_id AND v.order_id = NEW.order_id)
  WHERE shop_id = NEW.shop_id AND order_id = NEW.order_id; END;

CREATE TRIGGER outcome_of_skip AFTER INSERT ON order_skips
BEGIN
  UPDATE orders SET (outcome, invoiced_at) = (SELECT outcome, invoiced_at FROM order_outcomes v WHERE v.shop_id = NEW.shop_id AND v.order_id = NEW.order_id)
  WHERE shop_id = NEW.shop_id AND order_id = NEW.order_id; END;

CREATE TRIGGER outcome_of_skip_taken_back AFTER DELETE ON order_skips
BEGIN
  UPDATE orders SET (outcome, invoiced_at) = (SELECT outcome, invoiced_at FROM order_outcomes v WHERE v.shop_id = OLD.shop_id AND v.order_id = OLD.order_id)
  WHERE shop_id = OLD.shop_id AND order_id = OLD.order_id; END;

CREATE TRIGGER outcomes_of_new_profile AFTER INSERT ON profiles
BEGIN
  UPDATE orders SET (outcome, invoiced_at) = (SELECT outcome, invoiced_at FROM order_outcomes v WHERE v.shop_id = orders.shop_id AND v.order_id = orders.order_id)
  WHERE shop_id = NEW.shop_id; END;

CREATE TRIGGER outcomes_of_other_ledger AFTER UPDATE OF ledger_id ON profiles WHEN NEW.ledger_id <> OLD.ledger_id
BEGIN
  UPDATE orders SET (outcome, invoiced_at) = (SELECT outcome, invoiced_at FROM order_outcomes v WHERE v.shop_id = orders.shop_id AND v.order_id = orders.order_id)
  WHERE shop_id = NEW.shop_id; END;

CREATE TABLE bank_lines (
  line_id TEXT NOT NULL PRIMARY KEY,
  booked_on TEXT NOT NULL CHECK (booked_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  text TEXT NOT NULL,
  file_name TEXT,
  added_at INTEGER NOT NULL
) STRICT;

CREATE TABLE bank_matches (
  shop_id TEXT NOT NULL,
  withdrawal_type TEXT NOT NULL DEFAULT 'withdrawal' CHECK (withdrawal_type = 'withdrawal'),
  withdrawal_id TEXT NOT NULL,
  line_id TEXT NOT NULL UNIQUE REFERENCES bank_lines (line_id),
  accepted_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, withdrawal_id),
  FOREIGN KEY (shop_id, withdrawal_type, withdrawal_id) REFERENCES withdrawals (shop_id, type, identity)
) STRICT;

CREATE TABLE batches (
  batch_id INTEGER PRIMARY KEY,
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  ledger_id TEXT NOT NULL REFERENCES ledgers (ledger_id),
  planned_at INTEGER NOT NULL
) STRICT;

CREATE TABLE change_answers (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  change_id TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('accept', 'ignore', 'creditNote', 'postDelta')),
  reason TEXT NOT NULL,
  change TEXT NOT NULL CHECK (json_valid(change)),
  answered_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, change_id)
) STRICT;

CREATE TABLE closes (
  close_id TEXT NOT NULL PRIMARY KEY,
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  from_on TEXT NOT NULL CHECK (from_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  to_on TEXT NOT NULL CHECK (to_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]') CHECK (to_on >= from_on),
  closed_at INTEGER NOT NULL,
  closed_by TEXT NOT NULL,
  figures TEXT NOT NULL CHECK (json_valid(figures)),
  reopened_at INTEGER,
  reopen_reason TEXT,
  CHECK ((reopened_at IS NULL) = (reopen_reason IS NULL))
) STRICT;

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

CREATE TABLE document_orders (
  outbox_id INTEGER NOT NULL REFERENCES outbox_documents (outbox_id),
  position INTEGER NOT NULL,
  ledger_id TEXT NOT NULL,
  shop_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('order', 'orderInvoice', 'partInvoice', 'amendment', 'creditNote', 'adjustment', 'payment')),
  is_alive INTEGER NOT NULL CHECK (is_alive IN (0, 1)),
  state TEXT NOT NULL CHECK ((state = 'withdrawn') = (is_alive = 0)),
  number TEXT,
  planned_at INTEGER NOT NULL,
  posted_at INTEGER,
  total_minor INTEGER NOT NULL,
  goods_minor INTEGER,
  PRIMARY KEY (outbox_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE document_rows (
  outbox_id INTEGER NOT NULL REFERENCES outbox_documents (outbox_id),
  position INTEGER NOT NULL,
  shop_id TEXT NOT NULL,
  row_key TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('order', 'orderInvoice', 'partInvoice', 'amendment', 'creditNote', 'adjustment', 'payment')),
  is_alive INTEGER NOT NULL CHECK (is_alive IN (0, 1)),
  PRIMARY KEY (outbox_id, position),
  FOREIGN KEY (shop_id, row_key) REFERENCES settlement_rows (shop_id, row_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE fee_rules (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  name TEXT NOT NULL,
  from_on TEXT NOT NULL CHECK (from_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  rule TEXT NOT NULL CHECK (json_valid(rule)),
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, name, from_on)
) STRICT;

CREATE TABLE history (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  at INTEGER NOT NULL,
  subject TEXT NOT NULL CHECK (instr(subject, char(10)) = 0),
  event TEXT NOT NULL CHECK (instr(event, char(10)) = 0),
  details TEXT NOT NULL CHECK (json_valid(details)) CHECK (instr(details, char(10)) = 0),
  prev_hash TEXT NOT NULL CHECK (length(prev_hash) = 64 AND prev_hash NOT GLOB '*[^0-9a-f]*'),
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*')
) STRICT;

CREATE TABLE item_costs (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  item_code TEXT NOT NULL,
  from_on TEXT NOT NULL CHECK (from_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  cost_minor INTEGER NOT NULL CHECK (cost_minor >= 0),
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, item_code, from_on)
) STRICT;

CREATE TABLE jobs (
  job_id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  shop_id TEXT REFERENCES shops (shop_id),
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled', 'interrupted')),
  done INTEGER NOT NULL CHECK (done >= 0),
  total INTEGER,
  message TEXT NOT NULL,
  result TEXT NOT NULL CHECK (json_valid(result)),
  started_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;

CREATE TABLE knock_offs (
  outbox_id INTEGER NOT NULL REFERENCES outbox_documents (outbox_id),
  position INTEGER NOT NULL,
  target_kind TEXT NOT NULL CHECK (target_kind IN ('order', 'invoice', 'amendment', 'creditNote', 'payment')),
  target_reference TEXT NOT NULL,
  target_id INTEGER REFERENCES outbox_documents (outbox_id),
  amount_minor INTEGER NOT NULL,
  PRIMARY KEY (outbox_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_items (
  ledger_id TEXT NOT NULL REFERENCES ledgers (ledger_id),
  item_id TEXT NOT NULL,
  code TEXT NOT NULL,
  code_key TEXT NOT NULL,
  name TEXT NOT NULL,
  barcodes TEXT NOT NULL CHECK (json_valid(barcodes)),
  is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  is_kit INTEGER NOT NULL CHECK (is_kit IN (0, 1)),
  sale_price_minor INTEGER,
  hay TEXT NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (ledger_id, item_id)
) STRICT;

CREATE TABLE ledger_locks (
  ledger_id TEXT NOT NULL PRIMARY KEY REFERENCES ledgers (ledger_id),
  locked_until TEXT CHECK (locked_until GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  reason TEXT NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT;

CREATE TABLE ledgers (
  ledger_id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('stokly')),
  name TEXT NOT NULL,
  connection TEXT NOT NULL CHECK (json_valid(connection)),
  link_state TEXT NOT NULL CHECK (link_state IN ('linked', 'relinkNeeded', 'unlinked')),
  is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
  linked_at INTEGER NOT NULL
) STRICT;

CREATE TABLE line_variants (
  variant_id INTEGER PRIMARY KEY,
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  sku_id TEXT NOT NULL,
  seller_sku TEXT NOT NULL,
  parts TEXT NOT NULL CHECK (json_valid(parts)),
  UNIQUE (shop_id, sku_id, seller_sku, parts)
) STRICT;

CREATE TABLE link_checks (
  link_id TEXT NOT NULL PRIMARY KEY,
  checked_at INTEGER NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE TABLE mappings (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  sku_id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  seller_sku TEXT NOT NULL,
  components TEXT NOT NULL CHECK (json_valid(components)),
  valid_from TEXT CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  made_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, sku_id, version)
) STRICT;

CREATE TABLE opening_balances (
  shop_id TEXT NOT NULL PRIMARY KEY REFERENCES shops (shop_id),
  amount_minor INTEGER NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT;

CREATE TABLE order_bodies (
  shop_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
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
  is_gift INTEGER NOT NULL CHECK (is_gift IN (0, 1)),
  variant_id INTEGER NOT NULL REFERENCES line_variants (variant_id),
  PRIMARY KEY (shop_id, order_id, line_number),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, order_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_skips (
  shop_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  skipped_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, order_id),
  FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, order_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE orders (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  order_id TEXT NOT NULL,
  status TEXT NOT NULL
    CHECK (status IN ('unpaid', 'pending', 'inTransit', 'delivered', 'completed', 'cancelled')),
  status_rank INTEGER NOT NULL GENERATED ALWAYS AS (
    CASE status WHEN 'unpaid' THEN 0 WHEN 'pending' THEN 1 WHEN 'inTransit' THEN 2
      WHEN 'delivered' THEN 3 WHEN 'completed' THEN 4 ELSE 5 END) STORED,
  ordered_on TEXT NOT NULL CHECK (ordered_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
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

CREATE TABLE outbox_documents (
  outbox_id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES batches (batch_id),
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  ledger_id TEXT NOT NULL REFERENCES ledgers (ledger_id),
  kind TEXT NOT NULL CHECK (kind IN ('order', 'invoice', 'amendment', 'creditNote', 'payment')),
  role TEXT NOT NULL CHECK (role IN ('order', 'orderInvoice', 'partInvoice', 'amendment', 'creditNote', 'adjustment', 'payment')),
  reference TEXT NOT NULL CHECK (reference <> ''),
  state TEXT NOT NULL CHECK (state IN ('planned', 'sending', 'posted', 'rejected', 'unknown', 'withdrawn')),
  document TEXT NOT NULL CHECK (json_valid(document)),
  issued_on TEXT NOT NULL CHECK (issued_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  total_minor INTEGER NOT NULL,
  settled_minor INTEGER NOT NULL,
  amends_id INTEGER REFERENCES outbox_documents (outbox_id),
  document_id TEXT,
  number TEXT,
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  sent_at INTEGER,
  posted_at INTEGER,
  problem TEXT,
  created_at INTEGER NOT NULL, accepted_at INTEGER CHECK (accepted_at IS NULL OR state = 'unknown'), removing_at INTEGER CHECK (removing_at IS NULL OR state = 'posted'),
  CHECK (state <> 'posted' OR (document_id IS NOT NULL AND posted_at IS NOT NULL)),
  CHECK (state NOT IN ('sending', 'unknown', 'posted') OR (sent_at IS NOT NULL AND attempts > 0))
) STRICT;

CREATE TABLE preferences (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE profiles (
  shop_id TEXT NOT NULL PRIMARY KEY REFERENCES shops (shop_id),
  ledger_id TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  saved_at INTEGER NOT NULL
) STRICT;

CREATE TABLE row_bookings (
  shop_id TEXT NOT NULL,
  row_key TEXT NOT NULL,
  batch_id INTEGER NOT NULL REFERENCES batches (batch_id),
  outbox_id INTEGER NOT NULL REFERENCES outbox_documents (outbox_id),
  PRIMARY KEY (shop_id, row_key),
  FOREIGN KEY (shop_id, row_key) REFERENCES settlement_rows (shop_id, row_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE row_decisions (
  shop_id TEXT NOT NULL,
  row_key TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (json_valid(decision)),
  decided_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, row_key),
  FOREIGN KEY (shop_id, row_key) REFERENCES settlement_rows (shop_id, row_key)
) STRICT;

CREATE TABLE settings (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value)),
  saved_at INTEGER NOT NULL
) STRICT;

CREATE TABLE settlement_proofs (
  settlement_id TEXT NOT NULL REFERENCES settlements (settlement_id),
  proof_id TEXT NOT NULL CHECK (proof_id IN ('I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9')),
  title TEXT NOT NULL,
  checked INTEGER NOT NULL CHECK (checked >= 0),
  failed INTEGER NOT NULL CHECK (failed BETWEEN 0 AND checked),
  PRIMARY KEY (settlement_id, proof_id)
) STRICT;

CREATE TABLE settlement_raw_pages (
  settlement_id TEXT NOT NULL REFERENCES settlements (settlement_id),
  first_row INTEGER NOT NULL,
  last_row INTEGER NOT NULL CHECK (last_row >= first_row),
  -- Of each row of the page, in the order of the file.
  row_numbers TEXT NOT NULL CHECK (json_valid(row_numbers)),
  row_keys TEXT NOT NULL CHECK (json_valid(row_keys)),
  -- app/domain/settlement/packed-rows.ts
  cells TEXT NOT NULL CHECK (json_valid(cells)),
  PRIMARY KEY (settlement_id, first_row, last_row)
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
  created_on TEXT CHECK (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  settled_on TEXT NOT NULL CHECK (settled_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  settlement_minor INTEGER NOT NULL,
  revenue_minor INTEGER NOT NULL,
  fees_minor INTEGER NOT NULL,
  adjustment_minor INTEGER NOT NULL,
  list_minor INTEGER NOT NULL,
  sale_minor INTEGER NOT NULL,
  refund_minor INTEGER NOT NULL,
  reserve_minor INTEGER NOT NULL,
  fees TEXT NOT NULL CHECK (json_valid(fees)),
  starts_with_7 INTEGER NOT NULL CHECK (starts_with_7 IN (0, 1)),
  is_gmv_ads INTEGER NOT NULL CHECK (is_gmv_ads IN (0, 1)),
  changes_row_key TEXT CHECK (changes_row_key <> row_key),
  PRIMARY KEY (shop_id, row_key),
  FOREIGN KEY (shop_id, changes_row_key) REFERENCES settlement_rows (shop_id, row_key)
) STRICT;

CREATE TABLE settlements (
  settlement_id TEXT NOT NULL PRIMARY KEY,
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  format TEXT NOT NULL CHECK (format IN ('xlsx', 'csv')),
  layout TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  time_zone TEXT,
  period_from TEXT NOT NULL CHECK (period_from GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  period_to TEXT NOT NULL CHECK (period_to GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  row_count INTEGER NOT NULL CHECK (row_count >= 0),
  raw_headers TEXT NOT NULL CHECK (json_valid(raw_headers)),
  report TEXT NOT NULL CHECK (json_valid(report)),
  unknown_fee_columns TEXT NOT NULL CHECK (json_valid(unknown_fee_columns)),
  problems TEXT NOT NULL CHECK (json_valid(problems)),
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

CREATE TABLE shops (
  shop_id TEXT NOT NULL PRIMARY KEY,
  channel TEXT NOT NULL CHECK (channel IN ('tiktok')),
  name TEXT NOT NULL,
  region TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  time_zone TEXT NOT NULL,
  cipher TEXT NOT NULL,
  connection TEXT NOT NULL CHECK (json_valid(connection)),
  refresh_token_expires_at INTEGER,
  access_token_expires_at INTEGER,
  link_state TEXT NOT NULL CHECK (link_state IN ('linked', 'relinkNeeded', 'unlinked')),
  is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
  linked_at INTEGER NOT NULL
) STRICT;

CREATE TABLE skus (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  sku_id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  seller_sku TEXT NOT NULL,
  product_name TEXT NOT NULL,
  variation TEXT NOT NULL,
  price_minor INTEGER,
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  parts TEXT NOT NULL CHECK (json_valid(parts)),
  seen_on TEXT NOT NULL CHECK (seen_on IN ('listing', 'order')),
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, sku_id)
) STRICT;

CREATE TABLE type_meanings (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  type TEXT NOT NULL,
  meaning TEXT NOT NULL CHECK (meaning IN ('adjustment', 'order', 'fee')),
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, type)
) STRICT;

CREATE TABLE variant_set_members (
  variant_id INTEGER NOT NULL REFERENCES line_variants (variant_id),
  variant_set_id INTEGER NOT NULL REFERENCES variant_sets (variant_set_id),
  PRIMARY KEY (variant_id, variant_set_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE variant_sets (
  variant_set_id INTEGER PRIMARY KEY,
  variants TEXT NOT NULL UNIQUE CHECK (json_valid(variants))
) STRICT;

CREATE TABLE withdrawals (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  type TEXT NOT NULL CHECK (type IN ('earnings', 'withdrawal', 'gmvDeduction', 'unknown')),
  identity TEXT NOT NULL,
  settlement_id TEXT NOT NULL REFERENCES settlements (settlement_id),
  row_number INTEGER NOT NULL,
  type_text TEXT NOT NULL,
  reference_id TEXT NOT NULL,
  requested_on TEXT CHECK (requested_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  succeeded_on TEXT CHECK (succeeded_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  amount_minor INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('transferred', 'processing', 'failed', 'unknown')),
  PRIMARY KEY (shop_id, type, identity)
) STRICT;

CREATE TABLE worklist (
  line_id INTEGER PRIMARY KEY,
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  ledger_id TEXT NOT NULL REFERENCES ledgers (ledger_id),
  kind TEXT NOT NULL CHECK (kind IN ('order', 'invoice', 'amendment', 'creditNote', 'payment')),
  reference TEXT NOT NULL,
  number TEXT,
  what TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  done_at INTEGER,
  done_by TEXT CHECK (done_by IN ('person', 'check')),
  CHECK ((done_at IS NULL) = (done_by IS NULL))
) STRICT;

CREATE INDEX bank_lines_by_day ON bank_lines (currency, booked_on, line_id);

CREATE INDEX closes_by_shop ON closes (shop_id, from_on);

CREATE INDEX document_orders_by_order ON document_orders (shop_id, order_id, is_alive,
  ledger_id, role, state, number, planned_at, posted_at, total_minor, goods_minor);

CREATE UNIQUE INDEX document_orders_once ON document_orders (ledger_id, shop_id, order_id, role)
  WHERE is_alive = 1 AND role IN ('order', 'orderInvoice');

CREATE UNIQUE INDEX document_rows_once ON document_rows (shop_id, row_key, role) WHERE is_alive = 1;

CREATE INDEX history_by_subject ON history (subject, seq);

CREATE INDEX jobs_by_start ON jobs (started_at, job_id);

CREATE INDEX jobs_by_state ON jobs (state);

CREATE INDEX knock_offs_by_target ON knock_offs (target_id, outbox_id) WHERE target_id IS NOT NULL;

CREATE INDEX ledger_items_by_code ON ledger_items (ledger_id, is_active, code_key, item_id);

CREATE INDEX order_lines_by_sku ON order_lines (shop_id, sku_id, order_id);

CREATE INDEX orders_by_date ON orders (shop_id, ordered_on, order_id,
  status, nature, outcome, invoiced_at, variant_set_id, goods_minor, paid_minor, shipping_minor, item_count);

CREATE INDEX orders_by_goods ON orders (shop_id, goods_minor, order_id);

CREATE INDEX orders_by_items ON orders (shop_id, item_count, order_id);

CREATE INDEX orders_by_paid ON orders (shop_id, paid_minor, order_id);

CREATE INDEX orders_by_status ON orders (shop_id, status_rank, order_id);

CREATE INDEX orders_by_status_and_date ON orders (shop_id, status, ordered_on, order_id,
  goods_minor, paid_minor, shipping_minor, item_count);

CREATE UNIQUE INDEX outbox_alive ON outbox_documents (ledger_id, kind, reference) WHERE state <> 'withdrawn';

CREATE INDEX outbox_amendments ON outbox_documents (amends_id) WHERE amends_id IS NOT NULL;

CREATE INDEX outbox_by_day ON outbox_documents (shop_id, issued_on, outbox_id);

CREATE INDEX outbox_by_reference ON outbox_documents (ledger_id, reference);

CREATE INDEX outbox_by_shop ON outbox_documents (shop_id, outbox_id);

CREATE INDEX outbox_by_state ON outbox_documents (shop_id, state, outbox_id);

CREATE INDEX outbox_removing ON outbox_documents (shop_id, outbox_id) WHERE removing_at IS NOT NULL;

CREATE INDEX row_bookings_by_document ON row_bookings (outbox_id);

CREATE INDEX settlement_rows_by_day ON settlement_rows (shop_id, settled_on, row_number);

CREATE INDEX settlement_rows_by_order ON settlement_rows (shop_id, related_order_id);

CREATE INDEX settlement_rows_changing ON settlement_rows (shop_id, changes_row_key, row_key)
  WHERE changes_row_key IS NOT NULL;

CREATE INDEX worklist_by_shop ON worklist (shop_id, line_id);

CREATE UNIQUE INDEX worklist_open ON worklist (ledger_id, kind, reference) WHERE done_at IS NULL;
