import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { must } from '../backend/testing/sample-backend.ts';
import type { CommandOptions } from './command.ts';
import { unconfirmed } from './commands/unconfirmed.ts';
import { openSession } from './session.ts';

const folder = mkdtempSync(join(tmpdir(), 'tieout-unconfirmed-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const options = (change: Partial<CommandOptions>): CommandOptions => ({
  json: true,
  help: false,
  'dry-run': false,
  'no-ledger': false,
  'not-there': false,
  list: false,
  positionals: [],
  say: () => {},
  ...change,
});

it('what Stokly accepted and never shows is listed until somebody says that it is not there; then it is posted once', async () => {
  const sample = { ordersPerShop: 160, visibilityDelayMs: 0 };
  const session = must(await openSession(join(folder, 'books.tieout'), () => {}, sample));
  const opened = must(await session.client.call('sample.open', {}));
  const shopId = opened.shops.find(({ region }) => region === 'GB')?.shopId ?? '';
  const period = { shopId, from: '2026-10-05', to: '2026-10-08' };
  must(await session.run(session.client.call('products.fetch', { shopId })));
  must(await session.run(session.client.call('orders.fetch', period)));
  const { rows } = must(await session.client.call('orders.list', { ...period, limit: 500 }));
  const order = rows.find(({ verify }) => verify === 'ready');
  const selection = { select: 'these' as const, shopId, orderIds: [order?.orderId ?? ''] };
  const sandbox = await session.backend.sample();
  sandbox.faults.add({ route: 'POST /v2/saleorders/{id}/invoices', nth: 1, do: 'never-visible' });
  must(await session.run(session.client.call('orders.post', { selection })));

  const run = (change: Partial<CommandOptions>) =>
    unconfirmed.run(session, options({ shop: shopId, ...change }));
  const listed = await run({});
  expect(listed.complete).toBe(false);
  expect(listed.document).toMatchObject({ total: 1, documents: [{ kind: 'invoice', state: 'unknown' }] });
  expect(listed.lines.join('\n')).toContain('has not shown it');
  expect((await run({})).complete).toBe(false);

  const released = await run({ 'not-there': true });
  expect(released).toMatchObject({ complete: true, document: { total: 0, looked: { notMade: 1 } } });
  must(await session.run(session.client.call('orders.post', { selection })));
  expect(sandbox.journal.of('POST /v2/saleorders/{id}/invoices')).toHaveLength(2);
  expect((await run({})).complete).toBe(true);
  await expect(run({ shop: 'nowhere' })).resolves.toMatchObject({ complete: false });
  await session.close();
}, 120_000);
