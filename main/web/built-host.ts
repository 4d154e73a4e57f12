import { join } from 'node:path';
import { isStale } from './stale.ts';

/** What the web host is built into by `scripts/build-web-host.ts`: few files, because 600 modules take a second to read. */
export function builtHostOf(root: string): string {
  return join(root, 'dist', 'web', 'run.js');
}

/** Whether it is missing or older than what it is made of. */
export function builtHostIsStale(root: string): boolean {
  const sources = ['main', 'app', 'db', 'sandbox', 'package.json', 'package-lock.json'];
  return isStale(
    builtHostOf(root),
    sources.map((source) => join(root, source)),
  );
}
