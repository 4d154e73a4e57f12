import type { Secrets } from '../../app/ports/secrets.ts';

/** What is used of Electron's `safeStorage`. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  /** Linux only. */
  getSelectedStorageBackend?(): string;
  encryptString(text: string): Buffer;
  decryptString(encrypted: Buffer): string;
}

export interface SafeStorageOptions {
  readonly safeStorage: SafeStorage;
  readonly platform: NodeJS.Platform;
  /** Where the encrypted texts are kept (base64). */
  readonly inner: Secrets;
  /** The user has agreed to a key that is no secret, because this desktop has no keychain. */
  readonly plainConfirmed: boolean;
}

export type SafeStorageSecrets =
  | { readonly ok: true; readonly value: Secrets }
  | { readonly ok: false; readonly error: { readonly code: 'NO_KEYCHAIN'; readonly message: string } };

/**
 * Secrets encrypted with a key from the OS keychain. Call it after Electron's `ready`. Linux without a keychain falls
 * back to `basic_text`, a key that everybody knows: that is refused unless the user has agreed to it.
 * A text that can no longer be decrypted (another user, another machine) counts as missing: the shop is linked again.
 */
export function createSafeStorageSecrets(options: SafeStorageOptions): SafeStorageSecrets {
  const { safeStorage, platform, inner, plainConfirmed } = options;
  const backend = platform === 'linux' ? (safeStorage.getSelectedStorageBackend?.() ?? 'unknown') : platform;
  const known = backend !== 'basic_text' && backend !== 'unknown';
  if (!safeStorage.isEncryptionAvailable() || (!known && !plainConfirmed)) {
    return {
      ok: false,
      error: {
        code: 'NO_KEYCHAIN',
        message:
          'This desktop offers no keychain, so secrets could only be kept readable for every program of this user. ' +
          'Start a keychain (GNOME Keyring or KWallet), or start Tieout with --secrets-without-keychain to accept that.',
      },
    };
  }
  return {
    ok: true,
    value: {
      storeName: known ? (storeNames[backend] ?? backend) : 'File without a real key (no keychain found)',
      load: async (name) => {
        const kept = await inner.load(name);
        return kept === null ? null : decrypt(safeStorage, kept);
      },
      save: (name, value) => inner.save(name, safeStorage.encryptString(value).toString('base64')),
      remove: (name) => inner.remove(name),
    },
  };
}

const storeNames: Readonly<Record<string, string>> = {
  darwin: 'Keychain',
  win32: 'Windows data protection',
  gnome_libsecret: 'GNOME Keyring',
  kwallet: 'KWallet',
  kwallet5: 'KWallet',
  kwallet6: 'KWallet',
};

function decrypt(safeStorage: SafeStorage, kept: string): string | null {
  try {
    return safeStorage.decryptString(Buffer.from(kept, 'base64'));
  } catch {
    return null;
  }
}
