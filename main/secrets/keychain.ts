import type { KeychainEntry } from './find-key.ts';

/**
 * The entry of Tieout in the keychain of this user: Keychain, Windows Credential Manager or the Secret Service. Null where
 * there is none, and where `TIEOUT_KEYCHAIN=off` says not to ask (tests, servers). On Linux the kernel's own key
 * ring is not used: it forgets everything at the next start of the machine.
 */
export async function openKeychain(
  env: Readonly<Record<string, string | undefined>>,
): Promise<KeychainEntry | null> {
  if (env.TIEOUT_KEYCHAIN === 'off') return null;
  try {
    const { AsyncEntry } = await import('@napi-rs/keyring');
    return new AsyncEntry('Tieout', 'secrets key', { linux: { store: 'secret-service' } });
  } catch {
    return null;
  }
}
