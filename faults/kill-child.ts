import { secretsBesideBooks } from '../main/secrets/beside-books.ts';
import { faultsOf, runScript, type Script } from './job/scripts.ts';
import { watchPoints } from './world/points.ts';
import { watchSecrets } from './world/watched-secrets.ts';
import { createWorld, openTieout } from './world/world.ts';

/** A Tieout that kills itself: `kill-child.ts FOLDER SCRIPT POINT`. At POINT the process ends as by `kill -9`. */
const [folder = '', name = '', wanted = '0'] = process.argv.slice(2);
// The caller gives a script of the list.
const script = name as Script;
const deadly = Number(wanted);
let reached = 0;

const booksFile = `${folder}/books.tieout`;
const world = await createWorld({
  secrets: watchSecrets(await secretsBesideBooks(booksFile)),
  stateFile: `${booksFile}.sample`,
});
const { onCall } = watchPoints(booksFile, () => {
  reached += 1;
  if (reached === deadly) process.kill(process.pid, 'SIGKILL');
});
const opened = await openTieout(world, { booksFile, onCall, faults: faultsOf(script) });
if (!opened.ok) throw new Error(opened.message);
await runScript(world, opened.value, script);
// Connections that are kept alive for later calls would keep the process.
process.exit(0);
