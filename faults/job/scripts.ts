import type { CallFault } from '../world/network-faults.ts';
import type { Running, World } from '../world/world.ts';
import { type JobRun, runMainJob, type Style } from './main-job.ts';

/** What a process does until it is killed: the job in a style; or, `troubled`, three times over while faults strike. */
export type Script = Style | 'troubled';

/**
 * With these a document goes from every state of the outbox to every other that it can get to. Invoices leave side by side:
 * only faults of the network are sure to meet the call they are meant for.
 */
const troubles: readonly CallFault[] = [
  ['POST /v2/saleorders/{id}/invoices', 'timeout-after-commit', 1],
  ['POST /v2/saleorders/{id}/invoices', 'timeout-before-commit', 2],
  ['POST /v2/saleorders/{id}/invoices', 'refuse-echoing-request', 3],
  // Nothing of the date is there: all of it is taken back and planned anew.
  ['POST /v0/sale-credit-notes', 'refused', 1],
  // In the second round, when the other document of the date is there already.
  ['POST /v0/payments', 'refuse', 1],
].map(([call, kind, nth]) => ({ call: String(call), kind: String(kind), nth: Number(nth), lasting: false }));

export function faultsOf(script: Script): readonly CallFault[] {
  return script === 'troubled' ? troubles : [];
}

export function styleOf(script: Script): Style {
  return script === 'troubled' ? 'deductions' : script;
}

export async function runScript(world: World, running: Running, script: Script): Promise<JobRun> {
  const style = styleOf(script);
  if (script === 'troubled') for (const _ of [1, 2]) await runMainJob(world, running, { style });
  return runMainJob(world, running, { style });
}
