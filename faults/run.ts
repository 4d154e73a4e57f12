import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Case, Recorded } from './cases/cases.ts';
import { type Style, styles } from './job/main-job.ts';
import { record, recordTroubled } from './record.ts';
import type { CaseResult } from './report.ts';

export type Matrix = ReadonlyMap<Style, Recorded>;

/** What runs without faults do; one after the other, because the writes of a process are counted together. */
export async function recordAll(): Promise<Matrix> {
  const troubledPoints = await recordTroubled();
  const all = new Map<Style, Recorded>();
  for (const style of styles) all.set(style, { ...(await record(style)), troubledPoints });
  return all;
}

/** Processes that wait for cases. They load while the runs without faults are recorded. */
export function startWorkers(count: number): readonly ChildProcess[] {
  return Array.from({ length: count }, () =>
    fork(join(import.meta.dirname, 'worker.ts'), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      serialization: 'advanced',
    }),
  );
}

/** Rehearses the cases in the workers side by side and ends these; results come as cases end. */
export async function runCases(
  matrix: Matrix,
  cases: readonly Case[],
  workers: readonly ChildProcess[],
  onResult: (result: CaseResult) => void,
): Promise<void> {
  const waiting = cases.values();
  await Promise.all(workers.map((worker) => runLane(worker, matrix, waiting, onResult)));
}

/** One worker process, fed until nothing waits. */
async function runLane(
  worker: ChildProcess,
  matrix: Matrix,
  waiting: Iterator<Case>,
  onResult: (result: CaseResult) => void,
): Promise<void> {
  try {
    for (let next = waiting.next(); !next.done; next = waiting.next()) {
      const recorded = matrix.get(next.value.style);
      if (recorded)
        onResult(
          await ask(worker, { one: next.value, recorded: { ...recorded, points: [], troubledPoints: [] } }),
        );
    }
  } finally {
    if (worker.connected) worker.disconnect();
  }
}

export interface Task {
  readonly one: Case;
  readonly recorded: Recorded;
}

function ask(worker: ChildProcess, task: Task): Promise<CaseResult> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`A worker ended with ${code}.`));
    worker.once('exit', onExit);
    worker.once('message', (result) => {
      worker.off('exit', onExit);
      // Sent by worker.ts of the same version.
      resolve(result as CaseResult);
    });
    worker.send(task);
  });
}
