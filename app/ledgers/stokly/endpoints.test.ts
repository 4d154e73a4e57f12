import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { endpoints, pathOf } from './endpoints.ts';

const folder = new URL('.', import.meta.url);
const sources = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'endpoints.ts')
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

it('no other file holds a path of the API', () => {
  const holders = sources.filter(({ text }) => /['"`]\/v\d\//.test(text)).map(({ name }) => name);
  expect(holders).toEqual([]);
});

it('every call of the table is made somewhere besides being checked', () => {
  const code = sources
    .filter(({ name }) => name !== 'check-calls.ts')
    .map(({ text }) => text)
    .join('\n');
  const unused = Object.keys(endpoints).filter((name) => !code.includes(`'${name}'`));
  expect(unused).toEqual([]);
});

it('says of every assumed call which assumption it stands on', () => {
  for (const endpoint of Object.values(endpoints)) {
    expect(endpoint.source).toMatch(endpoint.status === 'assumed' ? /^A\d|§8\.1 row 13/ : /§/);
  }
});

it('puts a plain id into the path and nothing else', () => {
  expect(pathOf('readInvoice', '0b9e1c3a-7d1f-4f4e-9a43-0d3c2f1e5a6b')).toBe(
    '/v0/invoices/0b9e1c3a-7d1f-4f4e-9a43-0d3c2f1e5a6b',
  );
  for (const id of ['', '..', '%2e%2e', 'a/b', 'a?b', 'a#b', '$&', undefined]) {
    expect(pathOf('readInvoice', id)).toBeNull();
  }
  expect(pathOf('listItems')).toBe('/v0/items');
});
