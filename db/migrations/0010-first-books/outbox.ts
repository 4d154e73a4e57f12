import { isCurrency, isDate, isFlag, isJson, isRole } from './checks.ts';

export const outbox = `
-- One call of plan(): the documents that were decided together.
CREATE TABLE batches (
  batch_id INTEGER PRIMARY KEY,
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  ledger_id TEXT NOT NULL REFERENCES ledgers (ledger_id),
  planned_at INTEGER NOT NULL
) STRICT;
CREATE TABLE outbox_documents (
  outbox_id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES batches (batch_id),
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  ledger_id TEXT NOT NULL REFERENCES ledgers (ledger_id),
  kind TEXT NOT NULL CHECK (kind IN ('order', 'invoice', 'amendment', 'creditNote', 'payment')),
  role TEXT NOT NULL ${isRole('role')},
  reference TEXT NOT NULL CHECK (reference <> ''),
  state TEXT NOT NULL CHECK (state IN ('planned', 'sending', 'posted', 'rejected', 'unknown', 'withdrawn')),
  document TEXT NOT NULL ${isJson('document')},
  issued_on TEXT NOT NULL ${isDate('issued_on')},
  currency TEXT NOT NULL ${isCurrency('currency')},
  total_minor INTEGER NOT NULL,
  settled_minor INTEGER NOT NULL,
  amends_id INTEGER REFERENCES outbox_documents (outbox_id),
  document_id TEXT,
  number TEXT,
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  sent_at INTEGER,
  posted_at INTEGER,
  problem TEXT,
  created_at INTEGER NOT NULL,
  CHECK (state <> 'posted' OR (document_id IS NOT NULL AND posted_at IS NOT NULL)),
  CHECK (state NOT IN ('sending', 'unknown', 'posted') OR (sent_at IS NOT NULL AND attempts > 0))
) STRICT;
-- Nothing is planned twice: a reference is alive once.
CREATE UNIQUE INDEX outbox_alive ON outbox_documents (ledger_id, kind, reference) WHERE state <> 'withdrawn';
CREATE INDEX outbox_by_reference ON outbox_documents (ledger_id, reference);
CREATE INDEX outbox_by_shop ON outbox_documents (shop_id, outbox_id);
CREATE INDEX outbox_by_state ON outbox_documents (shop_id, state, outbox_id);
CREATE INDEX outbox_by_day ON outbox_documents (shop_id, issued_on, outbox_id);
CREATE INDEX outbox_amendments ON outbox_documents (amends_id) WHERE amends_id IS NOT NULL;
-- What stands of a document here follows it: orders are filtered and counted by what became of them without reading
-- the documents. is_alive is 0 once it is withdrawn. goods_minor: what its lines of goods add up to; null when the
-- document stands for a part of its order or for none.
CREATE TABLE document_orders (
  outbox_id INTEGER NOT NULL REFERENCES outbox_documents (outbox_id),
  position INTEGER NOT NULL,
  ledger_id TEXT NOT NULL,
  shop_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  role TEXT NOT NULL ${isRole('role')},
  is_alive INTEGER NOT NULL ${isFlag('is_alive')},
  state TEXT NOT NULL CHECK ((state = 'withdrawn') = (is_alive = 0)),
  number TEXT,
  planned_at INTEGER NOT NULL,
  posted_at INTEGER,
  total_minor INTEGER NOT NULL,
  goods_minor INTEGER,
  PRIMARY KEY (outbox_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_orders_by_order ON document_orders (shop_id, order_id, is_alive,
  ledger_id, role, state, number, planned_at, posted_at, total_minor, goods_minor);
-- An order has one living invoice and one living sale order in a ledger, whatever their references.
CREATE UNIQUE INDEX document_orders_once ON document_orders (ledger_id, shop_id, order_id, role)
  WHERE is_alive = 1 AND role IN ('order', 'orderInvoice');
CREATE TABLE document_rows (
  outbox_id INTEGER NOT NULL REFERENCES outbox_documents (outbox_id),
  position INTEGER NOT NULL,
  shop_id TEXT NOT NULL,
  row_key TEXT NOT NULL,
  role TEXT NOT NULL ${isRole('role')},
  is_alive INTEGER NOT NULL ${isFlag('is_alive')},
  PRIMARY KEY (outbox_id, position),
  FOREIGN KEY (shop_id, row_key) REFERENCES settlement_rows (shop_id, row_key)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX document_rows_once ON document_rows (shop_id, row_key, role) WHERE is_alive = 1;
-- A settlement row belongs to one living batch; outbox_id is the document that stands for it.
CREATE TABLE row_bookings (
  shop_id TEXT NOT NULL,
  row_key TEXT NOT NULL,
  batch_id INTEGER NOT NULL REFERENCES batches (batch_id),
  outbox_id INTEGER NOT NULL REFERENCES outbox_documents (outbox_id),
  PRIMARY KEY (shop_id, row_key),
  FOREIGN KEY (shop_id, row_key) REFERENCES settlement_rows (shop_id, row_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX row_bookings_by_document ON row_bookings (outbox_id);
-- What a payment or a credit note consumes of another document.
CREATE TABLE knock_offs (
  outbox_id INTEGER NOT NULL REFERENCES outbox_documents (outbox_id),
  position INTEGER NOT NULL,
  target_kind TEXT NOT NULL CHECK (target_kind IN ('order', 'invoice', 'amendment', 'creditNote', 'payment')),
  target_reference TEXT NOT NULL,
  target_id INTEGER REFERENCES outbox_documents (outbox_id),
  amount_minor INTEGER NOT NULL,
  PRIMARY KEY (outbox_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX knock_offs_by_target ON knock_offs (target_id, outbox_id) WHERE target_id IS NOT NULL;
-- Total (as the newest posted amendment has it) less what posted documents consumed; knock-offs of credit notes are negative.
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
`;
