import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{app,db,main,sandbox,renderer,scripts,faults}/**/*.test.{ts,tsx}'],
    env: {
      // The keychain of whoever runs the tests is not asked.
      TIEOUT_KEYCHAIN: 'off',
      // Tests of the command line start it a hundred times: what Node made of the sources is kept, as for the journeys.
      NODE_COMPILE_CACHE: join(import.meta.dirname, 'dist', 'compile-cache'),
    },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default'],
  },
});
