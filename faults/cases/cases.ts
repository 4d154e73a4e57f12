import type { Reference } from '../job/judge.ts';
import { type Style, styles } from '../job/main-job.ts';
import type { Script } from '../job/scripts.ts';
import { isTransition, toTransition } from '../world/points.ts';
import { type CallCase, listCallCases, ownCalls, places } from './call-cases.ts';

/** One thing that goes wrong at one moment. Plain data: it travels to the worker that rehearses it. */
export type Case =
  | CallCase
  /** `kill -9` at the n-th point of a script. */
  | {
      readonly family: 'kill';
      readonly style: Style;
      readonly script: Script;
      readonly point: number;
      readonly name: string;
    }
  /** The same, and the write-ahead log ends at a random byte. `part` of it is left, 0 … 1. */
  | { readonly family: 'power-cut'; readonly style: Style; readonly point: number; readonly part: number }
  /** The n-th write of the books and all after it fail. */
  | { readonly family: 'disk-full' | 'read-only'; readonly style: Style; readonly write: number }
  /** The file may not grow beyond its pages of that moment. */
  | { readonly family: 'no-more-pages'; readonly style: Style; readonly write: number }
  | { readonly family: 'slow-disk'; readonly style: Style; readonly commitMs: number }
  /** The person presses Cancel at the n-th message about progress. */
  | { readonly family: 'cancel'; readonly style: Style; readonly event: number }
  /** The laptop sleeps for an hour during the n-th call. */
  | { readonly family: 'sleep'; readonly style: Style; readonly call: number }
  /** The clock of this computer is set at the n-th call. */
  | { readonly family: 'clock'; readonly style: Style; readonly call: number; readonly ms: number }
  | { readonly family: 'damaged-page'; readonly style: Style; readonly seed: number }
  | { readonly family: 'copies'; readonly style: Style; readonly how: CopyKind; readonly step: string };

export const copyKinds = [
  'second-window',
  'second-process',
  'through-a-link',
  'older-copy',
  'twice-at-once',
] as const;
export type CopyKind = (typeof copyKinds)[number];

/** What the runs without faults have shown, per style. */
export interface Recorded {
  readonly reference: Reference;
  /** Where a process that runs the job can be killed; point 1 is the first. */
  readonly points: readonly string[];
  /** The same of the run among faults; of the main style. */
  readonly troubledPoints: readonly string[];
  readonly writes: number;
  readonly progressEvents: number;
}

const steps = [
  'products',
  'orders',
  'invoices completed',
  'invoices delivered',
  'file',
  'payments',
  'tie-out',
];
const hour = 3_600_000;

/** Every case there is, in one order. */
export function listCases(recorded: ReadonlyMap<Style, Recorded>): Case[] {
  const style = styles[0];
  const main = recorded.get(style);
  if (!main) return [];
  const calls = [...main.reference.calls.values()].reduce((sum, count) => sum + count, 0);
  const references = new Map([...recorded].map(([name, { reference }]) => [name, reference]));
  return [
    ...listCallCases(references),
    ...[...recorded].flatMap(([name, { points }]) => listKills(name, points)),
    ...listTroubledKills(main.troubledPoints),
    ...every(4, main.points.length).map((point): Case => {
      return { family: 'power-cut', style, point, part: ((point * 37) % 100) / 100 };
    }),
    ...every(6, main.writes).flatMap((write): Case[] =>
      (['disk-full', 'read-only', 'no-more-pages'] as const).map((family) => ({ family, style, write })),
    ),
    ...[20, 400].map((commitMs): Case => ({ family: 'slow-disk', style, commitMs })),
    ...every(1, main.progressEvents).map((event): Case => ({ family: 'cancel', style, event })),
    ...every(4, calls).map((call): Case => ({ family: 'sleep', style, call })),
    ...[hour, -hour, 120_000, -120_000].flatMap((ms) =>
      every(12, calls).map((call): Case => ({ family: 'clock', style, call, ms })),
    ),
    ...every(1, 24).map((seed): Case => ({ family: 'damaged-page', style, seed })),
    ...copyKinds.flatMap((how) => steps.map((step): Case => ({ family: 'copies', style, how, step }))),
  ];
}

/**
 * Of the main style every point; of the others those around the calls that only they make, and where they take a document
 * out of the books.
 */
function listKills(style: Style, points: readonly string[]): Case[] {
  const withdrawn = toTransition('posted', 'withdrawn');
  return points.flatMap((name, index): Case[] => {
    const isOwn = ownCalls[style].some((call) => name.endsWith(` call ${call}`)) || name.endsWith(withdrawn);
    if (style !== styles[0] && !isOwn) return [];
    return [{ family: 'kill', style, script: style, point: index + 1, name }];
  });
}

/** Of each transition of the outbox the first, a middle and the last time. */
function listTroubledKills(points: readonly string[]): Case[] {
  const found = new Map<string, number[]>();
  for (const [index, name] of points.entries()) {
    if (isTransition(name)) found.set(name, [...(found.get(name) ?? []), index + 1]);
  }
  return [...found].flatMap(([name, all]) =>
    places(all.length).flatMap((nth): Case[] => {
      const point = all[nth - 1];
      return point === undefined
        ? []
        : [{ family: 'kill', style: styles[0], script: 'troubled', point, name }];
    }),
  );
}

function every(step: number, count: number): number[] {
  const all: number[] = [];
  for (let n = 1; n <= count; n += step) all.push(n);
  return all;
}

/** A name by which a case can be asked for again. */
export function nameOf(one: Case): string {
  switch (one.family) {
    case 'call':
      return `${one.style}: ${one.fault.call} #${one.fault.nth} ${one.fault.kind}${one.fault.lasting ? ' from then on' : ''}`;
    case 'kill':
      return `${one.script}: kill at ${one.point} ${one.name}`;
    case 'power-cut':
      return `${one.style}: power-cut at ${one.point}, ${one.part} of the log left`;
    case 'disk-full':
    case 'read-only':
    case 'no-more-pages':
      return `${one.style}: ${one.family} from write ${one.write} on`;
    case 'slow-disk':
      return `${one.style}: slow-disk, ${one.commitMs} ms a commit`;
    case 'cancel':
      return `${one.style}: cancel at message ${one.event}`;
    case 'sleep':
      return `${one.style}: sleep of an hour at call ${one.call}`;
    case 'clock':
      return `${one.style}: clock set by ${one.ms / 1000} s at call ${one.call}`;
    case 'damaged-page':
      return `${one.style}: damaged-page ${one.seed}`;
    case 'copies':
      return `${one.style}: copies, ${one.how} at ${one.step}`;
  }
}
