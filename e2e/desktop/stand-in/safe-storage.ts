import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { switchValue, userDataFolder } from './switches.ts';

/** The key a keychain would keep; here in a file of the test's own folder. */
function key(): Buffer {
  const file = join(userDataFolder(), 'keychain.key');
  try {
    return readFileSync(file);
  } catch {
    const made = randomBytes(32);
    writeFileSync(file, made, { mode: 0o600 });
    return made;
  }
}

export const safeStorage = {
  isEncryptionAvailable: () => true,
  /** `--password-store=basic` is Chromium's own switch for a desktop without a keychain. */
  getSelectedStorageBackend: () =>
    switchValue('password-store') === 'basic' ? ('basic_text' as const) : ('gnome_libsecret' as const),
  encryptString(text: string): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key(), nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  },
  decryptString(encrypted: Buffer): string {
    const cipher = createDecipheriv('aes-256-gcm', key(), encrypted.subarray(0, 12));
    cipher.setAuthTag(encrypted.subarray(12, 28));
    return Buffer.concat([cipher.update(encrypted.subarray(28)), cipher.final()]).toString('utf8');
  },
};
