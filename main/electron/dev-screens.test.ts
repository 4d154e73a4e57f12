import { expect, it } from 'vitest';
import { devScreens } from './dev-screens.ts';

const address = 'http://127.0.0.1:5173/';

it('shows screens under work of this machine, from sources only', () => {
  expect(devScreens(false, address)).toBe(address);
  expect(devScreens(true, address)).toBeNull();
  for (const other of [
    '',
    'http://evil.example/',
    'https://127.0.0.1/',
    'http://127.0.0.1.evil.example/',
    'x',
  ]) {
    expect(devScreens(false, other)).toBeNull();
  }
});
