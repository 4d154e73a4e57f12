import * as z from 'zod';

/** What can go wrong. On a route that does not know a kind (say `duplicate-page` on a POST) nothing happens. */
export const FAULT_ACTIONS = [
  // An answer instead of the work; nothing is saved.
  'refuse',
  '500',
  '502',
  '503',
  '429',
  'html',
  'drop-before',
  // The work is done, the answer suffers.
  'drop-after-commit',
  'truncated-json',
  'cut-mid-body',
  'bad-schema',
  'slow-drip',
  'slow',
  // Tokens and clocks.
  'expire-token',
  'revoke-token',
  'clock-skew',
  // Lists.
  'duplicate-page',
  'moving-page',
  // Writes that answer 202 (Stokly).
  'never-visible',
  'late-visible',
] as const;

export type FaultAction = (typeof FAULT_ACTIONS)[number];

const ruleSchema = z.strictObject({
  route: z.string().min(1),
  nth: z.union([z.int().positive(), z.literal('every')]),
  do: z.enum(FAULT_ACTIONS),
  retryAfter: z.number().nonnegative().optional(),
  ms: z.number().optional(),
});

export const faultRulesSchema = z.array(ruleSchema);

/**
 * A fault as data. `route` is `METHOD /path`, a segment in braces or `*` stands for any one segment,
 * and `*` alone for every call: `POST /v0/payments`, `GET /v0/invoices/{id}`, `*`.
 * `nth` counts the calls that match this rule, from the moment it was set.
 * `ms`: how slow, how late, or by how much the clock is off. `retryAfter`: seconds.
 */
export type FaultRule = z.infer<typeof ruleSchema>;

export interface FaultPlan {
  /** Replaces all rules and starts counting anew. */
  set(rules: readonly FaultRule[]): void;
  add(rule: FaultRule): void;
  clear(): void;
  list(): readonly (FaultRule & { readonly seen: number })[];
  /** Counts a call and says which rule applies to it, if any; the first wins. */
  next(method: string, path: string): FaultRule | null;
}

export function createFaultPlan(): FaultPlan {
  let rules: { rule: FaultRule; seen: number }[] = [];
  return {
    set: (next) => {
      rules = next.map((rule) => ({ rule, seen: 0 }));
    },
    add: (rule) => {
      rules.push({ rule, seen: 0 });
    },
    clear: () => {
      rules = [];
    },
    list: () => rules.map(({ rule, seen }) => ({ ...rule, seen })),
    next: (method, path) => {
      let chosen: FaultRule | null = null;
      for (const entry of rules) {
        if (!matchesRoute(entry.rule.route, method, path)) continue;
        entry.seen += 1;
        const due = entry.rule.nth === 'every' || entry.rule.nth === entry.seen;
        if (due) chosen ??= entry.rule;
      }
      return chosen;
    },
  };
}

/** Whether a call is meant by a route pattern. */
export function matchesRoute(pattern: string, method: string, path: string): boolean {
  if (pattern === '*') return true;
  const [wantedMethod, wantedPath] = pattern.split(' ', 2);
  if (wantedMethod !== '*' && wantedMethod?.toUpperCase() !== method) return false;
  const wanted = (wantedPath ?? '').split('/');
  const actual = path.split('/');
  if (wanted.length !== actual.length) return false;
  return wanted.every((segment, i) => segment === '*' || /^\{.*\}$/.test(segment) || segment === actual[i]);
}
