import { describe, expect, it } from 'vitest';
import { createMemorySecrets } from './memory-secrets.ts';
import { createSafeStorageSecrets, type SafeStorage } from './safe-storage-secrets.ts';

/** Stands in for the keychain: turns bytes around, refuses what it did not make. */
function keychain(backend = 'gnome_libsecret', available = true): SafeStorage {
  return {
    isEncryptionAvailable: () => available,
    getSelectedStorageBackend: () => backend,
    encryptString: (text) => Buffer.from(`v1${text}`).reverse(),
    decryptString: (encrypted) => {
      const text = Buffer.from(encrypted).reverse().toString('utf8');
      if (!text.startsWith('v1')) throw new Error('not mine');
      return text.slice(2);
    },
  };
}

describe('secrets behind the keychain', () => {
  it('are kept encrypted and come back', async () => {
    const inner = createMemorySecrets();
    const made = createSafeStorageSecrets({
      safeStorage: keychain(),
      platform: 'linux',
      inner,
      plainConfirmed: false,
    });
    if (!made.ok) throw new Error(made.error.message);
    await made.value.save('a', 'token');
    expect(await inner.load('a')).not.toContain('token');
    expect(await made.value.load('a')).toBe('token');
    expect(made.value.storeName).toBe('GNOME Keyring');
    await made.value.remove('a');
    expect(await inner.load('a')).toBeNull();
  });

  it('count as missing when they cannot be decrypted', async () => {
    const inner = createMemorySecrets();
    await inner.save('a', 'from another machine');
    const made = createSafeStorageSecrets({
      safeStorage: keychain(),
      platform: 'darwin',
      inner,
      plainConfirmed: false,
    });
    expect(made.ok && (await made.value.load('a'))).toBeNull();
  });

  it.each([
    ['basic_text', true, false, false],
    ['basic_text', true, true, true],
    ['unknown', true, false, false],
    ['gnome_libsecret', false, true, false],
    ['kwallet6', true, false, true],
  ] as const)(
    'backend %s, available %s, confirmed %s: %s',
    (backend, available, plainConfirmed, expected) => {
      const safeStorage = keychain(backend, available);
      const inner = createMemorySecrets();
      expect(createSafeStorageSecrets({ safeStorage, platform: 'linux', inner, plainConfirmed }).ok).toBe(
        expected,
      );
    },
  );
});
