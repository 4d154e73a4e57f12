import { join } from 'node:path';
import { isStale } from './stale.ts';

/** Whether dist/renderer is missing or older than what it is made of. */
export function rendererIsStale(root: string): boolean {
  const sources = ['renderer', 'app/contract', 'app/domain', 'package-lock.json'];
  return isStale(
    join(root, 'dist', 'renderer', 'index.html'),
    sources.map((source) => join(root, source)),
  );
}

/** Builds the screens into dist/renderer. Returns the milliseconds it took. */
export async function buildRenderer(root: string): Promise<number> {
  const startedAt = performance.now();
  // Loaded only when something is built: it takes longer than all the rest.
  const { build } = await import('vite');
  await build({
    configFile: join(root, 'renderer', 'vite.config.ts'),
    logLevel: 'warn',
  });
  return Math.ceil(performance.now() - startedAt);
}
