import type { Generated } from 'kysely';
import type { ChangeAction } from '../../app/domain/changes/types.ts';
import type { BusinessDate } from '../../app/domain/dates.ts';
import type { DocumentKind } from '../../app/domain/documents.ts';
import type { LedgerId, Reference, ShopId } from '../../app/domain/ids.ts';

export interface LedgerLockTable {
  ledger_id: LedgerId;
  locked_until: BusinessDate | null;
  reason: string;
  saved_at: number;
}

export interface WorklistTable {
  line_id: Generated<number>;
  shop_id: ShopId;
  ledger_id: LedgerId;
  kind: DocumentKind;
  reference: Reference;
  number: string | null;
  what: string;
  made_at: number;
  done_at: number | null;
  done_by: 'person' | 'check' | null;
}

export interface CloseTable {
  close_id: string;
  shop_id: ShopId;
  from_on: BusinessDate;
  to_on: BusinessDate;
  closed_at: number;
  closed_by: string;
  figures: string;
  reopened_at: number | null;
  reopen_reason: string | null;
}

export interface ChangeAnswerTable {
  shop_id: ShopId;
  change_id: string;
  action: ChangeAction;
  reason: string;
  change: string;
  answered_at: number;
}
