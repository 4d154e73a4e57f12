import type { ChannelError } from '../../ports/channel.ts';

/**
 * `tooMany`: the platform refuses so long a list, a shorter window of time may pass. `notFound`: this one entry is not
 * there. `unknownCall`: the request itself is not known, so asking for something else does not help.
 */
type Hint = 'tooMany' | 'notFound' | 'unknownCall';

/** A failed call: what the app is told, and what only this folder acts on. */
export interface CallFailure extends ChannelError {
  readonly hint?: Hint;
}

/** An answer that was understood as far as its envelope, and is not a success. */
export interface Refusal {
  readonly httpStatus: number;
  /** Null when the answer had no envelope. */
  readonly code: number | null;
  /** TikTok Shop's own words, already redacted. */
  readonly message: string;
}

export interface Verdict {
  readonly failure: CallFailure;
  /** Worth another try of a read. */
  readonly retry: boolean;
  /** The access token was refused: renew it once. */
  readonly renew: boolean;
}

type Case =
  | 'rate'
  | 'busy'
  | 'unknownCall'
  | 'address'
  | 'token'
  | 'linkEnded'
  | 'code'
  | 'scope'
  | 'wrongShop'
  | 'signature'
  | 'appKey'
  | 'clock'
  | 'tooMany'
  | 'notFound'
  | 'refused';

interface Reading {
  readonly kind: ChannelError['kind'];
  /** What happened, what it means, what to do. */
  readonly sentence: string;
  /** TikTok Shop's own words help here. */
  readonly quoted?: true;
  readonly hint?: Hint;
}

const readings: Readonly<Record<Case, Reading>> = {
  rate: {
    kind: 'rateLimited',
    sentence:
      'TikTok Shop asks for a pause: too many requests in a short time. Nothing is lost. Try again in a few minutes.',
  },
  busy: {
    kind: 'unavailable',
    sentence: 'TikTok Shop has an internal problem at the moment. Nothing is lost. Try again later.',
    quoted: true,
  },
  unknownCall: {
    kind: 'rejected',
    sentence:
      'TikTok Shop no longer answers this version of the request. Nothing was changed. Update Tieout, then try again.',
    quoted: true,
    hint: 'unknownCall',
  },
  address: {
    kind: 'credentials',
    sentence:
      'TikTok Shop refused the internet address of this computer: the app has an IP allow list that does not contain it. Switch the list off for the app in Partner Center, or add the address, then try again.',
  },
  token: {
    kind: 'auth',
    sentence: 'TikTok Shop no longer accepts the access it gave. The link has ended. Link the shop again.',
  },
  linkEnded: {
    kind: 'auth',
    sentence:
      'The link to TikTok Shop has ended: the time the seller agreed to is over, or the seller has revoked it. Link the shop again.',
  },
  code: {
    kind: 'auth',
    sentence:
      'TikTok Shop did not accept the code. A code works once and for 30 minutes, and must be complete. Start the link again and give consent once more.',
  },
  scope: {
    kind: 'scope',
    sentence:
      'The app may not read this from TikTok Shop: a permission is missing or was unticked at consent. Check in Partner Center that the app has Shop Authorized Information, Product Basic and Order Information, then link the shop again.',
    quoted: true,
  },
  wrongShop: {
    kind: 'auth',
    sentence: 'The access that TikTok Shop gave does not belong to this shop. Link the shop again.',
    quoted: true,
  },
  signature: {
    kind: 'credentials',
    sentence:
      'TikTok Shop refused the signature of the request: the app secret is not the one of this app key. Copy both again from the app in Partner Center, then try again.',
  },
  appKey: {
    kind: 'credentials',
    sentence:
      'TikTok Shop does not know the app key, or it belongs to the other market (US or rest of the world). Copy it again from the app in Partner Center and check the market, then try again.',
  },
  clock: {
    kind: 'clock',
    sentence:
      "This computer's clock differs from TikTok Shop's by more than the allowed window (5 minutes slow or 30 seconds fast). Set the clock, then try again.",
  },
  tooMany: {
    kind: 'rejected',
    sentence: 'TikTok Shop does not list so many entries at once. Choose a shorter period, then try again.',
    quoted: true,
    hint: 'tooMany',
  },
  notFound: {
    kind: 'rejected',
    sentence: 'TikTok Shop does not find what was asked for; it may have been removed.',
    quoted: true,
    hint: 'notFound',
  },
  refused: {
    kind: 'rejected',
    sentence:
      'TikTok Shop refused the request. Nothing was changed. If it happens again, report these words.',
    quoted: true,
  },
};

/** vendors/tiktok-shop.md §§4.2 and 4.3. 36009004 is not here: it means many things, told apart by their words. */
const casesByCode: ReadonlyMap<number, Case> = new Map<number, Case>([
  [36009002, 'rate'],
  [36009003, 'busy'],
  [36009007, 'busy'],
  [10002014, 'busy'],
  [10002015, 'busy'],
  [10006402, 'busy'],
  [10037002, 'busy'],
  [10037003, 'busy'],
  [10037004, 'busy'],
  [11007010, 'busy'],
  [12001000, 'busy'],
  [36009009, 'unknownCall'],
  [36009010, 'unknownCall'],
  [36009014, 'unknownCall'],
  [36009033, 'address'],
  [105001, 'token'],
  [105002, 'token'],
  [105004, 'token'],
  [36009005, 'token'],
  [105005, 'scope'],
  [101000, 'wrongShop'],
  [106013, 'wrongShop'],
  [106001, 'signature'],
  [36004001, 'linkEnded'],
  [36004005, 'linkEnded'],
  [36004004, 'code'],
  [12052180, 'tooMany'],
  [12019150, 'notFound'],
  [12052031, 'notFound'],
  [12052032, 'notFound'],
  [12052034, 'notFound'],
]);

/** Words of messages whose code does not say enough (vendors/tiktok-shop.md §4.2), the most telling first. */
const casesByWords: readonly (readonly [RegExp, Case])[] = [
  [/invalid timestamp|timestamp query parameter/i, 'clock'],
  [/offset and limit|can not exceed 10000/i, 'tooMany'],
  [/app_key/i, 'appKey'],
  [/required signature|sign query parameter|app_secret/i, 'signature'],
  [/access_token|x-tts-access-token/i, 'token'],
  [/refresh_token|\brt has expired|related auth record/i, 'linkEnded'],
  [/auth_?code|auth code/i, 'code'],
  [/access scopes|apply auth pkg/i, 'scope'],
  [/shop_cipher|shop_id|missing identifier|invalid identifier/i, 'wrongShop'],
  [/api version|version name/i, 'unknownCall'],
];

function caseByStatus(status: number): Case | undefined {
  if (status === 429) return 'rate';
  if (status === 408 || status >= 500) return 'busy';
  if (status === 401) return 'token';
  if (status === 403) return 'scope';
  if (status === 404 || status === 405) return 'unknownCall';
  return undefined;
}

function caseOf({ code, message, httpStatus }: Refusal): Case {
  const known = code === null ? undefined : casesByCode.get(code);
  if (known) return known;
  // Real messages wrap parameter names in back-ticks.
  const words = message.replaceAll('`', '');
  const told = casesByWords.find(([pattern]) => pattern.test(words))?.[1];
  return told ?? caseByStatus(httpStatus) ?? 'refused';
}

/** What a refusal means and whether trying again or renewing the token can help. Pure. */
export function judge(refusal: Refusal, retryAfterMs?: number): Verdict {
  const name = caseOf(refusal);
  const reading = readings[name];
  const failure: CallFailure = {
    kind: reading.kind,
    message: reading.quoted ? `${reading.sentence}${quote(refusal)}` : reading.sentence,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(reading.hint === undefined ? {} : { hint: reading.hint }),
  };
  return { failure, retry: name === 'rate' || name === 'busy', renew: name === 'token' };
}

function quote({ code, message, httpStatus }: Refusal): string {
  const number = code === null ? `HTTP ${httpStatus}` : `code ${code}`;
  return message === '' ? ` (${number})` : ` TikTok Shop's words: "${message}" (${number})`;
}

/** TikTok Shop's window for the time of a call (vendors/tiktok-shop.md §2). */
const mostSlowMs = 300_000;
const mostFastMs = 30_000;

/** True when calls with this computer's time are refused, or are about to be. */
export function isClockOff(offMs: number): boolean {
  return offMs > mostFastMs || offMs < -mostSlowMs;
}

/** The platform called the time wrong: by how much, as its own answer is dated. */
export function wrongClock(offMs: number): CallFailure {
  const { kind, sentence } = readings.clock;
  if (!isClockOff(offMs)) return { kind, message: sentence };
  return {
    kind,
    clockOffMs: offMs,
    message: `This computer's clock is ${describeOff(offMs)} by TikTok Shop's clock. Calls that are more than 5 minutes slow or 30 seconds fast are refused. Nothing is lost. Set the clock (let the computer set it by itself), then test the connection again.`,
  };
}

function describeOff(offMs: number): string {
  const seconds = Math.round(Math.abs(offMs) / 1000);
  const [count, unit] =
    seconds < 120
      ? [seconds, 'second']
      : seconds < 7200
        ? [Math.round(seconds / 60), 'minute']
        : seconds < 172_800
          ? [Math.round(seconds / 3600), 'hour']
          : [Math.round(seconds / 86_400), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'} ${offMs > 0 ? 'fast' : 'slow'}`;
}

export const cancelled: CallFailure = {
  kind: 'cancelled',
  message: 'Stopped as asked. What had been read so far was not kept; fetch again to go on.',
};

export function notReached(reason: 'timeOut' | 'network', timeOutMs: number): CallFailure {
  const what =
    reason === 'timeOut'
      ? `TikTok Shop did not answer within ${Math.ceil(timeOutMs / 1000)} seconds.`
      : 'TikTok Shop could not be reached, or the connection broke off.';
  return {
    kind: 'unavailable',
    message: `${what} Nothing is lost. Check the internet connection, then try again.`,
  };
}

/** Nothing was sent: the line is given time to come back. */
export function leftAlone(waitMs: number): CallFailure {
  return {
    kind: 'unavailable',
    message: `TikTok Shop has not answered several times in a row and is left alone for ${Math.ceil(waitMs / 1000)} seconds. Nothing is lost. Try again then.`,
    retryAfterMs: waitMs,
  };
}

/** Not JSON, or not an envelope: a captive portal, a proxy's page, or an answer that was cut. */
export function notUnderstood(httpStatus: number): CallFailure {
  return {
    kind: 'badAnswer',
    message: `The answer did not look like one of TikTok Shop's (HTTP ${httpStatus}): a proxy or a sign-in page of the network may stand in between. Check the internet connection, then try again.`,
  };
}

export function unexpected(what: string, problem: string): CallFailure {
  return {
    kind: 'badAnswer',
    message: `TikTok Shop's answer (${what}) is not built as expected: ${problem}. It was not used. Try again; if it happens again, update Tieout or report these words.`,
  };
}
