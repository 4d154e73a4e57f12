import type { PreferenceBook } from '../app/ports/records.ts';
import type { Connection } from './connection.ts';

/** A dozen per shop is usual. */
const most = 2000;

export function createPreferenceBook(connection: Connection): PreferenceBook {
  const { query } = connection;
  return {
    async load() {
      const rows = connection.all(query.selectFrom('preferences').selectAll());
      return new Map(rows.map(({ name, value }) => [name, value]));
    },

    async save(name, value) {
      return connection.transaction(() => {
        if (value === null) {
          connection.run(query.deleteFrom('preferences').where('name', '=', name));
          return true;
        }
        const counted = query.selectFrom('preferences').select(({ fn }) => fn.countAll<number>().as('count'));
        const known = query.selectFrom('preferences').select('name').where('name', '=', name);
        if (!connection.first(known) && (connection.first(counted)?.count ?? 0) >= most) return false;
        connection.run(
          query
            .insertInto('preferences')
            .values({ name, value })
            .onConflict((conflict) => conflict.column('name').doUpdateSet({ value })),
        );
        return true;
      });
    },
  };
}
