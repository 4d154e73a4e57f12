/** Numbers that are the same in every run with the same seed (mulberry32). */
export interface Random {
  /** 0 ≤ n < 1. */
  next(): number;
  /** 0 ≤ n < `below`. */
  int(below: number): number;
}

export function createRandom(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1) | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  return { next, int: (below) => Math.floor(next() * below) };
}

/** `count` of the items, each at most once, in a random order. */
export function sample<T>(items: readonly T[], count: number, random: Random): T[] {
  const left = [...items];
  const chosen: T[] = [];
  while (left.length > 0 && chosen.length < count) chosen.push(...left.splice(random.int(left.length), 1));
  return chosen;
}
