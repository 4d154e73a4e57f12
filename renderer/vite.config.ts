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
    // One file: it is read from this computer, so splitting it would only add requests.
    chunkSizeWarningLimit: 1000,
    modulePreload: { polyfill: false },
    // The texts of the licences of what is bundled go with the program.
    license: { fileName: 'licences.md' },
  },
});
