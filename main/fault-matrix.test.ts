import { beforeAll, expect, test } from 'vitest';
import {
  defaultVersions,
  orderSearchPath,
  ordersPath,
  productPath,
  productSearchPath,
  shopsPath,
  statementsPath,
  statementTransactionsPath,
  tokenPaths,
} from '../app/channels/tiktok/endpoints.ts';
import { postingTransitions } from '../app/domain/posting-states.ts';
import { endpoints } from '../app/ledgers/stokly/endpoints.ts';
import { type Case, listCases, nameOf } from '../faults/cases/cases.ts';
import { recordAll } from '../faults/run.ts';
import { faultKinds } from '../faults/world/network-faults.ts';
import { toTransition } from '../faults/world/points.ts';

/** What the matrix is made of, without rehearsing any of it. */
let cases: readonly Case[];
beforeAll(async () => {
  cases = listCases(await recordAll());
}, 180_000);

/** Calls that a run on the sandbox does not make, and why. */
const without: ReadonlyMap<string, string> = new Map([
  ['GET /v2/saleorders/{id}/items', 'only where an order says no total; orders of the sandbox say one'],
]);

const id = '1729000000000000000';
const ofTikTok = [
  `GET ${tokenPaths.exchange}`,
  `GET ${tokenPaths.refresh}`,
  `GET ${shopsPath(defaultVersions)}`,
  `POST ${productSearchPath(defaultVersions)}`,
  `GET ${productPath(defaultVersions, id)}`,
  `POST ${orderSearchPath(defaultVersions)}`,
  `GET ${ordersPath(defaultVersions)}`,
  `GET ${statementsPath(defaultVersions)}`,
  `GET ${statementTransactionsPath(defaultVersions, id)}`,
].map((call) => call.replace(id, '{id}'));
const ofStokly = Object.values(endpoints).map(({ method, path }) => `${method} ${path}`);

test('every call that the adapters can make meets every fault that fits it, once alone and where it says so for good', () => {
  const met = new Map<string, Set<string>>();
  for (const one of cases) {
    if (one.family !== 'call') continue;
    const { call, kind, lasting } = one.fault;
    met.set(call, (met.get(call) ?? new Set()).add(`${kind}${lasting ? ' lasting' : ''}`));
  }
  expect([...new Set([...ofTikTok, ...ofStokly])].filter((call) => !met.has(call))).toEqual([
    ...without.keys(),
  ]);
  const everywhere = faultKinds.filter(({ only }) => only === undefined);
  for (const [call, kinds] of met) {
    for (const { name, lasting } of everywhere) {
      expect(kinds, call).toContain(name);
      if (lasting) expect(kinds, call).toContain(`${name} lasting`);
    }
    const isWrite = /^(POST|PATCH|DELETE) \/v[02]\//.test(call);
    expect(kinds.has('never-visible'), call).toBe(isWrite);
    expect(kinds.has('moving-page'), call).toBe(/\/search$|\/finance\/|^GET \/v[02]\/[a-z-]+$/.test(call));
  }
});

test('a process is killed before, inside and after each transition that the outbox has', () => {
  const names = new Set(cases.flatMap((one) => (one.family === 'kill' ? [one.name] : [])));
  for (const [from, all] of Object.entries(postingTransitions)) {
    for (const to of all) {
      for (const moment of ['before inside', 'before commit', 'after commit']) {
        expect(names).toContain(`${moment} ${toTransition(from, to)}`);
      }
    }
  }
});

test('there are at least a thousand cases, and each can be asked for by its name', () => {
  expect(cases.length).toBeGreaterThan(1000);
  expect(new Set(cases.map(nameOf)).size).toBe(cases.length);
});
