import { join } from 'node:path';
import { build } from 'vite';

/** Found beside the program at run time: those with a binary, the one that looks for its own files, the builder. */
const external = ['better-sqlite3', '@napi-rs/keyring', 'open', 'vite'];

/**
 * Bundles the web host into `dist/web`: 600 modules are read as three files, which halves the time to the first screen.
 * Returns the milliseconds it took.
 */
export async function buildWebHost(root: string): Promise<number> {
  const startedAt = performance.now();
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    ssr: { noExternal: true, external },
    build: {
      ssr: true,
      outDir: join(root, 'dist', 'web'),
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        external,
        input: {
          run: join(root, 'main', 'web', 'run.ts'),
          'aside-worker': join(root, 'db', 'aside-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'later-[name].js' },
      },
    },
  });
  return Math.ceil(performance.now() - startedAt);
}

if (import.meta.main) {
  console.log(`dist/web is built (${await buildWebHost(join(import.meta.dirname, '..'))} ms).`);
}
