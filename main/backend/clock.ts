import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../app/ports/clock.ts';

export function createSystemClock(): Clock {
  return { now: Date.now, sleep: (ms) => setTimeout(ms) };
}
