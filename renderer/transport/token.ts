const key = 'tieout.token';

type TokenWindow = Pick<Window, 'location' | 'history' | 'sessionStorage'>;

/**
 * The per-launch token. It comes once in the address (`#token=…`), is moved to the session storage of this tab and
 * removed from the address, so that it is in no history and no copied link. Null when there is none.
 */
export function takeToken(window: TokenWindow): string | null {
  const match = /(?:^#|&)token=([^&]+)/.exec(window.location.hash);
  if (!match?.[1]) return window.sessionStorage.getItem(key);
  const token = decodeURIComponent(match[1]);
  window.sessionStorage.setItem(key, token);
  window.history.replaceState(null, '', window.location.pathname + window.location.search);
  return token;
}
