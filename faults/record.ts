import { join } from 'node:path';
import { createMemorySecrets } from '../main/secrets/memory-secrets.ts';
import type { Recorded } from './cases/cases.ts';
import { livingDocuments, readOutbox } from './job/judge.ts';
import { readLedger } from './job/ledger.ts';
import { readScreens, runMainJob, type Style } from './job/main-job.ts';
import { inFolder } from './job/rehearse.ts';
import { watchWrites } from './world/database-writes.ts';
import { watchSecrets } from './world/watched-secrets.ts';
import { createWorld, openTieout } from './world/world.ts';

/**
 * Runs the job without any fault and notes down what it calls, writes and says: the matrix is made from it, and every
 * case is held against what it leaves behind.
 */
export function record(style: Style): Promise<Omit<Recorded, 'points'>> {
  return inFolder(async (folder) => {
    const world = await createWorld({ secrets: watchSecrets(createMemorySecrets()) });
    let writes = 0;
    let progressEvents = 0;
    try {
      const opened = await openTieout(world, { booksFile: join(folder, 'books.tieout') });
      if (!opened.ok) throw new Error(opened.message);
      const running = opened.value;
      const stop = watchWrites((moment) => {
        if (moment.when === 'before') writes += 1;
      });
      running.backend.listen((event) => {
        if (event.event === 'jobs.progressed') progressEvents += 1;
      });
      const run = await runMainJob(world, running, { style });
      stop();
      const failed = run.told.find((one) => !one.ok);
      if (failed || run.shopId === null)
        throw new Error(`Without any fault, “${failed?.step}” says: ${failed?.message}`);
      const reference = {
        ledger: await readLedger(world.sandbox.stokly.apiUrl),
        screens: await readScreens(running, run.shopId),
        outbox: livingDocuments(await readOutbox(running, run.shopId)),
        calls: new Map(running.network.calls),
      };
      await running.close();
      return { reference, writes, progressEvents };
    } finally {
      await world.close();
    }
  });
}
