import { type BrowserContext, chromium } from '@playwright/test';
import { ensureChromium } from '../../../scripts/ensure-chromium.ts';

let starting: Promise<BrowserContext> | null = null;

/** Starts the Chromium that draws the windows. Its debugging port, on this machine only, lets the tests drive them. */
export function startChromium(folder: string): Promise<BrowserContext> {
  starting ??= chromium.launchPersistentContext(folder, {
    executablePath: ensureChromium(),
    headless: true,
    // The program is told, and closes its windows itself (app.ts).
    handleSIGTERM: false,
    handleSIGINT: false,
    locale: 'en-CA',
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--remote-debugging-port=0',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-pings',
    ],
  });
  return starting;
}

export function runningChromium(): Promise<BrowserContext> {
  if (!starting) throw new Error('Wait for app.whenReady() first.');
  return starting;
}
