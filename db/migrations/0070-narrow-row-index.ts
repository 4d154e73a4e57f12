import type { Migration } from '../migrate.ts';

/** Rows of a date as they stood in their files, without their keys, which were three quarters of the index. */
export const narrowRowIndex: Migration = {
  number: 70,
  name: 'narrow-row-index',
  up: (raw) =>
    raw.exec(`
DROP INDEX settlement_rows_by_day;
CREATE INDEX settlement_rows_by_day ON settlement_rows (shop_id, settled_on, row_number);
`),
};
