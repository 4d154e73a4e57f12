import { createHash } from 'node:crypto';

const keysAtOnce = 512;

export interface KeyDigest {
  add(key: string): void;
  /** Lower-case hex SHA-256 of the keys, one a line. */
  end(): string;
}

/**
 * Digest of the row keys of a settlement file in the order of the file. Keys carry id, date and figures, so the digest
 * in the history seals what was loaded. Streamed: a year has 300,000 rows.
 */
export function createKeyDigest(): KeyDigest {
  const hash = createHash('sha256');
  // Handed over a few hundred at once: each call into the hash costs as much as building a row's key.
  let keys: string[] = [];
  const handOver = () => {
    if (keys.length > 0) hash.update(`${keys.join('\n')}\n`);
    keys = [];
  };
  return {
    add: (key) => {
      keys.push(key);
      if (keys.length === keysAtOnce) handOver();
    },
    end: () => {
      handOver();
      return hash.digest('hex');
    },
  };
}
