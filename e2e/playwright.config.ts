import { defineConfig } from '@playwright/test';
import { ensureChromium } from '../scripts/ensure-chromium.ts';
import { findElectron } from './desktop/find-electron.ts';
import type { HostOptions } from './fixtures/test.ts';

/** Journeys of the web host that hold for a window of its own too, and those of the desktop alone. */
const desktopSpecs = {
  testDir: '.',
  testMatch: ['specs/main-job.spec.ts', 'specs/keyboard.spec.ts', 'desktop/specs/*.spec.ts'],
};
const electron = findElectron(process.env);

const isRoot = process.getuid?.() === 0;

/** Journeys through the web host in an installed Chromium. One at a time: each starts an app of its own. */
export default defineConfig<HostOptions>({
  testDir: 'specs',
  globalSetup: './fixtures/books-folder.ts',
  // Not a test: makes the pictures of docs/ when asked for.
  testIgnore: process.env.SCREENSHOTS === '1' ? [] : ['**/pictures.spec.ts'],
  outputDir: '../test-results/e2e',
  reporter: [['list'], ['json', { outputFile: '../test-results/playwright.json' }]],
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    // Writes dates as YYYY-MM-DD and amounts as British English does; other locales: everywhere.spec.ts.
    locale: 'en-CA',
    actionTimeout: 15_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: ensureChromium(),
      args: [
        // Chromium's own sandbox does not work for root, as in most build containers.
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-domain-reliability',
        '--no-pings',
      ],
    },
  },
  projects: [
    { name: 'web' },
    // The built desktop program on a stand-in for Electron (e2e/desktop/README.md).
    { name: 'desktop', ...desktopSpecs, use: { host: 'desktop' } },
    ...(electron === null
      ? []
      : [{ name: 'electron', ...desktopSpecs, use: { host: 'desktop', desktopOptions: electron } } as const]),
    // A package as it is handed over: nothing but its window can be reached.
    ...(electron?.isPackaged
      ? [
          {
            name: 'sealed',
            testMatch: /\/(main-job|keyboard)\.spec\.ts$/,
            use: { host: 'desktop' as const, desktopOptions: { ...electron, isSealed: true } },
          },
        ]
      : []),
  ],
});
