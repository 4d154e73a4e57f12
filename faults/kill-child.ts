import { writeFileSync } from 'node:fs';
import { secretsBesideBooks } from '../main/secrets/beside-books.ts';
import { runMainJob, type Style } from './job/main-job.ts';
import { headOf, watchWrites } from './world/database-writes.ts';
import { watchSecrets } from './world/watched-secrets.ts';
import { createWorld, openTieout } from './world/world.ts';

/**
 * A Tieout that kills itself: `kill-child.ts FOLDER STYLE POINT`. Points are numbered as they come: around every write of
 * the books and around every call. At POINT the process ends as by `kill -9`; with POINT 0 it lives and writes the list.
 */
const [folder = '', style = 'deductions', wanted = '0'] = process.argv.slice(2);
const deadly = Number(wanted);
const points: string[] = [];

function reach(name: string): void {
  points.push(name);
  if (points.length === deadly) process.kill(process.pid, 'SIGKILL');
}

const booksFile = `${folder}/books.tieout`;
const world = await createWorld({
  secrets: watchSecrets(await secretsBesideBooks(booksFile)),
  stateFile: `${booksFile}.sample`,
});
watchWrites(({ when, what, sql, database }) => {
  if (database.name === booksFile) reach(`${when} ${what} ${headOf(sql)}`);
});
const opened = await openTieout(world, {
  booksFile,
  onCall: (call, when) => reach(`${when} call ${call}`),
});
if (!opened.ok) throw new Error(opened.message);
// The caller gives a style of the list.
await runMainJob(world, opened.value, { style: style as Style });
if (deadly === 0) writeFileSync(`${folder}/points.json`, JSON.stringify(points));
// Connections that are kept alive for later calls would keep the process.
process.exit(0);
