import { formatGrouped, sumMinor } from '../money.ts';
import type { ProofFacts } from './facts.ts';

/** Whether the dates tie out, in figures and in a sentence. */
export interface ProofVerdict {
  readonly settlementMinor: number;
  readonly postedMinor: number;
  readonly residualMinor: number;
  /** Comparisons that did not hold. */
  readonly failedChecks: number;
  readonly tiedOut: boolean;
  readonly sentence: string;
}

/** Tied out = every date agrees by itself (differences of two dates must not cancel out), and no check failed. */
export function judgeProof({ days, checks, sources, shop }: ProofFacts): ProofVerdict {
  const settlementMinor = sumMinor(days.map((day) => day.settlementMinor));
  const postedMinor = sumMinor(days.map((day) => day.postedMinor));
  const residualMinor = settlementMinor - postedMinor;
  const openDays = days.filter((day) => day.residualMinor !== 0).length;
  const all = [...checks, ...sources.flatMap((source) => source.proofs)];
  const failedChecks = sumMinor(all.map((check) => check.failed));
  const checked = sumMinor(all.map((check) => check.checked));
  const tiedOut = days.length > 0 && openDays === 0 && failedChecks === 0;
  const show = (minor: number) => `${formatGrouped(minor, shop.currency)} ${shop.currency}`;
  const figures = `Settlement ${show(settlementMinor)}, posted ${show(postedMinor)}, difference ${show(residualMinor)}`;
  const reasons = [
    ...(days.length === 0 ? ['no settled date in this period'] : []),
    ...(openDays > 0 ? [`${openDays} of ${days.length} dates differ`] : []),
    ...(failedChecks > 0 ? [`${failedChecks} of ${checked} comparisons failed`] : []),
  ];
  return {
    settlementMinor,
    postedMinor,
    residualMinor,
    failedChecks,
    tiedOut,
    sentence: tiedOut
      ? `Tied out. ${figures}; every date agrees to the cent.`
      : `Not tied out: ${reasons.join(', ')}. ${figures}.`,
  };
}

/** Who closed which of the dates, and when; settled dates outside every close are counted. */
export function describeCloses({ closes, days }: Pick<ProofFacts, 'closes' | 'days'>): string {
  if (closes.length === 0) return 'Not closed.';
  const isClosed = (on: string) => closes.some((close) => close.from <= on && on <= close.to);
  const open = days.filter((day) => !isClosed(day.settledOn)).length;
  const named = closes.map(({ from, to, closedAt, closedBy }) => {
    const who = closedBy === '' ? '' : ` by ${closedBy}`;
    return `${from} to ${to} closed on ${toUtcText(closedAt)}${who}`;
  });
  return `${named.join('; ')}.${open > 0 ? ` ${open} settled dates of the pack are not closed.` : ''}`;
}

/** `2026-11-02 14:05:09 UTC`: the same in every place. */
export function toUtcText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
