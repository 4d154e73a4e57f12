import { z } from 'zod';

/** How a Stokly account is reached. Three values come from the user (vendors/stokly.md §3.2); the rest has defaults. */
export interface StoklyConfig {
  readonly accountKey: string;
  readonly clientId: string;
  readonly secretKey: string;
  /** Address of the API without a path. */
  readonly apiUrl?: string | undefined;
  /** Calls a minute, at most. The limit is not published, 60 is careful (§8.3 rule 7); 0 = unlimited. */
  readonly ratePerMinute?: number | undefined;
  /** Whether calls that were not observed may be made. Off: sale orders and paid invoices only (§8.5). */
  readonly assumedCalls?: boolean | undefined;
  /** Waits before each attempt to see what was accepted, milliseconds. */
  readonly pollDelaysMs?: readonly number[] | undefined;
  /** After this long without a trace an unanswered document counts as not made, milliseconds. */
  readonly visibilityGraceMs?: number | undefined;
  /** Longest wait for one answer, milliseconds. */
  readonly timeoutMs?: number | undefined;
}

export const defaults = {
  apiUrl: 'https://api.stok.ly',
  ratePerMinute: 60,
  assumedCalls: true,
  pollDelaysMs: [20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000],
  visibilityGraceMs: 60_000,
  timeoutMs: 30_000,
} as const;

const value = (name: string) =>
  z
    .string(`Enter the ${name}.`)
    .trim()
    .min(1, `Enter the ${name}.`)
    .max(500, `The ${name} is too long.`)
    .regex(/^[^\p{C}]*$/u, `The ${name} contains characters that cannot be typed.`);

/** The books keep a connection as texts. */
const whole = (least: number, most: number) =>
  z
    .union([
      z.number(),
      z
        .string()
        .regex(/^\d{1,9}$/)
        .transform(Number),
    ])
    .pipe(z.int().min(least).max(most));

/** The shape of a link as it is typed by a person or kept in the books. Every message can be shown. */
export const stoklyConfig = z.object({
  accountKey: value('account key'),
  clientId: value('client id'),
  secretKey: value('secret key'),
  apiUrl: z
    .string()
    .refine(isSafeAddress, 'The address must begin with https:// and hold no sign-in, query or path.')
    .optional(),
  ratePerMinute: whole(0, 6000).optional(),
  assumedCalls: z.union([z.boolean(), z.stringbool()]).optional(),
  pollDelaysMs: z.array(z.number().int().min(0).max(60_000)).min(1).max(50).optional(),
  visibilityGraceMs: whole(0, 3_600_000).optional(),
  timeoutMs: whole(1, 600_000).optional(),
});

/** The sign-in goes to this address: encrypted, unless it is this very machine (the sandbox). */
function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const isThisMachine = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine);
  const isBare = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return isSafe && isBare && url.pathname === '/';
}
