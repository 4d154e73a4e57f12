import { join } from 'node:path';
import { createMemorySecrets } from '../main/secrets/memory-secrets.ts';
import type { Recorded } from './cases/cases.ts';
import { livingDocuments, readOutbox } from './job/judge.ts';
import { readLedger } from './job/ledger.ts';
import { readScreens, runMainJob, type Style } from './job/main-job.ts';
import { inFolder } from './job/rehearse.ts';
import { faultsOf, runScript } from './job/scripts.ts';
import { watchWrites } from './world/database-writes.ts';
import { watchPoints } from './world/points.ts';
import { watchSecrets } from './world/watched-secrets.ts';
import { createWorld, openTieout } from './world/world.ts';

/**
 * Runs the job without any fault and notes down what it calls, writes and says: the matrix is made from it, and every
 * case is held against what it leaves behind.
 */
export function record(style: Style): Promise<Omit<Recorded, 'troubledPoints'>> {
  return inFolder(async (folder) => {
    const world = await createWorld({ secrets: watchSecrets(createMemorySecrets()) });
    let writes = 0;
    let progressEvents = 0;
    const points: string[] = [];
    const booksFile = join(folder, 'books.tieout');
    const watch = watchPoints(booksFile, (name) => points.push(name));
    try {
      const opened = await openTieout(world, { booksFile, onCall: watch.onCall });
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
      watch.stop();
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
      return { reference, writes, progressEvents, points };
    } finally {
      await world.close();
    }
  });
}

/** The points of the run among faults. */
export function recordTroubled(): Promise<readonly string[]> {
  return inFolder(async (folder) => {
    const world = await createWorld({ secrets: watchSecrets(createMemorySecrets()) });
    const points: string[] = [];
    const booksFile = join(folder, 'books.tieout');
    const watch = watchPoints(booksFile, (name) => points.push(name));
    try {
      const faults = faultsOf('troubled');
      const opened = await openTieout(world, { booksFile, onCall: watch.onCall, faults });
      if (!opened.ok) throw new Error(opened.message);
      const run = await runScript(world, opened.value, 'troubled');
      watch.stop();
      const failed = run.told.find((one) => !one.ok);
      if (failed) throw new Error(`After the faults, “${failed.step}” says: ${failed.message}`);
      await opened.value.close();
      return points;
    } finally {
      await world.close();
    }
  });
}
