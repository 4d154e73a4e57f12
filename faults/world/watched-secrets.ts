import type { Secrets } from '../../app/ports/secrets.ts';

/** Secrets in memory that can be listed, so that a search for them elsewhere knows what to look for. */
export interface WatchedSecrets extends Secrets {
  /** Every value that was ever kept; tokens are kept as JSON with several inside. */
  everything(): readonly string[];
}

export function watchSecrets(secrets: Secrets): WatchedSecrets {
  const ever = new Set<string>();
  const remember = (value: string | null) => {
    for (const secret of value === null ? [] : secretsIn(value)) ever.add(secret);
  };
  return {
    storeName: secrets.storeName,
    async load(name) {
      const value = await secrets.load(name);
      remember(value);
      return value;
    },
    async save(name, value) {
      remember(value);
      await secrets.save(name, value);
    },
    remove: (name) => secrets.remove(name),
    everything: () => [...ever],
  };
}

/** A secret as such, or the tokens of an authorisation kept as JSON. */
function secretsIn(value: string): string[] {
  if (!value.startsWith('{')) return [value];
  const parsed: Record<string, unknown> = JSON.parse(value);
  return ['accessToken', 'refreshToken'].flatMap((name) => {
    const token = parsed[name];
    return typeof token === 'string' ? [token] : [];
  });
}
