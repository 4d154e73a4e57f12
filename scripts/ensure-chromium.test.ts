import { expect, it } from 'vitest';
import { findChromium } from './ensure-chromium.ts';

const only = (...files: string[]) => ({ exists: (file: string) => files.includes(file) });

it('takes the browser that the user names, and no other', () => {
  const env = { TIEOUT_CHROMIUM: '/mine' };
  expect(findChromium({ platform: 'linux', env, ...only('/mine', '/usr/bin/chromium') })).toBe('/mine');
  expect(findChromium({ platform: 'linux', env, ...only('/usr/bin/chromium') })).toBeNull();
});

it('looks where each system keeps it', () => {
  expect(findChromium({ platform: 'linux', env: {}, ...only('/usr/bin/google-chrome') })).toBe(
    '/usr/bin/google-chrome',
  );
  const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  expect(findChromium({ platform: 'darwin', env: {}, ...only(chrome) })).toBe(chrome);
  const edge = '/programs/Microsoft/Edge/Application/msedge.exe';
  expect(findChromium({ platform: 'win32', env: { PROGRAMFILES: '/programs' }, ...only(edge) })).toBe(edge);
  expect(findChromium({ platform: 'win32', env: {}, ...only(edge) })).toBeNull();
});
