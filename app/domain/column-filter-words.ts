import type { ColumnTest } from './column-filter.ts';

/** How the values of a column are written: amounts with their decimals, choices by their names. */
export interface ColumnWords {
  readonly figure?: (value: number) => string;
  readonly choice?: (value: string) => string;
}

/** A filter in words, for its chip and for exports: `Subtotal from 10.00 to 20.00`. */
export function describeColumnTest(label: string, test: ColumnTest, words: ColumnWords = {}): string {
  const { figure = String, choice = String } = words;
  const not = test.negated ? ' not' : '';
  switch (test.test) {
    case 'isEmpty':
      return `${label} is${not} empty`;
    case 'contains':
      return test.negated ? `${label} without “${test.text}”` : `${label} contains “${test.text}”`;
    case 'startsWith':
      return `${label}${not} beginning with “${test.text}”`;
    case 'equals':
      return `${label} is${not} “${test.text}”`;
    case 'oneOf':
      return `${label} is${not} ${test.values.map(choice).join(test.negated ? ' nor ' : ' or ')}`;
    case 'between':
      return `${label}${not} ${spanWords(test.from, test.to, figure)}`;
    case 'dates':
      return `${label}${not} ${spanWords(test.from, test.to, String)}`;
  }
}

function spanWords<Bound>(from: Bound | null, to: Bound | null, write: (bound: Bound) => string): string {
  if (from === null) return to === null ? 'any' : `up to ${write(to)}`;
  if (to === null) return `from ${write(from)}`;
  return from === to ? write(from) : `from ${write(from)} to ${write(to)}`;
}
