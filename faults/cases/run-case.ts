import type { Problem } from '../job/judge.ts';
import { type Rehearsal, rehearse } from '../job/rehearse.ts';
import { faultKinds } from '../world/network-faults.ts';
import { rehearseCopies } from './books-copies.ts';
import { rehearseDamage } from './books-damage.ts';
import { diskRehearsal } from './books-disk.ts';
import type { Case, Recorded } from './cases.ts';
import { rehearseKill } from './kills.ts';
import { personRehearsal } from './person.ts';

/** Rehearses one case; an empty list means that it was survived. */
export async function runCase(one: Case, recorded: Recorded): Promise<readonly Problem[]> {
  const { reference } = recorded;
  switch (one.family) {
    case 'call':
      return rehearse(callRehearsal(one), reference);
    case 'kill':
    case 'power-cut':
      return rehearseKill(one, reference);
    case 'disk-full':
    case 'read-only':
    case 'no-more-pages':
    case 'slow-disk':
      return rehearse(diskRehearsal(one), reference);
    case 'cancel':
    case 'sleep':
    case 'clock':
      return rehearse(personRehearsal(one), reference);
    case 'damaged-page':
      return rehearseDamage(one, reference);
    case 'copies':
      return rehearseCopies(one, reference);
  }
}

function callRehearsal({ style, fault }: Extract<Case, { family: 'call' }>): Rehearsal {
  const kind = faultKinds.find((one) => one.name === fault.kind);
  return { style, open: { faults: [fault] }, resumedAfterMs: kind?.resumedAfterMs ?? 0 };
}
