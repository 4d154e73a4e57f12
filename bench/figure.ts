/** What a row of the table in docs/performance.md came to. Every figure is a ratio of two things measured in one run. */
export interface Figure {
  /** Row of the table, with a letter where it has several figures. */
  readonly id: string;
  readonly work: string;
  readonly ratio: number;
  readonly goal: Goal;
  readonly met: boolean;
  readonly samples: Readonly<Record<string, Samples>>;
}

/** `most`: the ratio may be as large as this; `least`: it has to be as large. */
export type Goal = { readonly most: number } | { readonly least: number };

export interface Samples {
  readonly unit: 'ms' | 'µs' | 'MB' | 'per second' | 'per minute' | 'times' | 'plans';
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly count: number;
}

export interface BenchRow {
  readonly id: string;
  readonly run: (size: BenchSize) => Promise<readonly Figure[]>;
}

export interface BenchSize {
  /** Repetitions of each variant. */
  readonly repetitions: number;
  /** 1 = the sizes of the table; smaller while a row is being written. */
  readonly scale: number;
}

export function meets(ratio: number, goal: Goal): boolean {
  return 'most' in goal ? ratio <= goal.most : ratio >= goal.least;
}

export function toFigure(figure: Omit<Figure, 'met'>): Figure {
  const ratio = round(figure.ratio);
  return { ...figure, ratio, met: meets(ratio, figure.goal) };
}

export function toSamples(unit: Samples['unit'], values: readonly number[]): Samples {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    unit,
    median: round(median(sorted)),
    min: round(sorted[0] ?? Number.NaN),
    max: round(sorted.at(-1) ?? Number.NaN),
    count: sorted.length,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
