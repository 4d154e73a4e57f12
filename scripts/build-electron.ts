import { basename, join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { isStale } from '../main/web/stale.ts';
import { type ElectronEntry, electronEntries } from './electron-entries.ts';
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
 * Bundles each of `electronEntries` into `dist/electron`; what an ES module loads later is a file of its own. The icons are
 * drawn beside. Returns the milliseconds it took.
 */
export async function buildElectron(root: string, dist = join(root, 'dist')): Promise<number> {
  const startedAt = performance.now();
  for (const entry of electronEntries) await build(bundle(root, join(dist, 'electron'), entry));
  await makeIcons(root, dist);
  return Math.ceil(performance.now() - startedAt);
}

function bundle(root: string, outDir: string, { source, file, format }: ElectronEntry): InlineConfig {
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    // The packages of package.json are bundled, so that the packed app needs no node_modules but the external ones.
    ssr: { noExternal: true, external },
    build: {
      ssr: join(root, 'main', 'electron', source),
      outDir,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      // The texts of the licences of what is bundled go with the program.
      license: { fileName: `licences-${basename(source, '.ts')}.md` },
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
