import type { Problem } from './job/judge.ts';

export interface CaseResult {
  readonly name: string;
  readonly family: string;
  readonly problems: readonly Problem[];
  readonly milliseconds: number;
}

export interface Report {
  readonly cases: number;
  readonly survived: number;
  /** Documents that the run without faults made and a case did not. */
  readonly lost: number;
  /** Documents that are there more often than in the run without faults. */
  readonly doubled: number;
  /** Cases that ended a process by `kill -9`. */
  readonly killPoints: number;
  readonly secretsLeaked: number;
  readonly seconds: number;
  readonly failures: readonly { readonly name: string; readonly problems: readonly string[] }[];
  /** How many cases of each kind. */
  readonly families: Readonly<Record<string, number>>;
}

export function toReport(results: readonly CaseResult[], seconds: number): Report {
  const count = (kind: Problem['kind']) =>
    results.reduce((sum, { problems }) => sum + problems.filter((one) => one.kind === kind).length, 0);
  const failed = results.filter(({ problems }) => problems.length > 0);
  const families: Record<string, number> = {};
  for (const { family } of results) families[family] = (families[family] ?? 0) + 1;
  return {
    cases: results.length,
    survived: results.length - failed.length,
    lost: count('lost'),
    doubled: count('doubled'),
    killPoints: (families.kill ?? 0) + (families['power-cut'] ?? 0),
    secretsLeaked: count('secret'),
    seconds: Number(seconds.toFixed(1)),
    failures: failed.map(({ name, problems }) => ({
      name,
      problems: problems.map(({ kind, detail }) => `${kind}: ${detail}`),
    })),
    families,
  };
}
