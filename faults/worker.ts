import { nameOf } from './cases/cases.ts';
import { runCase } from './cases/run-case.ts';
import type { CaseResult } from './report.ts';
import type { Task } from './run.ts';

/** A worker process: takes one case after the other and answers with what came of it. */
async function work({ one, recorded }: Task): Promise<CaseResult> {
  const startedAt = performance.now();
  const answer = (problems: CaseResult['problems']): CaseResult => ({
    name: nameOf(one),
    family: one.family,
    problems,
    milliseconds: Math.round(performance.now() - startedAt),
  });
  try {
    return answer(await runCase(one, recorded));
  } catch (defect) {
    const detail = defect instanceof Error ? (defect.stack ?? defect.message) : String(defect);
    return answer([{ kind: 'stuck', detail: `The rehearsal itself failed: ${detail.slice(0, 600)}` }]);
  }
}

process.on('message', (task) => {
  // Sent by run.ts of the same version.
  void work(task as Task).then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit(0));
