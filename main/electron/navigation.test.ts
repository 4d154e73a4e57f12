import { describe, expect, it } from 'vitest';
import { mayNavigate, START_URL, toAppPath } from './navigation.ts';

describe('where the window may go', () => {
  it.each([START_URL, 'app://tieout/index.html', 'app://tieout/?a=1#tab', 'app://tieout/x/..'])(
    '%s: yes',
    (address) => {
      expect(mayNavigate(address)).toBe(true);
    },
  );

  it.each([
    'https://evil.example/',
    'http://127.0.0.1/',
    'file:///etc/passwd',
    'app://evil/',
    'app://tieout.evil.example/',
    'app://tieout:80/',
    'app://user:word@tieout/',
    'app://tieout/assets/app.js',
    'javascript:alert(1)',
    'data:text/html,x',
    'about:blank',
    'tieout',
    '',
  ])('%s: no', (address) => {
    expect(mayNavigate(address)).toBe(false);
  });
});

it('gives the path of the app only', () => {
  expect(toAppPath('app://tieout/assets/app.js?v=1')).toBe('/assets/app.js');
  expect(toAppPath('app://tieout/../../secret.txt')).toBe('/secret.txt');
  expect(toAppPath('https://tieout/')).toBeNull();
});
