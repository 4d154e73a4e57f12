import { expect, it } from 'vitest';
import { openDoor } from './door.ts';

it('what comes before the program is loaded waits, and is answered by it', async () => {
  const door = await openDoor(0);
  const early = fetch(`${door.address}/early`);
  const asked: (string | undefined)[] = [];
  door.lead((request, response) => {
    asked.push(request.url);
    response.end('here');
  });
  expect(await (await early).text()).toBe('here');
  expect(await (await fetch(`${door.address}/late`)).text()).toBe('here');
  expect(asked).toEqual(['/early', '/late']);
  await door.close();
  await expect(fetch(door.address)).rejects.toThrow();
});

it('closes while nobody has answered yet', async () => {
  const door = await openDoor(0);
  const early = expect(fetch(door.address)).rejects.toThrow();
  await door.close();
  await early;
});

it('its addresses carry codes that open once', async () => {
  const door = await openDoor(0);
  const url = new URL(door.newUrl());
  expect(url.origin).toBe(door.address);
  const code = url.hash.replace('#code=', '');
  expect(door.codes.redeem(code)).toBe(true);
  expect(door.codes.redeem(code)).toBe(false);
  await door.close();
});
