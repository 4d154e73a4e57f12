/** Seeded randomness: the same seed and label always give the same stream, on every machine. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number between both ends, ends included. */
  int(min: number, max: number): number;
  /** True with the given probability (0 … 1). */
  chance(probability: number): boolean;
  /** One element of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** A text of that many decimal digits. */
  digits(length: number): string;
}

/**
 * Makes a stream of its own for `label`, so that drawing one number more in one place
 * does not shift the numbers of every other place.
 */
export function createRandom(seed: number, label: string): Random {
  let state = hash(`${seed}/${label}`);
  const next = (): number => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => {
      const chosen = list[int(0, list.length - 1)];
      if (chosen === undefined) throw new Error('pick needs a list that is not empty');
      return chosen;
    },
    digits: (length) => Array.from({ length }, () => String(int(0, 9))).join(''),
  };
}

/** FNV-1a over the UTF-16 code units, folded to 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  }
  return h | 0;
}
