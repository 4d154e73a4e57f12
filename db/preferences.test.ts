import { expect, test } from 'vitest';
import { someBooks } from './testing/books.ts';

test('a choice about the screens is kept as it was made last, and can be forgotten', async () => {
  const { preferences } = await someBooks();
  expect(await preferences.save('tab', 'orders')).toBe(true);
  await preferences.save('tab', 'payment');
  await preferences.save('theme', 'dark');
  await preferences.save('theme', null);
  await preferences.save('never kept', null);
  expect([...(await preferences.load())]).toEqual([['tab', 'payment']]);
});

test('there is an end to it: more are refused, known ones still change', async () => {
  const { preferences } = await someBooks();
  for (let number = 0; number < 2000; number += 1) await preferences.save(`name ${number}`, 'x');
  expect(await preferences.save('one more', 'x')).toBe(false);
  expect(await preferences.save('name 7', 'y')).toBe(true);
  expect((await preferences.load()).size).toBe(2000);
});
