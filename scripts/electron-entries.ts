/** A program that the desktop starts by its file's name, below `dist/electron`. */
export interface ElectronEntry {
  /** From `main/electron`. */
  readonly source: string;
  readonly file: string;
  readonly format: 'es' | 'cjs';
}

/** All of them: what is built (scripts/build-electron.ts), and what a package cannot do without (judge-package.ts). */
export const electronEntries: readonly ElectronEntry[] = [
  { source: 'main.ts', file: 'main.js', format: 'es' },
  { source: 'backend-process.ts', file: 'backend.js', format: 'es' },
  // The thread that checks and copies large books: found beside the backend (db/aside.ts).
  { source: '../../db/aside-worker.ts', file: 'aside-worker.js', format: 'es' },
  // One file: a sandboxed preload script can load nothing else.
  { source: 'preload.ts', file: 'preload.cjs', format: 'cjs' },
];
