import type { Migration } from '../migrate.ts';

/** Every screen asks after each move whether documents are being taken out: of all that were ever posted, these few. */
export const findRemovals: Migration = {
  number: 50,
  name: 'find-removals',
  up: (raw) =>
    raw.exec(`
CREATE INDEX outbox_removing ON outbox_documents (shop_id, outbox_id) WHERE removing_at IS NOT NULL;
`),
};
