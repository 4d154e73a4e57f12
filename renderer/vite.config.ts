import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * Everything is served from the app's own origin under a strict CSP: no inlined assets (`data:` URLs are blocked), no
 * preload helper, and one stylesheet, so that nothing on the page needs a nonce.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    chunkSizeWarningLimit: 1000,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Packages, and what several parts share: two files, not a crumb for every pair of parts. A start reads five.
        codeSplitting: {
          groups: [
            // zod is told of the policy before another file makes a schema (data/strict-csp.ts).
            { name: 'packages', test: /node_modules|strict-csp/, priority: 1 },
            { name: 'shared', minShareCount: 3 },
          ],
        },
      },
    },
    // The texts of the licences of what is bundled go with the program.
    license: { fileName: 'licences.md' },
  },
});
