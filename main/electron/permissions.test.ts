import { expect, it } from 'vitest';
import { mayUse } from './permissions.ts';

it('allows copying and nothing else', () => {
  expect(mayUse('clipboard-sanitized-write')).toBe(true);
  for (const permission of [
    'clipboard-read',
    'media',
    'geolocation',
    'openExternal',
    'fileSystem',
    'usb',
    'unknown',
  ]) {
    expect(mayUse(permission)).toBe(false);
  }
});
