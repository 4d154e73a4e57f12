import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

export const howToInstall = 'npm ci --prefix bench/rivals';

/**
 * A library that only the bench knows (bench/rivals/package.json), so that installing the product does not bring it along. Null
 * when it is not installed: then the row says so.
 */
export async function loadRival(name: string): Promise<Record<string, unknown> | null> {
  const resolver = createRequire(import.meta.url);
  let path: string;
  try {
    path = resolver.resolve(name);
  } catch {
    return null;
  }
  const loaded: unknown = await import(pathToFileURL(path).href);
  return isRecord(loaded) ? loaded : null;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** What a rival gives, by name; a library of another shape than the one that was tried is said, not guessed at. */
export function member(value: unknown, ...names: string[]): unknown {
  let found = value;
  for (const name of names) {
    if ((!isRecord(found) && typeof found !== 'function') || !(name in found))
      throw new Error(
        `A rival has no ${names.join('.')}: install the version that bench/rivals/package.json names.`,
      );
    found = Reflect.get(found, name);
  }
  return found;
}

/** Calls a function or method of a rival. */
export function call(owner: unknown, name: string, ...given: unknown[]): unknown {
  const method = member(owner, name);
  if (typeof method !== 'function') throw new Error(`${name} of a rival is no function.`);
  return Reflect.apply(method, owner, given);
}
