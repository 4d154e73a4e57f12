import type { BusinessDate } from '../dates.ts';
import { scaleMinor } from '../money.ts';
import type { SettlementRow } from '../settlement/types.ts';

/**
 * What one fee costs from a date on. `rate`: basis points of the goods after seller discounts; `flat`: minor units per
 * order; `varies`: neither fits most rows (shipping by weight), so nothing is expected of it.
 */
export type FeeRule =
  | { readonly kind: 'rate'; readonly basisPoints: number }
  | { readonly kind: 'flat'; readonly amountMinor: number }
  | { readonly kind: 'varies' };

export interface RateCardEntry {
  readonly name: string;
  readonly from: BusinessDate;
  readonly rule: FeeRule;
  /** Learned from this many rows; 0 = entered by a person, who is believed. */
  readonly rows: number;
}

/** One fee of one sale, as it was charged. Charged amounts are negative, as in the file. */
export interface ChargedFee {
  readonly row: SettlementRow;
  readonly name: string;
  readonly amountMinor: number;
}

/** A rule is believed when it explains at least this share of the rows of a fee (per cent). */
const believedShare = 60;
/** A new rate counts as new when this many rows in a row of dates hold to it; fewer are outliers of the old one. */
const newRuleRows = 5;

/**
 * Fees of plain sales: rows with a sale, no refund. Refunds give fees back by rules of their own, and rows without a
 * sale have nothing a rate could be of.
 */
export function chargedFees(rows: Iterable<SettlementRow>): readonly ChargedFee[] {
  const fees: ChargedFee[] = [];
  for (const row of rows) {
    if (row.kind !== 'order' || row.saleMinor <= 0 || row.refundMinor !== 0) continue;
    for (const { name, amountMinor } of row.fees) fees.push({ row, name, amountMinor });
  }
  return fees;
}

/**
 * Learns a dated rate card: per fee name the rule that explains most rows, and from when another one does. Deterministic;
 * the order of the rows does not matter.
 */
export function learnRateCard(fees: readonly ChargedFee[]): readonly RateCardEntry[] {
  const byName = new Map<string, ChargedFee[]>();
  for (const fee of fees) {
    const same = byName.get(fee.name);
    if (same) same.push(fee);
    else byName.set(fee.name, [fee]);
  }
  return [...byName]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, charged]) => learnFee(name, charged));
}

/** What the rule expects of a sale, minor units, negative = charged; null where the rule expects nothing certain. */
export function expectedFee(rule: FeeRule, saleMinor: number): number | null {
  if (rule.kind === 'varies') return null;
  return rule.kind === 'flat' ? rule.amountMinor : -scaleMinor(saleMinor, rule.basisPoints, 10_000);
}

/** The entry in force on a date; the first one also for dates before it. */
export function entryOn(
  card: readonly RateCardEntry[],
  name: string,
  date: BusinessDate,
): RateCardEntry | null {
  const entries = card.filter((entry) => entry.name === name);
  const begun = entries.filter((entry) => entry.from <= date);
  const pick = (list: readonly RateCardEntry[], later: boolean) =>
    list.reduce<RateCardEntry | null>(
      (best, entry) =>
        best === null || (later ? entry.from >= best.from : entry.from < best.from) ? entry : best,
      null,
    );
  return begun.length > 0 ? pick(begun, true) : pick(entries, false);
}

/** True when the charge is the expected one but for the rounding of one minor unit. */
export function holds(rule: FeeRule, { row, amountMinor }: ChargedFee): boolean {
  const expected = expectedFee(rule, row.saleMinor);
  return expected !== null && Math.abs(expected - amountMinor) <= (rule.kind === 'rate' ? 1 : 0);
}

function learnFee(name: string, charged: readonly ChargedFee[]): RateCardEntry[] {
  const sorted = [...charged].sort(
    (a, b) => compare(a.row.settledOn, b.row.settledOn) || compare(a.row.key, b.row.key),
  );
  const [first] = sorted;
  if (!first) return [];
  const rules = candidateRules(sorted);
  const entries: RateCardEntry[] = [];
  for (const { from, rule, rows } of segments(sorted, rules)) entries.push({ name, from, rule, rows });
  const explained = sorted.filter((fee) => {
    const entry = entryOn(entries, name, fee.row.settledOn);
    return entry !== null && holds(entry.rule, fee);
  });
  if (explained.length * 100 >= sorted.length * believedShare) return entries;
  return [{ name, from: first.row.settledOn, rule: { kind: 'varies' }, rows: sorted.length }];
}

/** Rules that explain at least a few rows: the rates and the flat amounts that come up, the best first. */
function candidateRules(fees: readonly ChargedFee[]): FeeRule[] {
  const seen = new Map<string, { readonly rule: FeeRule; count: number }>();
  const see = (key: string, rule: FeeRule) => {
    const one = seen.get(key);
    if (one) one.count += 1;
    else seen.set(key, { rule, count: 1 });
  };
  for (const { row, amountMinor } of fees) {
    // Small sales round to many rates: only sales that pin a rate to ± 2 basis points are asked.
    const basisPoints = scaleMinor(-amountMinor, 10_000, row.saleMinor);
    if (basisPoints >= 0 && row.saleMinor >= 2_500) see(`rate ${basisPoints}`, { kind: 'rate', basisPoints });
    if (amountMinor !== 0) see(`flat ${amountMinor}`, { kind: 'flat', amountMinor });
  }
  const most = [...seen.values()].sort((a, b) => b.count - a.count).slice(0, 24);
  return most
    .map(({ rule }) => ({ rule, ...countHits(rule, fees) }))
    .filter(({ near }) => near >= Math.min(2, fees.length))
    .sort((a, b) => b.exact - a.exact || b.near - a.near || size(a.rule) - size(b.rule))
    .map(({ rule }) => rule);
}

interface Hits {
  /** To the minor unit; a neighbouring rate is within the rounding of many sales, but not exact on them. */
  readonly exact: number;
  readonly near: number;
}

function countHits(rule: FeeRule, fees: readonly ChargedFee[]): Hits {
  const isExact = ({ row, amountMinor }: ChargedFee) => expectedFee(rule, row.saleMinor) === amountMinor;
  return { exact: fees.filter(isExact).length, near: fees.filter((fee) => holds(rule, fee)).length };
}

interface Segment {
  readonly from: BusinessDate;
  readonly rule: FeeRule;
  rows: number;
}

/** Walks the dates: a rule stays in force until another one explains the rows from a date on, and enough of them. */
function segments(fees: readonly ChargedFee[], rules: readonly FeeRule[]): Segment[] {
  const found: Segment[] = [];
  const dates = [...new Set(fees.map((fee) => fee.row.settledOn))];
  for (const date of dates) {
    const start = fees.findIndex((fee) => fee.row.settledOn === date);
    const today = fees.filter((fee) => fee.row.settledOn === date);
    const ahead = fees.slice(start, start + Math.max(newRuleRows * 4, today.length));
    const current = found.at(-1);
    const next = ruleOf(ahead, rules);
    if (next !== null && beginsHere(next, current?.rule ?? null, today, ahead)) {
      found.push({ from: date, rule: next, rows: today.length });
    } else if (current) current.rows += today.length;
  }
  return found;
}

function beginsHere(
  next: FeeRule,
  current: FeeRule | null,
  today: readonly ChargedFee[],
  ahead: readonly ChargedFee[],
): boolean {
  if (current === null) return true;
  if (sameRule(next, current) || today.every((fee) => holds(current, fee))) return false;
  const { near } = countHits(next, ahead);
  return (
    today.some((fee) => holds(next, fee)) && near >= newRuleRows && near > countHits(current, ahead).near * 2
  );
}

/** The rule that explains most of the fees; of two alike the one that comes first in `rules`. */
function ruleOf(fees: readonly ChargedFee[], rules: readonly FeeRule[]): FeeRule | null {
  let best: (Hits & { readonly rule: FeeRule }) | null = null;
  for (const rule of rules) {
    const hits = countHits(rule, fees);
    if (hits.near === 0) continue;
    if (best === null || hits.exact > best.exact || (hits.exact === best.exact && hits.near > best.near)) {
      best = { rule, ...hits };
    }
  }
  return best?.rule ?? null;
}

function sameRule(a: FeeRule, b: FeeRule): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Of two rules that explain as much, the smaller one. */
function size(rule: FeeRule): number {
  if (rule.kind === 'rate') return rule.basisPoints;
  return rule.kind === 'flat' ? Math.abs(rule.amountMinor) : 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
