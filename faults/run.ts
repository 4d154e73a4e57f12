import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Case, Recorded } from './cases/cases.ts';
import { listPoints } from './cases/kills.ts';
import { type Style, styles } from './job/main-job.ts';
import { record } from './record.ts';
import type { CaseResult } from './report.ts';

export type Matrix = ReadonlyMap<Style, Recorded>;

/**
 * What runs without faults do; one after the other, because the writes of a process are counted together. The points
 * at which a process can be killed are listed for the styles in `killed` only: that takes a process each.
 */
export async function recordAll(killed: readonly Style[]): Promise<Matrix> {
  const points = new Map(killed.map((style) => [style, listPoints(style)]));
  const all = new Map<Style, Recorded>();
  for (const style of styles) {
    const recorded = await record(style);
    all.set(style, { ...recorded, points: (await points.get(style)) ?? [] });
  }
  return all;
}

/** Rehearses the cases in several processes side by side; results come as they end. */
export async function runCases(
  matrix: Matrix,
  cases: readonly Case[],
  workers: number,
  onResult: (result: CaseResult) => void,
): Promise<void> {
  const waiting = cases.values();
  const lanes = Array.from({ length: Math.min(workers, cases.length) }, () =>
    runLane(matrix, waiting, onResult),
  );
  await Promise.all(lanes);
}

/** One worker process, fed until nothing waits. */
async function runLane(
  matrix: Matrix,
  waiting: Iterator<Case>,
  onResult: (result: CaseResult) => void,
): Promise<void> {
  const worker = fork(join(import.meta.dirname, 'worker.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
  });
  try {
    for (let next = waiting.next(); !next.done; next = waiting.next()) {
      const recorded = matrix.get(next.value.style);
      if (recorded) onResult(await ask(worker, { one: next.value, recorded: { ...recorded, points: [] } }));
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
