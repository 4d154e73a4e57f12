import type { Generated } from 'kysely';
import type { BusinessDate } from '../../app/domain/dates.ts';
import type { ShopId } from '../../app/domain/ids.ts';
import type { Currency } from '../../app/domain/money.ts';

export interface BankLineTable {
  line_id: string;
  booked_on: BusinessDate;
  amount_minor: number;
  currency: Currency;
  text: string;
  /** Null = entered by hand. */
  file_name: string | null;
  added_at: number;
}

export interface BankMatchTable {
  shop_id: ShopId;
  /** Always `withdrawal`: the part of the foreign key that says so. */
  withdrawal_type: Generated<'withdrawal'>;
  withdrawal_id: string;
  line_id: string;
  accepted_at: number;
}

export interface OpeningBalanceTable {
  shop_id: ShopId;
  amount_minor: number;
  saved_at: number;
}
