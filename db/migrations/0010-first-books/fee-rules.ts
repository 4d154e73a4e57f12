import { isDate, isJson } from './checks.ts';

export const feeRules = `
CREATE TABLE fee_rules (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  name TEXT NOT NULL,
  from_on TEXT NOT NULL ${isDate('from_on')},
  rule TEXT NOT NULL ${isJson('rule')},
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, name, from_on)
) STRICT;
`;
