import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether a built file is missing or older than its sources. Sources are files or folders; tests among them do not count.
 */
export function isStale(built: string, sources: readonly string[]): boolean {
  if (!existsSync(built)) return true;
  const builtAt = statSync(built).mtimeMs;
  return sources.some((source) => existsSync(source) && newestIn(source) > builtAt);
}

function newestIn(source: string): number {
  if (!statSync(source).isDirectory()) return statSync(source).mtimeMs;
  const entries = readdirSync(source, { recursive: true, withFileTypes: true });
  return entries.filter(isSource).reduce((newest, entry) => {
    return Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs);
  }, 0);
}

function isSource(entry: Dirent): boolean {
  return entry.isFile() && !/\.test\.tsx?$|\.md$/.test(entry.name);
}
