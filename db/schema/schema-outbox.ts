import type { Generated } from 'kysely';
import type { BusinessDate } from '../../app/domain/dates.ts';
import type { DocumentKind } from '../../app/domain/documents.ts';
import type { DocumentId, LedgerId, OrderId, Reference, RowKey, ShopId } from '../../app/domain/ids.ts';
import type { Currency } from '../../app/domain/money.ts';
import type { PostingState } from '../../app/domain/posting-states.ts';
import type { Flag } from '../json.ts';
import type { DocumentRole } from '../outbox/document-roles.ts';

/** The tables of the outbox; the others are in schema.ts. */
export interface OutboxTable {
  outbox_id: Generated<number>;
  batch_id: number;
  shop_id: ShopId;
  ledger_id: LedgerId;
  kind: DocumentKind;
  role: DocumentRole;
  reference: Reference;
  state: PostingState;
  document: string;
  /** The date that it counts for: its settled date also when it is dated otherwise (settledDateOf). */
  issued_on: BusinessDate;
  currency: Currency;
  total_minor: number;
  /** What the document itself settles of its total: payments of a born-paid invoice, applied part of a credit note. */
  settled_minor: number;
  /** The invoice that an amendment rewrites, when it is in these books. */
  amends_id: number | null;
  document_id: DocumentId | null;
  number: string | null;
  attempts: number;
  sent_at: number | null;
  /** The ledger said that it took it and has not shown it; only while the state is `unknown`. */
  accepted_at: number | null;
  /** The ledger is being asked to take it out; only while the state is `posted`. */
  removing_at: number | null;
  posted_at: number | null;
  problem: string | null;
  created_at: number;
}

export interface DocumentOrderTable {
  outbox_id: number;
  position: number;
  ledger_id: LedgerId;
  shop_id: ShopId;
  order_id: OrderId;
  role: DocumentRole;
  is_alive: Flag;
  state: PostingState;
  number: string | null;
  planned_at: number;
  posted_at: number | null;
  total_minor: number;
  goods_minor: number | null;
}

export interface DocumentRowTable {
  outbox_id: number;
  position: number;
  shop_id: ShopId;
  row_key: RowKey;
  role: DocumentRole;
  is_alive: Flag;
}

export interface KnockOffTable {
  outbox_id: number;
  position: number;
  target_kind: DocumentKind;
  target_reference: Reference;
  target_id: number | null;
  amount_minor: number;
}
