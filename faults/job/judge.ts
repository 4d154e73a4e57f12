import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import type { DocumentView } from '../../app/contract/documents.ts';
import type { JobView } from '../../app/contract/fields.ts';
import { PostOrdersResult } from '../../app/contract/orders.ts';
import { UndoResult } from '../../app/contract/undo.ts';
import type { Running } from '../world/world.ts';
import { type LedgerContent, readLedger } from './ledger.ts';
import { type JobRun, must, type Screens } from './main-job.ts';

/** One thing that is not as it must be. */
export interface Problem {
  readonly kind: 'lost' | 'doubled' | 'differs' | 'untrue' | 'secret' | 'stuck' | 'defect' | 'damaged';
  readonly detail: string;
}

const pagedBy = 500;

/** Everything the books say of documents on their way. */
export async function readOutbox(running: Running, shopId: string): Promise<readonly DocumentView[]> {
  return must(await running.client.call('documents.list', { shopId, limit: pagedBy })).documents;
}

/**
 * What the books say against what the ledger holds, right after the fault: nothing "posted" that is not there, unless it says that it is being taken out, nothing
 * "not sent" or "refused" that is. `unknown` may be either; it says so itself.
 */
export async function judgeTruth(running: Running, run: JobRun, apiUrl: string): Promise<Problem[]> {
  const problems: Problem[] = [];
  const untrue = (detail: string) => problems.push({ kind: 'untrue', detail });
  const { jobs } = must(await running.client.call('jobs.list', {}));
  for (const job of jobs) {
    if (job.state === 'running') untrue(`The job ${job.kind} has ended and is shown as running.`);
  }
  for (const { step, ok, message, job } of run.told) {
    if (!ok && message.trim() === '') untrue(`The step “${step}” failed without a word.`);
    if (job?.state === 'running') untrue(`The step “${step}” has ended and its job runs.`);
  }
  if (run.shopId === null) return problems;
  const stillShown = new Set(run.told.flatMap(({ job }) => notRemoved(job)));
  const there = new Set((await readLedger(apiUrl)).documents.map((one) => one.key));
  const documents = await readOutbox(running, run.shopId);
  for (const { kind, reference, state, removingAt } of documents) {
    if (kind === 'amendment') continue;
    const key = `${kind} ${reference}`;
    if (state === 'posted' && !there.has(key) && !stillShown.has(key) && removingAt === null)
      untrue(`${key} is shown as posted and is not in the ledger.`);
    const isAlive = documents.some(
      (one) => one.kind === kind && one.reference === reference && one.state === 'posted',
    );
    if ((state === 'planned' || state === 'rejected') && there.has(key) && !isAlive)
      untrue(`${key} is shown as not sent (${state}) and is in the ledger.`);
    if (state === 'sending') untrue(`${key} is shown as being sent, and nothing is at work.`);
  }
  judgeCounts(run, documents, untrue);
  return problems;
}

/** Documents that the ledger has agreed to remove and still shows its readers: the person was told so, one by one. */
function notRemoved(job: JobView | null): readonly string[] {
  const result = job?.kind === 'undo.run' ? UndoResult.safeParse(job.result) : null;
  return result?.success ? result.data.failed.map(({ kind, reference }) => `${kind} ${reference}`) : [];
}

/** The figures of the job's last sentence are figures of the books. */
function judgeCounts(run: JobRun, documents: readonly DocumentView[], untrue: (detail: string) => void) {
  // What was taken back was posted before, and counts in the sentence of its job all the same.
  if (run.told.some(({ step }) => step.startsWith('undo'))) return;
  let posted = 0;
  for (const { job } of run.told) {
    const result = job?.kind === 'orders.post' ? PostOrdersResult.safeParse(job.result) : null;
    if (result?.success) posted += result.data.posted;
  }
  const invoices = documents.filter(
    (one) => (one.kind === 'invoice' || one.kind === 'order') && one.state === 'posted',
  );
  if (posted > invoices.length)
    untrue(`The jobs say ${posted} orders were posted, the books ${invoices.length}.`);
}

/** Defects are what the log holds besides expected refusals: something threw. */
export function judgeLog(log: readonly string[]): Problem[] {
  return log
    .filter((line) => / failed: /.test(line))
    .map((line) => ({ kind: 'defect', detail: line.slice(0, 600) }));
}

const HistoryLine = z.object({ details: z.unknown() }).loose();

/** Where a secret stands that has no business there. */
export async function findSecrets(
  running: Running,
  run: JobRun,
  booksFile: string,
  secrets: readonly string[],
): Promise<Problem[]> {
  const history = must(await running.client.call('history.list', { limit: pagedBy })).lines;
  const places = new Map<string, string>([
    ['what was told', JSON.stringify(run)],
    ['the jobs', JSON.stringify(must(await running.client.call('jobs.list', {})))],
    ['the history', JSON.stringify(history.map((line) => HistoryLine.parse(line)))],
    ['the log', running.log.join('\n')],
  ]);
  const folder = dirname(booksFile);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    // The one place where secrets belong.
    if (!entry.isFile() || entry.name.includes('-secrets')) continue;
    const file = join(entry.parentPath, entry.name);
    places.set(`the file ${relative(folder, file)}`, readFileSync(file).toString('latin1'));
  }
  const problems: Problem[] = [];
  for (const secret of secrets) {
    for (const [place, text] of places) {
      if (text.includes(secret))
        problems.push({
          kind: 'secret',
          detail: `A secret (${secret.length} characters) stands in ${place}.`,
        });
    }
  }
  return problems;
}

/** What a job without faults leaves behind. */
export interface Reference {
  readonly ledger: LedgerContent;
  readonly screens: Screens;
  readonly outbox: readonly string[];
  readonly calls: ReadonlyMap<string, number>;
}

/** Living documents and their states, without numbers. */
export function livingDocuments(documents: readonly DocumentView[]): string[] {
  return documents
    .filter((one) => one.state !== 'withdrawn')
    .map((one) => `${one.kind} ${one.reference} ${one.state} ${one.totalMinor}`)
    .sort();
}
