/**
 * Where the screens under work are served (`npm run dev`), null for the built ones. Only this machine, only a program that
 * runs from its sources: a packaged Tieout shows nothing but its own files. The page comes from there and not over the
 * app's scheme, so that Vite can reach it with its changes.
 */
export function devScreens(isPackaged: boolean, given: string): string | null {
  if (isPackaged || given === '') return null;
  const url = URL.parse(given);
  return url !== null && url.protocol === 'http:' && url.hostname === '127.0.0.1' ? url.href : null;
}
