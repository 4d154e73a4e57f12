import type { Generated } from 'kysely';
import type { BusinessDate } from '../../app/domain/dates.ts';
import type { ItemId, LedgerId, OrderId, RowKey, ShopId, SkuId } from '../../app/domain/ids.ts';
import type { InvoiceNature } from '../../app/domain/invoices/invoice-nature.ts';
import type { OrderWord } from '../../app/domain/invoices/order-words.ts';
import type { Currency } from '../../app/domain/money.ts';
import type { OrderStatus } from '../../app/domain/orders.ts';
import type { TypeMeaning } from '../../app/domain/payments/types.ts';
import type { Proof, RowKind, SettlementFile, WithdrawalRow } from '../../app/domain/settlement/types.ts';
import type { LinkedLedger, LinkedShop } from '../../app/ports/link-books.ts';
import type { CoverageWindow } from '../../app/ports/order-book.ts';
import type { StoredJob } from '../../app/ports/records.ts';
import type { Flag } from '../json.ts';
import type {
  ChangeAnswerTable,
  CloseTable,
  LedgerLockTable,
  WorklistTable,
} from './schema-after-posting.ts';
import type { BankLineTable, BankMatchTable, OpeningBalanceTable } from './schema-bank.ts';
import type { DocumentOrderTable, DocumentRowTable, KnockOffTable, OutboxTable } from './schema-outbox.ts';
import type { PaymentListTables } from './schema-payment-list.ts';

/** The tables as queries see them. The truth is in migrations/; a test compares a fresh file with schema.snapshot.sql. */
export interface Schema extends PaymentListTables {
  shops: ShopTable;
  profiles: { shop_id: ShopId; ledger_id: LedgerId; body: string; saved_at: number };
  ledgers: LedgerTable;
  link_checks: { link_id: string; checked_at: number; body: string };
  ledger_items: LedgerItemTable;
  skus: SkuTable;
  mappings: MappingTable;
  orders: OrderTable;
  order_bodies: { shop_id: ShopId; order_id: OrderId; body: string };
  order_lines: OrderLineTable;
  line_variants: LineVariantTable;
  variant_set_members: { variant_id: number; variant_set_id: number };
  order_skips: OrderSkipTable;
  coverage: CoverageTable;
  settlements: SettlementTable;
  settlement_proofs: SettlementProofTable;
  settlement_rows: SettlementRowTable;
  settlement_raw_pages: {
    settlement_id: string;
    first_row: number;
    last_row: number;
    row_numbers: string;
    row_keys: string;
    cells: string;
  };
  withdrawals: WithdrawalTable;
  row_decisions: { shop_id: ShopId; row_key: RowKey; decision: string; decided_at: number };
  type_meanings: { shop_id: ShopId; type: string; meaning: TypeMeaning; saved_at: number };
  ledger_locks: LedgerLockTable;
  worklist: WorklistTable;
  closes: CloseTable;
  change_answers: ChangeAnswerTable;
  fee_rules: { shop_id: ShopId; name: string; from_on: BusinessDate; rule: string; saved_at: number };
  item_costs: {
    shop_id: ShopId;
    item_code: string;
    from_on: BusinessDate;
    cost_minor: number;
    saved_at: number;
  };
  bank_lines: BankLineTable;
  bank_matches: BankMatchTable;
  opening_balances: OpeningBalanceTable;
  batches: { batch_id: Generated<number>; shop_id: ShopId; ledger_id: LedgerId; planned_at: number };
  outbox_documents: OutboxTable;
  document_orders: DocumentOrderTable;
  document_rows: DocumentRowTable;
  row_bookings: { shop_id: ShopId; row_key: RowKey; batch_id: number; outbox_id: number };
  knock_offs: KnockOffTable;
  document_balances: { outbox_id: number; outstanding_minor: number | null };
  history: HistoryTable;
  jobs: JobTable;
  preferences: { name: string; value: string };
  settings: { name: string; value: string; saved_at: number };
}

export interface ShopTable {
  shop_id: ShopId;
  channel: LinkedShop['channel'];
  name: string;
  region: string;
  currency: Currency;
  time_zone: string;
  cipher: string;
  connection: string;
  refresh_token_expires_at: number | null;
  access_token_expires_at: number | null;
  link_state: LinkedShop['linkState'];
  is_sample: Flag;
  linked_at: number;
}

export interface LedgerTable {
  ledger_id: LedgerId;
  kind: LinkedLedger['kind'];
  name: string;
  connection: string;
  link_state: LinkedLedger['linkState'];
  is_sample: Flag;
  linked_at: number;
}

export interface LedgerItemTable {
  ledger_id: LedgerId;
  item_id: ItemId;
  code: string;
  code_key: string;
  name: string;
  barcodes: string;
  is_active: Flag;
  is_kit: Flag;
  sale_price_minor: number | null;
  hay: string;
  seen_at: number;
}

export interface SkuTable {
  shop_id: ShopId;
  sku_id: SkuId;
  product_id: string;
  seller_sku: string;
  product_name: string;
  variation: string;
  price_minor: number | null;
  currency: Currency;
  is_active: Flag;
  parts: string;
  /** `order`: known from order lines only, never from a product listing. */
  seen_on: 'listing' | 'order';
  changed_at: number;
}

export interface MappingTable {
  shop_id: ShopId;
  sku_id: SkuId;
  version: number;
  seller_sku: string;
  components: string;
  /** First business date of the orders it is for; null = all of them. */
  valid_from: BusinessDate | null;
  made_at: number;
}

export interface OrderTable {
  shop_id: ShopId;
  order_id: OrderId;
  status: OrderStatus;
  /** Place of the status in the life of an order; computed by the database. */
  status_rank: Generated<number>;
  ordered_on: BusinessDate;
  created_at: number;
  updated_at: number;
  currency: Currency;
  goods_minor: number;
  paid_minor: number;
  shipping_minor: number;
  item_count: number;
  nature: InvoiceNature;
  /** What the goods lines of its invoice add up to; gifts count nothing. */
  billable_minor: number;
  /** When the books first held the order in its present status: our clock, not the channel's. */
  status_since: number;
  /** The variants of its lines; null when it has none. */
  variant_set_id: number | null;
  /** What became of it in its shop's ledger; kept by the database (migrations/0010-first-books/order-outcomes.ts). */
  outcome: Generated<OrderWord | null>;
  /** When the invoice that stands for it was posted; null unless `outcome` may be "posted". */
  invoiced_at: Generated<number | null>;
  hay: string;
  stored_at: number;
}

export interface OrderSkipTable {
  shop_id: ShopId;
  order_id: OrderId;
  reason: string;
  skipped_at: number;
}

export interface OrderLineTable {
  shop_id: ShopId;
  order_id: OrderId;
  line_number: number;
  sku_id: SkuId;
  seller_sku: string;
  product_name: string;
  variation: string;
  quantity: number;
  unit_price_minor: number;
  seller_discount_minor: number;
  platform_discount_minor: number;
  is_gift: Flag;
  variant_id: number;
}

export interface LineVariantTable {
  variant_id: Generated<number>;
  shop_id: ShopId;
  sku_id: SkuId;
  seller_sku: string;
  parts: string;
}

export interface CoverageTable {
  shop_id: ShopId;
  window_by: CoverageWindow['by'];
  from_at: number;
  to_at: number;
  platform_count: number | null;
  stored_count: number;
  fetched_at: number;
}

export interface SettlementTable {
  settlement_id: string;
  shop_id: ShopId;
  file_name: string;
  sha256: string;
  format: SettlementFile['format'];
  layout: string;
  currency: Currency;
  time_zone: string | null;
  period_from: BusinessDate;
  period_to: BusinessDate;
  row_count: number;
  raw_headers: string;
  report: string;
  unknown_fee_columns: string;
  problems: string;
  order_rows: number;
  adjustment_rows: number;
  settlement_minor: number;
  revenue_minor: number;
  fees_minor: number;
  adjustments_minor: number;
  added: number;
  already_known: number;
  changed: number;
  loaded_at: number;
}

export interface SettlementProofTable {
  settlement_id: string;
  proof_id: Proof['id'];
  title: string;
  checked: number;
  failed: number;
}

export interface SettlementRowTable {
  shop_id: ShopId;
  row_key: RowKey;
  settlement_id: string;
  row_number: number;
  kind: RowKind;
  type: string;
  type_name: string;
  id: string;
  related_order_id: OrderId | null;
  created_on: BusinessDate | null;
  settled_on: BusinessDate;
  currency: Currency;
  settlement_minor: number;
  revenue_minor: number;
  fees_minor: number;
  adjustment_minor: number;
  list_minor: number;
  sale_minor: number;
  refund_minor: number;
  reserve_minor: number;
  fees: string;
  starts_with_7: Flag;
  is_gmv_ads: Flag;
  changes_row_key: RowKey | null;
}

export interface WithdrawalTable {
  shop_id: ShopId;
  type: WithdrawalRow['type'];
  identity: string;
  settlement_id: string;
  row_number: number;
  type_text: string;
  reference_id: string;
  requested_on: BusinessDate | null;
  succeeded_on: BusinessDate | null;
  amount_minor: number;
  status: WithdrawalRow['status'];
}

export interface HistoryTable {
  seq: number;
  at: number;
  subject: string;
  event: string;
  details: string;
  prev_hash: string;
  hash: string;
}

export interface JobTable {
  job_id: string;
  kind: string;
  shop_id: ShopId | null;
  state: StoredJob['state'];
  done: number;
  total: number | null;
  message: string;
  result: string;
  started_at: number;
  finished_at: number | null;
}
