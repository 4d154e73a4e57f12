import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Secrets } from '../../app/ports/secrets.ts';

/** Bytes of a key for `createSealedSecrets`: AES-256. */
export const keyLength = 32;

const mark = 'sealed1:';
const nonceLength = 12;
const tagLength = 16;

/**
 * Secrets encrypted (AES-256-GCM, bound to their name) before `inner` keeps them. A text that cannot be opened, because
 * the key is another one or somebody changed it, counts as missing: the shop is then linked again. What earlier versions
 * kept in the clear is read once and sealed at once.
 */
export function createSealedSecrets(key: Buffer, inner: Secrets, storeName: string): Secrets {
  const save = (name: string, value: string) => inner.save(name, seal(key, name, value));
  return {
    storeName,
    async load(name) {
      const kept = await inner.load(name);
      if (kept === null) return null;
      if (kept.startsWith(mark)) return open(key, name, kept);
      await save(name, kept);
      return kept;
    },
    save,
    remove: (name) => inner.remove(name),
  };
}

function seal(key: Buffer, name: string, value: string): string {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name));
  const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return mark + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

function open(key: Buffer, name: string, kept: string): string | null {
  const bytes = Buffer.from(kept.slice(mark.length), 'base64');
  if (bytes.length < nonceLength + tagLength) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength))
    .setAAD(Buffer.from(name))
    .setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
  try {
    const text = decipher.update(bytes.subarray(nonceLength + tagLength));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
