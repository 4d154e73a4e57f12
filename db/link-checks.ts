import type { LinkCheck, LinkCheckBook } from '../app/ports/link-checks.ts';
import type { Connection } from './connection.ts';
import { fromJson, toJson } from './json.ts';
import type { Schema } from './schema/schema.ts';

type Body = Omit<LinkCheck, 'checkedAt'>;

export function createLinkCheckBook(connection: Connection): LinkCheckBook {
  const { query } = connection;
  return {
    async load() {
      // Asked after each answer of a vendor. `SELECT *` of this table has the shape of this table.
      const rows = connection
        .statement('SELECT * FROM link_checks')
        .all() as readonly Schema['link_checks'][];
      return new Map(
        rows.map((row) => [row.link_id, { ...fromJson<Body>(row.body), checkedAt: row.checked_at }]),
      );
    },

    async save(linkId, check) {
      if (!check) {
        connection.run(query.deleteFrom('link_checks').where('link_id', '=', linkId));
        return;
      }
      const { checkedAt, ...body } = check;
      const changes = { checked_at: checkedAt, body: toJson(body) };
      connection.run(
        query
          .insertInto('link_checks')
          .values({ link_id: linkId, ...changes })
          .onConflict((conflict) => conflict.column('link_id').doUpdateSet(changes)),
      );
    },
  };
}
