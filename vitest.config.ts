import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{app,db,main,sandbox,renderer,scripts,faults}/**/*.test.{ts,tsx}'],
    // The keychain of whoever runs the tests is not asked.
    env: { TIEOUT_KEYCHAIN: 'off' },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default'],
  },
});
