import { err, ok, type Result } from '../../domain/result.ts';
import type { ChannelError } from '../../ports/channel.ts';

const refusals = {
  empty: 'Nothing was pasted. Copy the whole address of the page that TikTok Shop led to, and paste it here.',
  denied:
    'Consent was not given: TikTok Shop says the request was declined. The shop is not linked. Start the link again and choose Authorize.',
  noCode:
    'There is no code in the pasted text. Copy the whole address of the page that TikTok Shop led to after consent, and paste it here.',
  noState:
    'The answer does not say which request it belongs to, so it was not used: a link must be started from Tieout, not from the TikTok Shop app store. Start the link again here.',
  otherState:
    'The answer belongs to another request than the one that was started last, so it was not used. Start the link again and finish it in the page that opens.',
} as const;

/**
 * The code in what came back from the consent page: the bare code, the redirected address, or its query string.
 * A `state` that is missing from an address or differs is refused, for such an answer may come from someone else's
 * consent (vendors/tiktok-shop.md §1.1). A bare code carries none; a person has copied it. With `expectedState` null
 * nothing is compared.
 */
export function parsePasted(pasted: string, expectedState: string | null): Result<string, ChannelError> {
  const text = pasted.replaceAll(/\s+/g, '');
  if (text === '') return refuse('empty');
  const params = readParams(text);
  if (!params) return isCode(text) ? ok(text) : refuse('noCode');

  if (params.has('error')) return refuse('denied');
  const code = params.get('code') ?? params.get('auth_code') ?? '';
  if (!isCode(code)) return refuse('noCode');
  if (expectedState !== null) {
    const state = params.get('state') ?? '';
    if (state === '') return refuse('noState');
    if (state !== expectedState) return refuse('otherState');
  }
  return ok(code);
}

/** The parameters of an address or a query string; null for text that is neither. */
function readParams(text: string): URLSearchParams | null {
  const withoutFragment = text.split('#')[0] ?? '';
  const mark = withoutFragment.indexOf('?');
  if (mark >= 0) return new URLSearchParams(withoutFragment.slice(mark + 1));
  if (/^[^=]*:\/\//.test(withoutFragment)) return new URLSearchParams();
  // A code may end with `=` itself, so only the names that matter make it a query string.
  if (/(^|&)(code|auth_code|state|error)=/.test(withoutFragment)) return new URLSearchParams(withoutFragment);
  return null;
}

/** `code=null` is what a declined consent carries. */
function isCode(text: string): boolean {
  return /^[A-Za-z0-9._~+/-]{4,512}={0,2}$/.test(text) && text !== 'null' && text !== 'undefined';
}

function refuse(reason: keyof typeof refusals): Result<never, ChannelError> {
  return err({ kind: 'rejected', message: refusals[reason] });
}
