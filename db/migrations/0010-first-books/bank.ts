import { isCurrency, isDate } from './checks.ts';

export const bank = `
CREATE TABLE bank_lines (
  line_id TEXT NOT NULL PRIMARY KEY,
  booked_on TEXT NOT NULL ${isDate('booked_on')},
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
  currency TEXT NOT NULL ${isCurrency('currency')},
  text TEXT NOT NULL,
  file_name TEXT,
  added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX bank_lines_by_day ON bank_lines (currency, booked_on, line_id);
-- One withdrawal is one bank line: both sides of a match are matched once.
CREATE TABLE bank_matches (
  shop_id TEXT NOT NULL,
  withdrawal_type TEXT NOT NULL DEFAULT 'withdrawal' CHECK (withdrawal_type = 'withdrawal'),
  withdrawal_id TEXT NOT NULL,
  line_id TEXT NOT NULL UNIQUE REFERENCES bank_lines (line_id),
  accepted_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, withdrawal_id),
  FOREIGN KEY (shop_id, withdrawal_type, withdrawal_id) REFERENCES withdrawals (shop_id, type, identity)
) STRICT;
CREATE TABLE opening_balances (
  shop_id TEXT NOT NULL PRIMARY KEY REFERENCES shops (shop_id),
  amount_minor INTEGER NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT;
`;
