import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../app/ports/clock.ts';

export function createSystemClock(now: () => number = Date.now): Clock {
  return { now, sleep: (ms) => setTimeout(ms) };
}
