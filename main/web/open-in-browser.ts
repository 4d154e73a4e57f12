import open from 'open';
import { mayOpenOutside } from '../external-address.ts';

/** Opens the system's browser. False when the address is none that Tieout opens, or no browser was found. */
export async function openInBrowser(url: string): Promise<boolean> {
  if (!mayOpenOutside(url)) return false;
  try {
    const started = await open(url);
    // A browser that cannot be started after all tells so later, and would end the program as an unheard error.
    started.on('error', () => undefined);
    return true;
  } catch {
    return false;
  }
}
