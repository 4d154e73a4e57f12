/** The scheme that serves the screens; `file://` would let a page read more than them. */
export const SCHEME = 'app';
const ORIGIN = `${SCHEME}://tieout`;
export const START_URL = `${ORIGIN}/`;

/** The path of an address of the app, as it is looked up among its files; null for any other address. */
export function toAppPath(address: string): string | null {
  const url = URL.parse(address);
  if (url === null || url.protocol !== `${SCHEME}:` || url.host !== 'tieout') return null;
  if (url.username !== '' || url.password !== '') return null;
  return url.pathname;
}

/** Screens are one page: it may be loaded again, and nothing else may take its place. */
export function mayNavigate(address: string): boolean {
  const path = toAppPath(address);
  return path === '/' || path === '/index.html';
}
