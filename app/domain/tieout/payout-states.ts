import type { BusinessDate } from '../dates.ts';

/** What a date earned: its settlement less what went to ads directly (accounting.md §4). Minor units, may be negative. */
export interface EarnedDay {
  readonly settledOn: BusinessDate;
  readonly earnedMinor: number;
}

/** Money that left the marketplace's balance. `amountMinor` > 0; `failed` ones never left and are not given here. */
export interface PaidOut {
  readonly withdrawalId: string;
  readonly requestedOn: BusinessDate;
  readonly amountMinor: number;
  readonly state: 'processing' | 'transferred' | 'inBank';
}

/** How far the money of a date has come. A date is as far as the last cent of it. */
export type PayoutStage = 'earned' | 'processing' | 'withdrawn' | 'inBank' | 'nothing';

export interface PayoutState {
  readonly settledOn: BusinessDate;
  readonly earnedMinor: number;
  readonly stage: PayoutStage;
  /** What is still in the marketplace's balance of this date. */
  readonly openMinor: number;
  /** The withdrawals that took it, oldest first, with their part. */
  readonly parts: readonly { readonly withdrawalId: string; readonly amountMinor: number }[];
}

export interface PayoutStates {
  readonly days: readonly PayoutState[];
  /** Opening + Σ earned − Σ withdrawn: what the marketplace should hold now. */
  readonly balanceMinor: number;
  /** More was withdrawn than the books know of: earnings of before the first file. Enter them as the opening balance. */
  readonly missingOpeningMinor: number;
}

/**
 * Earned → withdrawn → in bank, per date. The marketplace does not say which earnings a withdrawal takes, so the oldest
 * go first (first in, first out); a later negative date eats the earnings before it. `openingMinor` is the balance
 * before the first date, and goes out first.
 */
export function planPayoutStates(
  days: readonly EarnedDay[],
  withdrawals: readonly PaidOut[],
  openingMinor = 0,
): PayoutStates {
  const inOrder = [...days].sort((a, b) => (a.settledOn < b.settledOn ? -1 : 1));
  const ends = spans(inOrder, openingMinor);
  const taken = [...withdrawals].sort(
    (a, b) => compare(a.requestedOn, b.requestedOn) || compare(a.withdrawalId, b.withdrawalId),
  );
  let from = 0;
  const pieces = taken.map((withdrawal) => {
    const start = from;
    from += withdrawal.amountMinor;
    return { withdrawal, start, end: from };
  });
  const earned = inOrder.reduce((sum, day) => sum + day.earnedMinor, openingMinor);
  let start = ends.opening;
  const states = inOrder.map((day, index) => {
    const end = Math.max(start, ends.days[index] ?? start);
    const span = { start, end };
    start = end;
    return toState(day, span, pieces);
  });
  return {
    days: states,
    balanceMinor: earned - from,
    missingOpeningMinor: Math.max(0, from - Math.max(earned, 0)),
  };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Piece extends Span {
  readonly withdrawal: PaidOut;
}

/** Where on the line of all earnings each date ends, once later negative dates have eaten their part. */
function spans(days: readonly EarnedDay[], openingMinor: number) {
  let total = openingMinor;
  const ends = days.map((day) => {
    total += day.earnedMinor;
    return total;
  });
  let lowest = Number.MAX_SAFE_INTEGER;
  for (let index = ends.length - 1; index >= 0; index -= 1) {
    lowest = Math.min(lowest, ends[index] ?? lowest);
    ends[index] = Math.max(0, lowest);
  }
  return { opening: Math.max(0, Math.min(openingMinor, ends[0] ?? openingMinor)), days: ends };
}

function toState(day: EarnedDay, span: Span, pieces: readonly Piece[]): PayoutState {
  const covering = pieces.filter(
    (piece) => Math.min(piece.end, span.end) > Math.max(piece.start, span.start),
  );
  const parts = covering.map(({ withdrawal, start, end }) => ({
    withdrawalId: withdrawal.withdrawalId,
    amountMinor: Math.min(end, span.end) - Math.max(start, span.start),
  }));
  const openMinor = span.end - span.start - parts.reduce((sum, part) => sum + part.amountMinor, 0);
  return { ...day, stage: stageOf(span, openMinor, covering), openMinor, parts };
}

function stageOf(span: Span, openMinor: number, covering: readonly Piece[]): PayoutStage {
  if (span.end === span.start) return 'nothing';
  if (openMinor > 0) return 'earned';
  const states = covering.map(({ withdrawal }) => withdrawal.state);
  if (states.includes('processing')) return 'processing';
  return states.includes('transferred') ? 'withdrawn' : 'inBank';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
