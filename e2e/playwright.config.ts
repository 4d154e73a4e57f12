import { defineConfig } from '@playwright/test';
import { ensureChromium } from '../scripts/ensure-chromium.ts';

const isRoot = process.getuid?.() === 0;

/** Journeys through the web host in an installed Chromium. One at a time: each starts an app of its own. */
export default defineConfig({
  testDir: 'specs',
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
  projects: [{ name: 'web' }],
});
