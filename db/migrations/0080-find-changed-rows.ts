import type { Migration } from '../migrate.ts';

/** Rows that show the money of others with other values: of all that were ever loaded, these few or none. */
export const findChangedRows: Migration = {
  number: 80,
  name: 'find-changed-rows',
  up: (raw) =>
    raw.exec(`
CREATE INDEX settlement_rows_changing ON settlement_rows (shop_id, changes_row_key, row_key)
  WHERE changes_row_key IS NOT NULL;
`),
};
