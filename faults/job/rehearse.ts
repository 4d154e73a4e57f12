import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemorySecrets } from '../../main/secrets/memory-secrets.ts';
import { watchSecrets } from '../world/watched-secrets.ts';
import { createWorld, type OpenOptions, openTieout, type Running, type World } from '../world/world.ts';
import {
  findSecrets,
  judgeLog,
  judgeTruth,
  livingDocuments,
  type Problem,
  type Reference,
  readOutbox,
} from './judge.ts';
import { compareLedgers, readLedger } from './ledger.ts';
import {
  type JobOptions,
  type JobRun,
  must,
  readScreens,
  runMainJob,
  type Screens,
  type Style,
} from './main-job.ts';

type FirstRun = Omit<OpenOptions, 'booksFile'>;

export interface Rehearsal {
  readonly style: Style;
  /** Of the first run. */
  readonly open?: FirstRun | ((world: World) => FirstRun);
  /** The app runs, the job has not begun. */
  readonly started?: (running: Running, world: World) => void;
  readonly onStep?: (step: string, running: Running, world: World) => Promise<void> | void;
  /** A case that did not happen proves nothing: says whether it did. */
  readonly happened?: (running: Running) => boolean;
  /** The case makes the books fail: what throws is no surprise, and what cannot be written cannot be put right. */
  readonly breaksBooks?: boolean;
  /** Somebody has to be told, in words like these. */
  readonly says?: RegExp | undefined;
  /** After the first run, before the books are judged: what was broken is mended. */
  readonly mend?: (world: World) => void;
  /** After the first run is closed, before the second opens. */
  readonly resumedAfterMs?: number;
  readonly between?: (booksFile: string, world: World) => Promise<readonly Problem[]>;
}

/** In memory where the system offers it: the matrix makes hundreds of thousands of writes, each waiting for the disk. */
const fastest = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(fastest, 'tieout-faults-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One case from the first run with the fault to the comparison of both ledgers. */
export function rehearse(rehearsal: Rehearsal, reference: Reference): Promise<Problem[]> {
  return inFolder(async (folder) => {
    const secrets = watchSecrets(createMemorySecrets());
    const world = await createWorld({ secrets });
    try {
      const booksFile = join(folder, 'books.tieout');
      const problems = await runWithFault(rehearsal, world, booksFile);
      problems.push(...((await rehearsal.between?.(booksFile, world)) ?? []));
      world.clock.advance(rehearsal.resumedAfterMs ?? 0);
      problems.push(...(await resume(rehearsal.style, world, booksFile, reference)));
      return problems;
    } finally {
      await world.close();
    }
  });
}

async function runWithFault(rehearsal: Rehearsal, world: World, booksFile: string): Promise<Problem[]> {
  const { style, onStep } = rehearsal;
  const open = typeof rehearsal.open === 'function' ? rehearsal.open(world) : rehearsal.open;
  const opened = await openTieout(world, { booksFile, ...open });
  if (!opened.ok) return [{ kind: 'stuck', detail: `The books did not open: ${opened.message}` }];
  const running = opened.value;
  const problems: Problem[] = [];
  try {
    rehearsal.started?.(running, world);
    const options: JobOptions = {
      style,
      ...(onStep ? { onStep: (step) => onStep(step, running, world) } : {}),
    };
    const run = await runMainJob(world, running, options);
    const { network } = running;
    const happened = rehearsal.happened?.(running) ?? network.struck();
    if (!happened)
      problems.push({ kind: 'stuck', detail: 'The fault did not happen: the case proves nothing.' });
    const { says } = rehearsal;
    if (says && !run.told.some((one) => !one.ok && says.test(one.message))) {
      const messages = run.told.map((one) => one.message).join(' | ');
      problems.push({ kind: 'untrue', detail: `Nobody was told (${says.source}): ${messages}` });
    }
    network.heal();
    rehearsal.mend?.(world);
    const truth = await judgeTruth(running, run, world.sandbox.stokly.apiUrl);
    if (!rehearsal.breaksBooks) problems.push(...truth, ...judgeLog(running.log));
    problems.push(...(await searchSecrets(running, run, booksFile, world)));
  } finally {
    await running.close();
  }
  return problems;
}

/** What the screens say when the app has just started and no job has run. */
export async function judgeAtStart(world: World, booksFile: string): Promise<Problem[]> {
  const opened = await openTieout(world, { booksFile });
  if (!opened.ok) return [{ kind: 'stuck', detail: `The books did not open: ${opened.message}` }];
  const running = opened.value;
  try {
    const shops = must(await running.client.call('shops.list', {})).shops;
    const run: JobRun = { told: [], shopId: shops[0]?.shopId ?? null, tieOut: null };
    return await judgeTruth(running, run, world.sandbox.stokly.apiUrl);
  } finally {
    await running.close();
  }
}

/** Opens the books again, runs the job again without a fault, and compares everything with the run that had none. */
export async function resume(
  style: Style,
  world: World,
  booksFile: string,
  reference: Reference,
): Promise<Problem[]> {
  const opened = await openTieout(world, { booksFile });
  if (!opened.ok) return [{ kind: 'stuck', detail: `The books did not open again: ${opened.message}` }];
  const running = opened.value;
  try {
    await answerAccepted(world, running);
    const run = await runMainJob(world, running, { style });
    const problems: Problem[] = judgeLog(running.log);
    for (const { step, ok, message, job } of run.told) {
      const isDone = job?.error?.code === 'NOTHING_TO_DO' && (step === 'payments' || step.startsWith('undo'));
      if (!ok && !isDone) problems.push({ kind: 'stuck', detail: `Resumed, “${step}” says: ${message}` });
    }
    const { apiUrl } = world.sandbox.stokly;
    for (const { kind, what } of compareLedgers(reference.ledger, await readLedger(apiUrl))) {
      problems.push({ kind, detail: what });
    }
    if (run.shopId === null) return problems;
    problems.push(...(await judgeTruth(running, run, apiUrl)));
    problems.push(
      ...compareTexts(
        'documents of the books',
        reference.outbox,
        livingDocuments(await readOutbox(running, run.shopId)),
      ),
    );
    const screens: Screens = await readScreens(running, run.shopId);
    for (const [name, wanted] of Object.entries(reference.screens)) {
      problems.push(...compareTexts(`screen of ${name}`, wanted, screens[name] ?? []));
    }
    if (run.tieOut?.residualMinor !== 0) {
      problems.push({
        kind: 'differs',
        detail: `The residual is ${run.tieOut?.residualMinor ?? 'not known'}.`,
      });
    }
    problems.push(...(await searchSecrets(running, run, booksFile, world)));
    return problems;
  } finally {
    await running.close();
  }
}

/**
 * The person looks in the ledger for what it accepted and does not show. Only what is really not there is said to be
 * not there; anything else would double it, and Tieout could not help it.
 */
async function answerAccepted({ sandbox }: World, { client, backend }: Running): Promise<void> {
  for (const { shopId } of must(await client.call('shops.list', {})).shops) {
    const { documents } = must(await client.call('documents.list', { shopId, states: ['unknown'] }));
    const accepted = documents.filter(({ acceptedAt }) => acceptedAt !== null);
    if (accepted.length === 0) continue;
    const there = new Set((await readLedger(sandbox.stokly.apiUrl)).documents.map(({ key }) => key));
    if (accepted.some(({ kind, reference }) => there.has(`${kind} ${reference}`))) continue;
    const started = must(await client.call('documents.resolve', { shopId, accepted: 'planAgain' }));
    await backend.jobs.wait(started.jobId);
  }
}

function compareTexts(what: string, wanted: readonly string[], found: readonly string[]): Problem[] {
  const missing = wanted.filter((one) => !found.includes(one));
  const extra = found.filter((one) => !wanted.includes(one));
  if (missing.length + extra.length === 0 && wanted.length === found.length) return [];
  return [
    {
      kind: 'differs',
      detail: `${what}: without ${missing.join(', ') || 'nothing'}; with ${extra.join(', ') || 'nothing'}`,
    },
  ];
}

function searchSecrets(
  running: Running,
  run: JobRun,
  booksFile: string,
  { sandbox, secrets }: World,
): Promise<Problem[]> {
  const all = new Set([
    ...secrets.everything(),
    ...running.network.secrets,
    sandbox.tiktok.appSecret,
    sandbox.stokly.secretKey,
  ]);
  return findSecrets(running, run, booksFile, [...all]);
}
