import { median, type Samples, toSamples } from './figure.ts';

/** A variant is given what its `prepare` made, which is not measured. */
export interface Variant<Given> {
  readonly prepare?: () => Given | Promise<Given>;
  readonly work: (given: Given) => unknown;
  readonly after?: (given: Given) => void | Promise<void>;
}

export interface Compared {
  /** Median over the repetitions of first variant ÷ second variant, each pair measured one after the other. */
  readonly ratio: number;
  readonly samples: Readonly<Record<string, Samples>>;
}

/**
 * Measures two variants turn by turn, after one round that does not count, and compares the CPU time of this process:
 * on a machine that others use too, the clock on the wall measures the others. Kernel time is in it, so writing is; the
 * wait for a disk to confirm is not. The wall's times stand beside it.
 */
export async function interleave<One, Other>(
  repetitions: number,
  variants: { readonly one: Variant<One>; readonly other: Variant<Other> },
  names: readonly [string, string],
): Promise<Compared> {
  const one: Taken[] = [];
  const other: Taken[] = [];
  await take(variants.one);
  await take(variants.other);
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    // The order changes: whoever comes second finds other caches.
    if (repetition % 2 === 0) one.push(await take(variants.one));
    other.push(await take(variants.other));
    if (repetition % 2 === 1) one.push(await take(variants.one));
  }
  return {
    ratio: median(one.map(({ cpu }, index) => cpu / (other[index]?.cpu ?? Number.NaN))),
    samples: {
      [names[0]]: cpuOf(one),
      [`${names[0]}, on the wall`]: wallOf(one),
      [names[1]]: cpuOf(other),
      [`${names[1]}, on the wall`]: wallOf(other),
    },
  };
}

export interface Taken {
  /** Milliseconds of CPU, user and kernel. */
  readonly cpu: number;
  readonly wall: number;
}

export async function take<Given>(variant: Variant<Given>): Promise<Taken> {
  // A variant without `prepare` takes nothing.
  const given = (await variant.prepare?.()) as Given;
  globalThis.gc?.();
  const start = process.cpuUsage();
  const wall = performance.now();
  await variant.work(given);
  const taken = { cpu: cpuSince(start), wall: performance.now() - wall };
  await variant.after?.(given);
  return taken;
}

export function cpuSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

export const cpuOf = (taken: readonly Taken[]) =>
  toSamples(
    'ms',
    taken.map(({ cpu }) => cpu),
  );
export const wallOf = (taken: readonly Taken[]) =>
  toSamples(
    'ms',
    taken.map(({ wall }) => wall),
  );
