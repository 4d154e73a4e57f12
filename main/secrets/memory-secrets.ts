import type { Secrets } from '../../app/ports/secrets.ts';

/** Secrets that end with the process: for tests, and for books that are in memory only. */
export function createMemorySecrets(): Secrets {
  const secrets = new Map<string, string>();
  return {
    storeName: 'Memory of this run',
    load: async (name) => secrets.get(name) ?? null,
    save: async (name, value) => {
      secrets.set(name, value);
    },
    remove: async (name) => {
      secrets.delete(name);
    },
  };
}
