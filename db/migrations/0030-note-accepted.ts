import type { Migration } from '../migrate.ts';

/** Since when a document is known to be with the ledger although it is not shown: it is sent again by a person only. */
export const noteAccepted: Migration = {
  number: 30,
  name: 'note-accepted',
  up: (raw) =>
    raw.exec(`
ALTER TABLE outbox_documents ADD COLUMN accepted_at INTEGER CHECK (accepted_at IS NULL OR state = 'unknown');
`),
};
