/** Columns beyond this many are not searched: the number of subsets doubles with each. */
const mostOpen = 14;
const sampleLines = 64;

interface Grid {
  readonly lineCount: number;
  amount(line: number, column: number): number;
}

/**
 * Which of the open columns must be added to the fixed ones so that their sum is the total on every line.
 * Null when no choice closes, or when several do: then the file does not prove anything. An empty `open` merely
 * tests whether the fixed columns close.
 */
export function solveSubset<Column extends { readonly index: number }>(
  grid: Grid,
  totalIndex: number,
  fixed: readonly Column[],
  open: readonly Column[],
): readonly Column[] | null {
  if (open.length > mostOpen) return null;
  const rest = (line: number): number => {
    let left = grid.amount(line, totalIndex);
    for (const column of fixed) left -= grid.amount(line, column.index);
    return left;
  };
  const samples: { left: number; parts: number[] }[] = [];
  for (let line = 0; line < grid.lineCount && samples.length < sampleLines; line += 1) {
    const left = rest(line);
    if (open.length === 0) {
      if (left !== 0) return null;
      continue;
    }
    const parts = open.map((column) => grid.amount(line, column.index));
    if (left !== 0 || parts.some((part) => part !== 0)) samples.push({ left, parts });
  }
  // Every line was looked at above.
  if (open.length === 0) return [];
  let solution: readonly Column[] | null = null;
  for (let mask = 0; mask < 1 << open.length; mask += 1) {
    const fits = samples.every(({ left, parts }) => {
      let sum = 0;
      for (let bit = 0; bit < parts.length; bit += 1) if (mask & (1 << bit)) sum += parts[bit] ?? 0;
      return sum === left;
    });
    if (!fits) continue;
    const chosen = open.filter((_, bit) => mask & (1 << bit));
    if (!closesEverywhere(grid, rest, chosen)) continue;
    if (solution !== null) return null;
    solution = chosen;
  }
  return solution;
}

function closesEverywhere(
  grid: Grid,
  rest: (line: number) => number,
  chosen: readonly { readonly index: number }[],
): boolean {
  for (let line = 0; line < grid.lineCount; line += 1) {
    let left = rest(line);
    for (const column of chosen) left -= grid.amount(line, column.index);
    if (left !== 0) return false;
  }
  return true;
}
