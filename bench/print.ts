import type { Figure, Goal, Samples } from './figure.ts';

/** The figures as the table of docs/performance.md. */
export function printFigures(figures: readonly Figure[]): string {
  const lines = figures.map(({ id, work, ratio, goal, met, samples }) => {
    const taken = Object.entries(samples)
      .map(([name, sample]) => `${name} ${describe(sample)}`)
      .join('; ');
    return `| ${id} | ${work} | ${ratio} | ${describeGoal(goal)} | ${met ? 'met' : 'not met'} | ${taken} |`;
  });
  return [
    '| row | work | ratio | goal | | medians (min–max) |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

function describeGoal(goal: Goal): string {
  return 'most' in goal ? `≤ ${goal.most}` : `≥ ${goal.least}`;
}

function describe({ unit, median, min, max, count }: Samples): string {
  return `${median} ${unit} (${min}–${max}, ${count}×)`;
}
