import { expect, test } from 'vitest';
import { takeToken } from './token.ts';

/** As much of a window as the token needs. */
function fakeWindow(hash: string) {
  const kept = new Map<string, string>();
  const shown: string[] = [];
  const window = {
    location: { hash, pathname: '/', search: '' },
    history: { replaceState: (_data: unknown, _title: string, url: string) => shown.push(url) },
    sessionStorage: {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => kept.set(name, value),
    },
    // Only the parts above are touched.
  } as unknown as Parameters<typeof takeToken>[0];
  return { window, shown };
}

test('the token leaves the address and survives a reload', () => {
  const { window, shown } = fakeWindow('#token=a%2Bb');
  expect(takeToken(window)).toBe('a+b');
  expect(shown).toEqual(['/']);
  window.location.hash = '';
  expect(takeToken(window)).toBe('a+b');
});

test('without a token there is none', () => {
  expect(takeToken(fakeWindow('').window)).toBeNull();
  expect(takeToken(fakeWindow('#other=1').window)).toBeNull();
});
