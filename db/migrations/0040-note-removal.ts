import type { Migration } from '../migrate.ts';

/** Since when the ledger is asked to take a posted document out; gone from the books, or refused, there is none. */
export const noteRemoval: Migration = {
  number: 40,
  name: 'note-removal',
  up: (raw) =>
    raw.exec(`
ALTER TABLE outbox_documents ADD COLUMN removing_at INTEGER CHECK (removing_at IS NULL OR state = 'posted');
`),
};
