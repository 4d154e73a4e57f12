import { join } from 'node:path';

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** Where the books are when nobody says: the folder each system has for an application's data. */
export function defaultBooksFile({ platform, env, home }: Machine): string {
  return join(dataFolder(platform, env, home), 'books.tieout');
}

function dataFolder(platform: Machine['platform'], env: Machine['env'], home: string): string {
  switch (platform) {
    case 'win32':
      return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'Tieout');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Tieout');
    default: {
      // A relative path is invalid there (XDG Base Directory Specification) and to be ignored.
      const given = env.XDG_DATA_HOME;
      return join(given?.startsWith('/') ? given : join(home, '.local', 'share'), 'tieout');
    }
  }
}

/**
 * The key of encrypted secrets where there is no keychain: in the folder for settings, not beside the books, so that a
 * copy of the books' folder holds no secret that can be read.
 */
export function keyFileOf({ platform, env, home }: Machine): string {
  if (platform === 'win32')
    return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Tieout', 'secrets.key');
  if (platform === 'darwin') return join(home, 'Library', 'Preferences', 'Tieout', 'secrets.key');
  const given = env.XDG_CONFIG_HOME;
  return join(given?.startsWith('/') ? given : join(home, '.config'), 'tieout', 'secrets.key');
}

/** The file of the secrets that belong to a books file; it lies beside it. */
export function secretsFileOf(booksFile: string, kind: 'plain' | 'keychain'): string {
  return kind === 'plain' ? `${booksFile}-secrets.json` : `${booksFile}-keychain.json`;
}
