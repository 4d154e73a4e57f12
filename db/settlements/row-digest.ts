import { createHash } from 'node:crypto';

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
  return {
    add: (key) => {
      hash.update(key);
      hash.update('\n');
    },
    end: () => hash.digest('hex'),
  };
}
