import { headerKey } from './columns.ts';
import { feeKey, isUsShipping, lookUpFee } from './fee-names.ts';
import type { Header } from './find-header.ts';
import type { FeeSubtree } from './report-tree.ts';
import { solveSubset } from './solve-subset.ts';

/** Amounts by line (0-based) and column; every cell asked for has been checked to be an amount. */
export interface AmountGrid {
  readonly lineCount: number;
  amount(line: number, column: number): number;
  /** Of all lines; exact while it is a safe integer. */
  sum(column: number): number;
  /** True when every line has nothing in the column. */
  isZero(column: number): boolean;
}

export interface FeeColumn {
  readonly index: number;
  /** The name the file's own header gives it. */
  readonly name: string;
}

/** One total of fees and the columns that make it up. SEA layouts have one, US statements have shipping and fees. */
export interface FeeGroup {
  readonly totalIndex: number;
  readonly title: string;
  readonly columns: readonly FeeColumn[];
  /** False when the file does not break the total down: it is then one fee by the total's name. */
  readonly itemised: boolean;
}

export interface FeePlacement {
  readonly groups: readonly FeeGroup[];
  /** Columns with money in them that nothing could place. */
  readonly unknown: readonly FeeColumn[];
  /** Columns with money that are in no total, and how that was decided; worth a note each. */
  readonly remarks: readonly { readonly column: string; readonly message: string }[];
}

interface Candidate extends FeeColumn {
  readonly place: 'fee' | 'detail' | 'open';
  /** For open columns: what holds when nothing contradicts it. */
  readonly usually: boolean;
  /** True when the file's own Reports tree decided. */
  readonly certain: boolean;
  readonly known: boolean;
}

/** Fewer fee columns than this, and all of them zero: the file gives the total alone. */
const fullBreakdown = 3;
/** Names that sources call details are doubted only when this many lines speak against them. */
const linesToDoubt = 3;

function toCandidate(header: Header, index: number, subtree: FeeSubtree | null): Candidate | null {
  const key = header.keys[index] ?? '';
  const name = header.names[index] || `Column ${columnLetters(index)}`;
  const known = lookUpFee(key);
  const place = key === '' ? null : (subtree?.placeOf(key) ?? null);
  if (header.duplicates.includes(index)) {
    return { index, name, place: 'open', usually: false, certain: false, known: false };
  }
  const base = { index, name, known: known !== null || (header.isUs && isUsShipping(key)) };
  if (place === 'elsewhere') return null;
  const hasColumn = (fee: string) =>
    header.keys.some((other) => other !== '' && feeKey(other) === feeKey(fee));
  if (place === 'detail' && !hasColumn(subtree?.feeAbove(key) ?? key)) {
    // Reports lists the fee, the sheet only its detail (2025-04 to 2025-09): the detail stands for the fee.
    return { ...base, place: 'open', usually: true, certain: false };
  }
  if (place !== null) return { ...base, place, usually: place === 'fee', certain: true };
  if (known === null) return { ...base, place: 'open', usually: false, certain: false };
  if (known.level === 'detail') {
    const parentThere = hasColumn(headerKey(known.of ?? ''));
    return { ...base, place: parentThere ? 'detail' : 'open', usually: !parentThere, certain: false };
  }
  return { ...base, place: known.level === 'fee' ? 'fee' : 'open', usually: true, certain: false };
}

/** 0 → `A`, 27 → `AB`: the name a spreadsheet program gives a column. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Decides one total: by the tree, by the table of names, and where both are silent by what closes on every line. */
function placeGroup(
  grid: AmountGrid,
  totalIndex: number,
  title: string,
  candidates: readonly Candidate[],
  reserve: readonly Candidate[],
): FeePlacement {
  const used = candidates.filter((candidate) => !grid.isZero(candidate.index));
  if (used.length === 0 && (candidates.length < fullBreakdown || grid.isZero(totalIndex))) {
    const columns = [{ index: totalIndex, name: title }];
    return { groups: [{ totalIndex, title, columns, itemised: false }], unknown: [], remarks: [] };
  }
  const usual = used.filter(
    (candidate) => candidate.place === 'fee' || (candidate.place === 'open' && candidate.usually),
  );
  const stages: readonly (readonly Candidate[])[] = [
    [],
    used.filter((candidate) => candidate.place === 'open'),
    used.filter(
      (candidate) => !candidate.certain && (candidate.place === 'open' || candidate.place === 'detail'),
    ),
    [
      ...used.filter((candidate) => candidate.place === 'open'),
      ...reserve.filter((other) => !grid.isZero(other.index)),
    ],
  ];
  for (const [stage, open] of stages.entries()) {
    if (stage > 1 && grid.lineCount < linesToDoubt) break;
    const fixed = usual.filter((candidate) => !open.includes(candidate));
    const chosen = solveSubset(grid, totalIndex, fixed, open);
    if (chosen === null) continue;
    const fees = [...fixed, ...chosen].sort((a, b) => a.index - b.index);
    return {
      groups: [
        { totalIndex, title, columns: fees.map(({ index, name }) => ({ index, name })), itemised: true },
      ],
      unknown: [],
      remarks: used.flatMap((candidate) => explain(candidate, fees.includes(candidate), title, stage)),
    };
  }
  const unknown = used.filter((candidate) => candidate.place === 'open' && !candidate.known);
  return {
    groups: [
      { totalIndex, title, columns: usual.map(({ index, name }) => ({ index, name })), itemised: true },
    ],
    unknown: unknown.map(({ index, name }) => ({ index, name })),
    remarks: [],
  };
}

function explain(
  candidate: Candidate,
  isFee: boolean,
  title: string,
  stage: number,
): FeePlacement['remarks'] {
  if (candidate.certain || (candidate.known && (stage === 0 || candidate.place !== 'open'))) return [];
  const message = isFee
    ? `This column is new. It is counted as a fee of its own, because "${title}" adds up with it on every row and not without it.`
    : `This column is new. It is not added to the fees, because "${title}" adds up without it on every row.`;
  return [{ column: candidate.name, message }];
}

/**
 * Places the fee columns of a settlement sheet. `unnamed` are columns between the total of fees and the adjustment
 * amount, or anywhere, that no table knows and that hold amounts only.
 * Rules: vendors/settlement-exports.md §4 (I5) and §11 rule 8.
 */
export function placeFees(
  header: Header,
  grid: AmountGrid,
  knownColumns: readonly number[],
  unnamed: readonly number[],
  subtreeOf: (totalKey: string) => FeeSubtree | null,
): FeePlacement {
  const at = (field: Parameters<Header['fields']['get']>[0]) => header.fields.get(field) ?? -1;
  const titleOf = (index: number) => header.names[index] ?? '';
  const within = (index: number, from: number, to: number) => index > from && (to <= from || index < to);
  const collect = (columns: readonly number[], subtree: FeeSubtree | null) =>
    columns.flatMap((index) => toCandidate(header, index, subtree) ?? []);
  const adjustment = at('adjustment');

  if (!header.isUs) {
    const total = at('fees');
    const subtree = subtreeOf(header.keys[total] ?? '');
    const listed = (index: number) => {
      const place = subtree?.placeOf(header.keys[index] ?? '') ?? null;
      return place === 'fee' || place === 'detail';
    };
    const inside = unnamed.filter((index) => within(index, total, adjustment) || listed(index));
    const outside = unnamed.filter((index) => !inside.includes(index) && header.keys[index] !== '');
    return placeGroup(
      grid,
      total,
      titleOf(total),
      collect([...knownColumns, ...inside], subtree),
      collect(outside, subtree),
    );
  }

  const shipping = at('usShipping');
  const fees = at('usFees');
  const isShipping = (index: number) =>
    isUsShipping(header.keys[index] ?? '') || within(index, shipping, fees);
  const columns = [
    ...knownColumns,
    ...unnamed.filter((index) => index > Math.min(shipping, fees) && within(index, shipping, adjustment)),
  ];
  const parts = [
    { total: shipping, columns: columns.filter(isShipping) },
    { total: fees, columns: columns.filter((index) => !isShipping(index)) },
  ].map(({ total, columns: own }) => {
    const subtree = subtreeOf(header.keys[total] ?? '');
    // No source says how the children of US totals nest: all of them are open, and usually count.
    const candidates = collect(own, subtree).map(
      (candidate): Candidate =>
        candidate.certain ? candidate : { ...candidate, place: 'open', usually: true },
    );
    const placed = placeGroup(grid, total, titleOf(total), candidates, []);
    if (placed.unknown.length === 0 && closes(grid, placed.groups)) return placed;
    const whole = [{ index: total, name: titleOf(total) }];
    return {
      groups: [{ totalIndex: total, title: titleOf(total), columns: whole, itemised: false }],
      unknown: [],
      remarks: [],
    };
  });
  return {
    groups: parts.flatMap((part) => part.groups),
    unknown: parts.flatMap((part) => part.unknown),
    remarks: parts.flatMap((part) => part.remarks),
  };
}

function closes(grid: AmountGrid, groups: readonly FeeGroup[]): boolean {
  return groups.every((group) => solveSubset(grid, group.totalIndex, group.columns, []) !== null);
}
