import { expect, test } from 'vitest';
import { someBooks } from './testing/books.ts';
import { aLedger, anItem, aProfile, aShop, at, ledgerId, shopId } from './testing/builders.ts';

test('shops, ledgers and profiles come back as they were saved', async () => {
  const books = await someBooks();
  expect(await books.shops.load(shopId)).toEqual(aShop());
  expect(await books.shops.list()).toEqual([aShop()]);
  expect(await books.ledgers.load(ledgerId)).toEqual(aLedger());
  expect(await books.ledgers.list()).toEqual([aLedger()]);
  expect(await books.shops.loadProfile(shopId)).toBeNull();
  await books.shops.saveProfile(aProfile({ numberPrefix: 'TT' }));
  expect(await books.shops.loadProfile(shopId)).toEqual(aProfile({ numberPrefix: 'TT' }));
});

test('history tells what of a shop was changed; a renewed token is no news, and no value of a connection is told', async () => {
  const books = await someBooks();
  await books.shops.save(aShop({ accessTokenExpiresAt: at + 9 }));
  await books.shops.save(aShop({ linkState: 'relinkNeeded', connection: { appKey: 'another' } }));
  const lines = await books.history.list(shopId, 10);
  expect(lines.map(({ event, details }) => [event, details])).toEqual([
    [
      'shop.changed',
      { name: 'Fern & Fable', linkState: 'relinkNeeded', fields: ['connection', 'link_state'] },
    ],
    ['shop.linked', { name: 'Fern & Fable', linkState: 'linked' }],
  ]);
  expect((await books.shops.load(shopId))?.accessTokenExpiresAt).toBe(aShop().accessTokenExpiresAt);
});

test('history tells what of a profile was changed, from and to', async () => {
  const books = await someBooks();
  await books.shops.saveProfile(aProfile());
  await books.shops.saveProfile(aProfile({ numberPrefix: 'TT' }));
  await books.shops.saveProfile(aProfile({ numberPrefix: 'TT' }));
  const lines = (await books.history.list(shopId, 10)).filter((line) => line.event === 'profile.saved');
  expect(lines).toHaveLength(2);
  expect(lines[0]?.details).toEqual({ before: { numberPrefix: '' }, after: { numberPrefix: 'TT' } });
});

test('stock items that are gone become inactive and can still be named', async () => {
  const books = await someBooks();
  const [fern, moss] = [anItem('FERN', { barcodes: ['501'] }), anItem('MOSS')];
  await books.ledgers.saveItems(ledgerId, [fern, moss], at);
  await books.ledgers.saveItems(ledgerId, [{ ...fern, name: 'Fern, potted' }], at);
  expect(await books.ledgers.loadItems(ledgerId)).toEqual([
    { ...fern, name: 'Fern, potted' },
    { ...moss, isActive: false },
  ]);
  expect(await books.ledgers.loadItemsById(ledgerId, [moss.itemId, fern.itemId])).toEqual([
    { ...moss, isActive: false },
    { ...fern, name: 'Fern, potted' },
  ]);
  expect((await books.ledgers.searchItems(ledgerId, 'moss', 10)).length).toBe(0);
});

test('searching items puts the best match first and takes signs as they are typed', async () => {
  const books = await someBooks();
  const items = [
    anItem('A-FERN', { name: 'Pot for ferns' }),
    anItem('FERN', { name: 'Fern' }),
    anItem('FERN-2', { name: 'Fern, two' }),
    anItem('Z1', { name: 'Fern hook', barcodes: ['5012345'] }),
    anItem('OFF', { name: '50% off_card', isActive: false }),
    anItem('PCT', { name: '100% wool' }),
  ];
  await books.ledgers.saveItems(ledgerId, items, at);
  const search = async (text: string, limit = 10) =>
    (await books.ledgers.searchItems(ledgerId, text, limit)).map((item) => item.code);
  expect(await search(' fern ')).toEqual(['FERN', 'FERN-2', 'Z1', 'A-FERN']);
  expect(await search('fern', 2)).toEqual(['FERN', 'FERN-2']);
  expect(await search('5012')).toEqual(['Z1']);
  expect(await search('pot FERN')).toEqual(['A-FERN']);
  expect(await search('%')).toEqual(['PCT']);
  expect(await search('_')).toEqual([]);
  expect(await search('')).toHaveLength(5);
});
