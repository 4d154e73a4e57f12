import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Not TypeScript: before it can take types off, Node loads for 0.13 s what does it, unless it has kept what came of it the
// last time. Keeping is switched on here, ahead of the first file with types.
enableCompileCache(join(import.meta.dirname, '..', 'dist', 'compile-cache'));
await import('./start.ts');
