import { createRandom, sample } from '../job/random.ts';
import type { Case } from './cases.ts';

/** How many of each family a quick run takes: all kinds of trouble, most of them about calls. */
const shares: Readonly<Record<Case['family'], number>> = {
  call: 42,
  kill: 6,
  'power-cut': 2,
  'disk-full': 2,
  'read-only': 1,
  'no-more-pages': 1,
  'slow-disk': 1,
  cancel: 3,
  sleep: 2,
  clock: 2,
  'damaged-page': 2,
  copies: 4,
};

/** The same seed gives the same cases of the same matrix. */
export function chooseQuick(cases: readonly Case[], seed: number): Case[] {
  const random = createRandom(seed);
  return Object.entries(shares).flatMap(([family, share]) =>
    sample(
      cases.filter((one) => one.family === family),
      share,
      random,
    ),
  );
}
