import type { Rehearsal } from '../job/rehearse.ts';
import type { World } from '../world/world.ts';
import type { Case } from './cases.ts';

type PersonCase = Extract<Case, { family: 'cancel' | 'sleep' | 'clock' }>;

const hour = 3_600_000;

/** What the person before the screen does to the job: cancels it, closes the lid, sets the clock. */
export function personRehearsal(one: PersonCase): Rehearsal {
  switch (one.family) {
    case 'cancel':
      return cancelAt(one);
    case 'sleep':
      return atCall(one.style, one.call, (world) => world.clock.sleepThrough(hour));
    case 'clock':
      return {
        ...atCall(one.style, one.call, (world) => world.clock.jump(one.ms)),
        // A clock that TikTok Shop still accepts stays wrong; any other is put right, as the message asks.
        mend: (world) => {
          if (one.ms > 0 || one.ms <= -hour) world.clock.jump(-one.ms);
        },
      };
  }
}

function cancelAt(one: Extract<PersonCase, { family: 'cancel' }>): Rehearsal {
  let happened = false;
  return {
    style: one.style,
    happened: () => happened,
    started(running) {
      let events = 0;
      running.backend.listen((event) => {
        if (event.event !== 'jobs.progressed') return;
        events += 1;
        if (events !== one.event) return;
        happened = true;
        void running.client.call('jobs.cancel', { jobId: event.job.jobId });
      });
    },
  };
}

function atCall(style: PersonCase['style'], nth: number, act: (world: World) => void): Rehearsal {
  let happened = false;
  let calls = 0;
  return {
    style,
    happened: () => happened,
    open: (world) => ({
      onCall(_call, when) {
        if (when === 'after') return;
        calls += 1;
        if (calls !== nth) return;
        happened = true;
        act(world);
      },
    }),
  };
}
