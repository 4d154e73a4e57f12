import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openStokly } from '../testing/stokly-fixture.ts';
import { openBooks } from './books.ts';
import { createStateFile } from './state-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'sandbox-state-'));
const file = join(folder, 'stokly.state');
afterEach(() => rmSync(file, { force: true }));

test('documents, ids and running numbers go on where the last start left them', () => {
  const first = openBooks(createStateFile(file));
  const [customer] = first.customers.listLatest();
  if (!customer) throw new Error('the catalogue has customers');
  const id = first.newId();
  first.newNumber('INV');
  first.customers.put(id, { ...customer, customerId: id, barcode: 'KEPT' }, 5);
  const second = openBooks(createStateFile(file));
  expect(second.customers.latest(id)?.barcode).toBe('KEPT');
  expect(second.newNumber('INV')).toBe('INV-00002');
  expect(second.newId()).not.toBe(id);
});

test('a removed document stays removed, and a line cut off by a crash is dropped', () => {
  const first = openBooks(createStateFile(file));
  const [customer] = first.customers.listLatest();
  if (!customer) throw new Error('the catalogue has customers');
  first.customers.remove(customer.customerId, 5);
  appendFileSync(file, '{"store":"customers","id":"cut');
  const second = openBooks(createStateFile(file));
  expect(second.customers.latest(customer.customerId)).toBeNull();
  expect(second.customers.listLatest().length).toBe(first.customers.listLatest().length);
  second.customers.put('after', { ...customer, customerId: 'after' }, 5);
  expect(openBooks(createStateFile(file)).customers.latest('after')?.customerId).toBe('after');
});

test('a sale order and its invoice are the same after a restart', async () => {
  const started = await openStokly({ stateFile: file });
  await started.newInvoice();
  const before = await readState(started.sandbox.stokly.apiUrl);
  await started.sandbox.close();
  const again = await openStokly({ stateFile: file });
  const after = await readState(again.sandbox.stokly.apiUrl);
  again.sandbox.reset();
  await again.sandbox.close();
  expect(after).toEqual(before);
  expect(createStateFile(file).load()).toEqual([]);
});

async function readState(url: string): Promise<unknown> {
  return (await fetch(`${url}/__sandbox/state`)).json();
}

test('without a file nothing is kept', () => {
  openBooks(null).newNumber('INV');
  expect(openBooks(null).newNumber('INV')).toBe('INV-00001');
});
