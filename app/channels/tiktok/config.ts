import { z } from 'zod';
import type { TikTokMarket, TikTokVersions } from './endpoints.ts';

/** How a TikTok Shop app is reached. Four values come from the user; the rest has defaults. */
export interface TikTokConfig {
  /** The app of Partner Center; the secret never appears in a message. */
  readonly appKey: string;
  readonly appSecret: string;
  /** Names the app on the consent page; it is not the app key. */
  readonly serviceId: string;
  /** US and the rest of the world are separate Partner Centers with separate apps. */
  readonly market: TikTokMarket;
  /** Addresses without a path. */
  readonly apiUrl?: string | undefined;
  readonly authUrl?: string | undefined;
  /** The consent page, with its path. */
  readonly authorizePageUrl?: string | undefined;
  readonly versions?: Partial<TikTokVersions> | undefined;
  readonly limits?: { readonly [Name in keyof TikTokLimits]?: TikTokLimits[Name] | undefined } | undefined;
}

export interface TikTokLimits {
  /** Per shop and endpoint; halves by itself when the platform says "too many". */
  readonly requestsPerSecond: number;
  /** A window with more orders than this is read in halves. */
  readonly ordersPerWindow: number;
  /** One request, body included. Milliseconds. */
  readonly timeOutMs: number;
  /** Most milliseconds spent waiting between the tries of one call. */
  readonly waitBudgetMs: number;
}

export const defaultLimits: TikTokLimits = {
  requestsPerSecond: 10,
  ordersPerWindow: 5000,
  timeOutMs: 30_000,
  waitBudgetMs: 60_000,
};

const typed = (name: string) =>
  z
    .string(`Enter the ${name}.`)
    .trim()
    .min(1, `Enter the ${name}.`)
    .max(400, `The ${name} is too long.`)
    .regex(
      /^[^\p{C}\s]*$/u,
      `The ${name} contains a space or a character that cannot be typed. Copy it again.`,
    );

const bareAddress = z
  .string()
  .refine(
    (text) => isSafeAddress(text) && new URL(text).pathname === '/',
    'The address must begin with https:// and hold no sign-in, query or path.',
  )
  .optional();

/** The shape of a link as it is typed by a person or kept in the books. Every message can be shown. */
export const tikTokConfig = z.object({
  appKey: typed('app key'),
  appSecret: typed('app secret'),
  serviceId: typed('service id'),
  market: z.enum(['us', 'rest'], 'Choose the market: US, or the rest of the world.'),
  apiUrl: bareAddress,
  authUrl: bareAddress,
  authorizePageUrl: z
    .string()
    .refine(isSafeAddress, 'The address must begin with https:// and hold no sign-in or query.')
    .optional(),
  limits: z
    .object({
      requestsPerSecond: z.number().min(0.2).max(1_000_000),
      ordersPerWindow: z.int().min(1).max(10_000),
      timeOutMs: z.int().min(1).max(600_000),
      waitBudgetMs: z.int().min(0).max(600_000),
    })
    .partial()
    .optional(),
});

/** The app secret goes there: encrypted, unless it is this very machine (the sample company). */
function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const isThisMachine = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine);
  return isSafe && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
}
