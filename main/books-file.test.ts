import { expect, it, test } from 'vitest';
import { defaultBooksFile, keyFileOf, secretsFileOf } from './books-file.ts';

it('is in the folder that each system has for data', () => {
  const home = '/home/ann';
  expect(defaultBooksFile({ platform: 'linux', env: {}, home })).toBe(
    '/home/ann/.local/share/tieout/books.tieout',
  );
  expect(defaultBooksFile({ platform: 'linux', env: { XDG_DATA_HOME: '/data' }, home })).toBe(
    '/data/tieout/books.tieout',
  );
  expect(defaultBooksFile({ platform: 'linux', env: { XDG_DATA_HOME: 'data' }, home })).toBe(
    '/home/ann/.local/share/tieout/books.tieout',
  );
  expect(defaultBooksFile({ platform: 'darwin', env: {}, home })).toBe(
    '/home/ann/Library/Application Support/Tieout/books.tieout',
  );
  expect(defaultBooksFile({ platform: 'win32', env: { LOCALAPPDATA: '/local' }, home })).toBe(
    '/local/Tieout/books.tieout',
  );
});

it('has its secrets beside it, plain and encrypted apart', () => {
  expect(secretsFileOf('/x/b.tieout', 'plain')).toBe('/x/b.tieout-secrets.json');
  expect(secretsFileOf('/x/b.tieout', 'keychain')).toBe('/x/b.tieout-keychain.json');
});

test.each([
  ['linux', {}, '/home/me/.config/tieout/secrets.key'],
  ['linux', { XDG_CONFIG_HOME: '/cfg' }, '/cfg/tieout/secrets.key'],
  ['linux', { XDG_CONFIG_HOME: 'relative' }, '/home/me/.config/tieout/secrets.key'],
  ['darwin', {}, '/home/me/Library/Preferences/Tieout/secrets.key'],
] as const)('the key without a keychain is not beside the books: %s %j', (platform, env, path) => {
  expect(keyFileOf({ platform, env, home: '/home/me' })).toBe(path);
});
