import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { isStale } from '../main/web/stale.ts';
import { makeIcons } from './packaging/make-icons.ts';

/** Modules that are there at run time: Electron's own, and the one with a binary. */
const external = ['electron', 'better-sqlite3'];

export function electronIsStale(root: string): boolean {
  const sources = ['main', 'app', 'db', 'sandbox', 'package-lock.json'];
  return isStale(
    join(root, 'dist', 'electron', 'main.js'),
    sources.map((source) => join(root, source)),
  );
}

/**
 * Bundles into `dist/electron`: the main process and the backend's utility process (ES modules; what they load later is a
 * file of its own), and the preload script (one CommonJS file: a sandboxed preload can load nothing else). The icons are drawn
 * beside. Returns the milliseconds it took.
 */
export async function buildElectron(root: string, dist = join(root, 'dist')): Promise<number> {
  const startedAt = performance.now();
  const outDir = join(dist, 'electron');
  await build(bundle(root, outDir, 'main.ts', 'main.js', 'es'));
  await build(bundle(root, outDir, 'backend-process.ts', 'backend.js', 'es'));
  // The thread that checks and copies large books: found beside the backend (db/aside.ts).
  await build(bundle(root, outDir, '../../db/aside-worker.ts', 'aside-worker.js', 'es'));
  await build(bundle(root, outDir, 'preload.ts', 'preload.cjs', 'cjs'));
  await makeIcons(root, dist);
  return Math.ceil(performance.now() - startedAt);
}

function bundle(
  root: string,
  outDir: string,
  entry: string,
  file: string,
  format: 'es' | 'cjs',
): InlineConfig {
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    // The packages of package.json are bundled, so that the packed app needs no node_modules but the external ones.
    ssr: { noExternal: true, external },
    build: {
      ssr: join(root, 'main', 'electron', entry),
      outDir,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      // The texts of the licences of what is bundled go with the program.
      license: { fileName: `licences-${entry.replace('.ts', '')}.md` },
      rolldownOptions: {
        external,
        output: {
          format,
          entryFileNames: file,
          // Two bundles share the folder: what one loads later must not take the other's name.
          chunkFileNames: `${file.replace('.js', '')}-later-[name].js`,
          ...(format === 'cjs' ? { codeSplitting: false } : {}),
        },
      },
    },
  };
}

if (import.meta.main) {
  console.log(`dist/electron is built (${await buildElectron(join(import.meta.dirname, '..'))} ms).`);
}
