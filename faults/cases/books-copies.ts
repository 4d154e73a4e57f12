import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import type { Problem, Reference } from '../job/judge.ts';
import { rehearse, resume } from '../job/rehearse.ts';
import { openTieout, type Running, type World } from '../world/world.ts';
import type { Case } from './cases.ts';

type CopiesCase = Extract<Case, { family: 'copies' }>;

/** More than one Tieout, window or copy of the books at the same time. */
export function rehearseCopies(one: CopiesCase, reference: Reference): Promise<Problem[]> {
  const problems: Problem[] = [];
  let happened = false;
  let copy: string | null = null;
  let booksFile = '';
  return rehearse(
    {
      style: one.style,
      happened: () => happened,
      started(running) {
        booksFile = running.booksFile;
      },
      async onStep(step, running, world) {
        if (step !== one.step) return;
        happened = true;
        switch (one.how) {
          case 'second-window':
            problems.push(...(await judgeSecond(world, booksFile)));
            break;
          case 'through-a-link': {
            const link = join(dirname(booksFile), 'link.tieout');
            symlinkSync(booksFile, link);
            problems.push(...(await judgeSecond(world, link)));
            break;
          }
          case 'second-process':
            problems.push(...judgeProcess(booksFile));
            break;
          case 'older-copy':
            copy = copyBooks(booksFile);
            break;
          case 'twice-at-once':
            problems.push(...(await pressTwice(world, running, step)));
        }
      },
      between: async (_booksFile, world) => {
        // Somebody goes on with an older copy after all was posted from the books themselves.
        if (copy !== null) problems.push(...(await resume(one.style, world, copy, reference)));
        return problems;
      },
    },
    reference,
  );
}

/** A second window on the same books is told so, and changes nothing. */
async function judgeSecond(world: World, file: string): Promise<Problem[]> {
  const second = await openTieout(world, { booksFile: file });
  if (second.ok) {
    await second.value.close();
    return [{ kind: 'untrue', detail: 'A second Tieout opened the same books.' }];
  }
  return second.code === 'in-use'
    ? []
    : [{ kind: 'untrue', detail: `A second Tieout is told ${second.code}.` }];
}

const opener = join(import.meta.dirname, '..', 'open-child.ts');

function judgeProcess(file: string): Problem[] {
  const ended = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', opener, file], {
    encoding: 'utf8',
  });
  const said = ended.stdout.trim();
  return said === 'in-use'
    ? []
    : [{ kind: 'untrue', detail: `A second process is told “${said}” ${ended.stderr.slice(0, 300)}` }];
}

/** As a backup program does it: the file as it is, and the log beside it. */
function copyBooks(booksFile: string): string {
  const copy = join(dirname(booksFile), 'copy.tieout');
  const raw = new Database(booksFile, { readonly: true });
  try {
    raw.prepare('VACUUM INTO ?').run(copy);
  } finally {
    raw.close();
  }
  return copy;
}

/** Two windows of one Tieout: the same button, the same file, at the same moment. */
async function pressTwice(world: World, running: Running, step: string): Promise<Problem[]> {
  const { client } = running;
  const [shop] = world.sandbox.shops;
  const shopId = shop?.id ?? '';
  if (step === 'file') {
    const file = world.sandbox.settlementExport(shopId, 'csv');
    const contentBase64 = Buffer.from(file.bytes).toString('base64');
    const load = () => client.call('settlements.load', { shopId, fileName: file.fileName, contentBase64 });
    const loaded = await Promise.all([load(), load()]);
    const added = loaded.reduce((sum, reply) => sum + (reply.ok ? reply.value.added : Number.NaN), 0);
    const rows = loaded[0]?.ok ? loaded[0].value.summary.rows.total : Number.NaN;
    return added === rows ? [] : [{ kind: 'doubled', detail: `${rows} rows were loaded as ${added}.` }];
  }
  const start = () => {
    if (step === 'products') return client.call('products.fetch', { shopId });
    if (step === 'orders')
      return client.call('orders.fetch', { shopId, from: '2026-10-01', to: '2026-10-31' });
    if (step === 'payments' || step === 'tie-out') return client.call('payments.post', { shopId });
    const selection = { select: 'all', filter: { shopId } } as const;
    return client.call('orders.post', { selection });
  };
  const started = await Promise.all([start(), start()]);
  const jobs = started.flatMap((reply) => (reply.ok ? [reply.value.jobId] : []));
  await Promise.all(jobs.map((jobId) => running.backend.jobs.wait(jobId)));
  const refused = started.flatMap((reply) => (reply.ok ? [] : [reply.error.code]));
  return jobs.length === 1 && refused[0] === 'BUSY'
    ? []
    : [
        {
          kind: 'untrue',
          detail: `${jobs.length} jobs of two ran at once; the other was told ${refused.join()}.`,
        },
      ];
}
