import { expect, test } from 'vitest';
import { createConnectors } from './connectors.ts';

const clock = { now: () => 0, sleep: async () => undefined };
const ledger = { accountKey: 'acme', clientId: 'client' };
const channel = { appKey: 'key', serviceId: '7', market: 'rest' };

test('all jobs share one adapter of a link, and with it the rate limit, the token and the circuit', () => {
  const connectors = createConnectors(clock, () => null);
  const one = connectors.openLedger('stokly', ledger, 'secret');
  expect(connectors.openLedger('stokly', { ...ledger }, 'secret')).toBe(one);
  expect(connectors.openLedger('stokly', ledger, 'another secret')).not.toBe(one);
  const shop = connectors.openChannel('tiktok', { ...channel, account: 'a' }, 'secret');
  // Accounts of one app share the app's allowance; each shop has its own bucket in it.
  expect(connectors.openChannel('tiktok', { ...channel, account: 'b' }, 'secret')).toBe(shop);
});

test('a link of the sample company keeps the limits its servers have', () => {
  const sample = {
    tiktok: {
      apiUrl: 'http://127.0.0.1:1',
      authUrl: 'http://127.0.0.1:1',
      authorizePageUrl: 'http://127.0.0.1:1/open',
      limits: { requestsPerSecond: 40 },
    },
    stokly: { apiUrl: 'http://127.0.0.1:1', ratePerMinute: 0 as const, visibilityGraceMs: 2_000 },
  };
  const connectors = createConnectors(clock, () => sample, { channel: { limits: { requestsPerSecond: 0 } } });
  // What is laid over is looked at: limits that are none are refused, not dropped.
  expect(() => connectors.openChannel('tiktok', { ...channel, place: 'sample' }, 'secret')).toThrow(
    'Too small',
  );
  const { capabilities } = connectors.openLedger('stokly', { ...ledger, place: 'sample' }, 'secret');
  expect([capabilities.visibilityGraceMs, capabilities.together]).toEqual([2_000, 75]);
});
