import type { BusinessDate } from '../../app/domain/dates.ts';
import type { OrderId, RowKey } from '../../app/domain/ids.ts';
import type { Currency } from '../../app/domain/money.ts';
import type { RowKind } from '../../app/domain/settlement/types.ts';
import type { Flag } from '../json.ts';

/** Tables of the connection, not of the file: they are laid by payment-list.ts and go when the books are closed. */
export interface PaymentListTables {
  payment_rows: ListedRowTable;
  payment_orders: ListedOrderTable;
  payment_fees: { place: number; name: string; amount_minor: number };
  payment_file_rows: { settlement_id: string; place: number };
  payment_changes: { newer_key: RowKey; older_key: RowKey };
  payment_judgements: { row_key: RowKey; status_rank: number; reason: string | null; choices: string };
}

interface ListedRowTable {
  /** Newest date first, then as in the file; each shop has a range of its own. */
  place: number;
  row_key: RowKey;
  settlement_id: string;
  row_number: number;
  kind: RowKind;
  type: string;
  id: string;
  related_order_id: OrderId | null;
  settled_on: BusinessDate;
  currency: Currency;
  invoice_number: string | null;
  invoice_minor: number | null;
  /** The invoice was born with this row's money: it is of no other row. */
  is_own_invoice: Flag;
  payment_number: string | null;
  settlement_minor: number;
  revenue_minor: number;
  fees_minor: number;
  adjustment_minor: number;
  sale_minor: number;
  refund_minor: number;
  reserve_minor: number;
  is_gmv_ads: Flag;
  is_change: Flag;
  /** The row whose money this one shows with other values, where both stand (row-versions.ts). */
  changes_key: RowKey | null;
  /** Where nothing is judged: what the row's document says. */
  own_rank: number;
  status_rank: number;
  reason: string | null;
  choices: string;
  hay: string;
}

interface ListedOrderTable {
  place: number;
  order_id: OrderId;
  status_rank: number;
  row_count: number;
  first_on: BusinessDate;
  last_on: BusinessDate;
  invoice_number: string | null;
  invoice_minor: number | null;
  sale_minor: number;
  refund_minor: number;
  revenue_minor: number;
  fees_minor: number;
  adjustment_minor: number;
  settlement_minor: number;
  difference_minor: number | null;
  hay: string;
}

export const paymentListTables = `
CREATE TEMP TABLE payment_rows (
  place INTEGER PRIMARY KEY,
  row_key TEXT NOT NULL,
  settlement_id TEXT NOT NULL,
  row_number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  related_order_id TEXT,
  settled_on TEXT NOT NULL,
  currency TEXT NOT NULL,
  invoice_number TEXT,
  invoice_minor INTEGER,
  is_own_invoice INTEGER NOT NULL,
  payment_number TEXT,
  settlement_minor INTEGER NOT NULL,
  revenue_minor INTEGER NOT NULL,
  fees_minor INTEGER NOT NULL,
  adjustment_minor INTEGER NOT NULL,
  sale_minor INTEGER NOT NULL,
  refund_minor INTEGER NOT NULL,
  reserve_minor INTEGER NOT NULL,
  is_gmv_ads INTEGER NOT NULL,
  is_change INTEGER NOT NULL,
  changes_key TEXT,
  own_rank INTEGER NOT NULL,
  status_rank INTEGER NOT NULL,
  reason TEXT,
  choices TEXT NOT NULL,
  hay TEXT NOT NULL
) STRICT;
CREATE INDEX temp.payment_rows_by_key ON payment_rows (row_key);
CREATE INDEX temp.payment_rows_by_order ON payment_rows (related_order_id);
CREATE INDEX temp.payment_rows_by_change ON payment_rows (changes_key) WHERE changes_key IS NOT NULL;
CREATE TEMP TABLE payment_changes (
  newer_key TEXT PRIMARY KEY, older_key TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE payment_orders (
  place INTEGER PRIMARY KEY,
  order_id TEXT NOT NULL,
  status_rank INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  first_on TEXT NOT NULL,
  last_on TEXT NOT NULL,
  invoice_number TEXT,
  invoice_minor INTEGER,
  sale_minor INTEGER NOT NULL,
  refund_minor INTEGER NOT NULL,
  revenue_minor INTEGER NOT NULL,
  fees_minor INTEGER NOT NULL,
  adjustment_minor INTEGER NOT NULL,
  settlement_minor INTEGER NOT NULL,
  difference_minor INTEGER,
  hay TEXT NOT NULL
) STRICT;
CREATE TEMP TABLE payment_fees (
  place INTEGER NOT NULL, name TEXT NOT NULL, amount_minor INTEGER NOT NULL
) STRICT;
CREATE INDEX temp.payment_fees_by_name ON payment_fees (name, place, amount_minor);
CREATE TEMP TABLE payment_file_rows (
  settlement_id TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (settlement_id, place)
) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE payment_judgements (
  row_key TEXT PRIMARY KEY, status_rank INTEGER NOT NULL, reason TEXT, choices TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
