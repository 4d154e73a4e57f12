import Database from 'better-sqlite3';
import type { Rehearsal } from '../job/rehearse.ts';
import { type WriteMoment, watchWrites } from '../world/database-writes.ts';
import type { Case } from './cases.ts';

type DiskCase = Extract<Case, { family: 'disk-full' | 'read-only' | 'no-more-pages' | 'slow-disk' }>;

/** The disk under the books lets them down while the job runs, and is well again before they are opened the next time. */
export function diskRehearsal(one: DiskCase): Rehearsal {
  let happened = false;
  /** A job that cannot be noted down runs all the same; anything else that cannot be written has to be told. */
  let mattered = false;
  let stop = () => {};
  return {
    style: one.style,
    breaksBooks: one.family !== 'slow-disk',
    happened: () => happened,
    get says() {
      return mattered ? words[one.family] : undefined;
    },
    started(_running, world) {
      let writes = 0;
      stop = watchWrites((moment) => {
        if (moment.when === 'after') return;
        writes += 1;
        if (one.family === 'slow-disk') {
          // The job's own clock moves while the disk turns.
          if (moment.what !== 'inside') world.clock.advance(one.commitMs);
          happened = true;
        } else if (writes >= one.write) {
          happened = true;
          if (!/ into "?jobs"?/.test(moment.sql)) mattered = true;
          fail(one.family, moment);
        }
      });
    },
    mend: () => stop(),
  };
}

/** A file that may not grow may still have room for the rest of the job: then there is nothing to tell. */
const words: Readonly<Record<DiskCase['family'], RegExp | undefined>> = {
  'disk-full': /disk is full/,
  'read-only': /read-only/,
  'no-more-pages': undefined,
  'slow-disk': undefined,
};

function fail(family: 'disk-full' | 'read-only' | 'no-more-pages', { database }: WriteMoment): void {
  switch (family) {
    case 'disk-full':
      throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
    case 'read-only':
      throw new Database.SqliteError('attempt to write a readonly database', 'SQLITE_READONLY');
    case 'no-more-pages': {
      // SQLite itself runs into the limit: as little space as the file has pages.
      const pages = Number(database.pragma('page_count', { simple: true }));
      database.pragma(`max_page_count = ${pages}`);
    }
  }
}
