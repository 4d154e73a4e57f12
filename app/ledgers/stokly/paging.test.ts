import { describe, expect, it } from 'vitest';
import type { StoklyClient } from './client.ts';
import { done } from './errors.ts';
import { equals } from './filter.ts';
import { readAll } from './paging.ts';
import { locationRow } from './wire.ts';

const rowsOf = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({
    locationId: `location-${from + index}`,
    name: '',
    status: 0,
  }));

/** A client whose n-th read answers with the n-th list of rows. */
function clientOf(count: number | null, ...pages: readonly (readonly unknown[])[]) {
  const queries: string[] = [];
  const refuse = async () => {
    throw new Error('nothing is written here');
  };
  const client: StoklyClient = {
    async read(_name, request, schema) {
      const data = pages[queries.length] ?? [];
      queries.push(request.query ?? '');
      return done(schema.parse({ data, ...(count === null ? {} : { metadata: { count } }) }));
    },
    create: refuse,
    change: refuse,
  };
  return { client, queries };
}

const read = (client: StoklyClient, onPage?: (count: number) => void) =>
  readAll(client, 'listLocations', locationRow, {
    idOf: (row) => row.locationId,
    ...(onPage ? { onPage } : {}),
  });

describe('reading a list', () => {
  it('goes through all pages and tells how far it is', async () => {
    const { client, queries } = clientOf(2500, rowsOf(0, 1000), rowsOf(1000, 2000), rowsOf(2000, 2500));
    const seen: number[] = [];
    const rows = await read(client, (count) => seen.push(count));
    expect(rows.ok && rows.value).toHaveLength(2500);
    expect(seen).toEqual([1000, 2000, 2500]);
    expect(queries).toEqual(['page=0&size=1000', 'page=1&size=1000', 'page=2&size=1000']);
  });

  it('asks for no page after the last, with or without a count', async () => {
    const counted = clientOf(1000, rowsOf(0, 1000));
    await read(counted.client);
    expect(counted.queries).toHaveLength(1);
    const uncounted = clientOf(null, rowsOf(0, 1000), []);
    const rows = await read(uncounted.client);
    expect(rows.ok && rows.value).toHaveLength(1000);
    expect(uncounted.queries).toHaveLength(2);
  });

  it('keeps a row once when the list moves while it is read', async () => {
    const { client } = clientOf(1500, rowsOf(0, 1000), rowsOf(990, 1500));
    const rows = await read(client);
    expect(rows.ok && rows.value).toHaveLength(1500);
  });

  it('reads again when a page came twice, and refuses a list with holes', async () => {
    const healed = clientOf(1500, rowsOf(0, 1000), rowsOf(0, 1000), rowsOf(0, 1000), rowsOf(1000, 1500));
    expect((await read(healed.client)).ok).toBe(true);
    const broken = clientOf(1500, ...Array.from({ length: 4 }, () => rowsOf(0, 1000)));
    const rows = await read(broken.client);
    expect(rows).toMatchObject({ ok: false, error: { kind: 'badAnswer' } });
    expect(rows.ok ? '' : rows.error.message).toContain('1000 of 1500 rows came');
  });

  it('sends nothing for a value that cannot be searched by', async () => {
    const { client, queries } = clientOf(0);
    const rows = await readAll(client, 'listItems', locationRow, {
      filter: equals('sku', 'A}||[status]!={9'),
      idOf: (row) => row.locationId,
    });
    expect(rows).toMatchObject({ ok: false, error: { kind: 'notSupported' } });
    expect(queries).toEqual([]);
  });
});
