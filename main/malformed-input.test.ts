import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { api, type MethodName } from '../app/contract/api.ts';
import { type Backend, startBackend } from './backend/index.ts';
import { createMemorySecrets } from './secrets/memory-secrets.ts';

/** What is used of a JSON schema made from a method's input. */
interface Shape {
  readonly type?: string;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Texts that have undone other programs: no calendar dates, time zones that are none, quotes, patterns, half letters. */
const oddTexts = [
  '',
  ' ',
  '0',
  '2026-02-31',
  '9999-12-31',
  '0000-00-00',
  '2026-13-01',
  '2026-10-01',
  '\u0000',
  '\ud800',
  "'; DROP TABLE orders; --",
  '%_*"()\\',
  '__proto__',
  'Mars/Phobos',
  'GBP',
  'x'.repeat(5000),
];
const garbage = fc.oneof(
  fc.constantFrom<unknown>(null, true, [], {}, -1, 0.5, 1e300, Number.NaN, ...oddTexts),
  fc.jsonValue({ maxDepth: 2 }),
);

function arbitraryOf(shape: Shape, ids: readonly string[]): fc.Arbitrary<unknown> {
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => arbitraryOf(choice, ids)));
  if (shape.const !== undefined) return fc.constant(shape.const);
  if (shape.enum) return fc.constantFrom(...shape.enum);
  switch (shape.type) {
    case 'string':
      return fc.constantFrom(...ids, ...oddTexts);
    case 'integer':
    case 'number': {
      const min = Math.max(shape.minimum ?? -(2 ** 53), -(2 ** 53));
      return fc.maxSafeInteger().map((value) => Math.min(Math.max(value, min), shape.maximum ?? 2 ** 53));
    }
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(arbitraryOf(shape.items ?? {}, ids), { maxLength: 3 });
    case 'object': {
      const fields = Object.entries(shape.properties ?? {});
      const model = Object.fromEntries(
        fields.map(([name, field]) => [
          name,
          fc.oneof({ weight: 6, arbitrary: arbitraryOf(field, ids) }, { weight: 1, arbitrary: garbage }),
        ]),
      );
      return fc.oneof(
        { weight: 9, arbitrary: fc.record(model) },
        { weight: 1, arbitrary: fc.record(model, { requiredKeys: [] }) },
      );
    }
    default:
      return garbage;
  }
}

/** These reach the network, or end what the others need, when they are understood. */
const onlyRefused: ReadonlySet<MethodName> = new Set([
  'ledgers.link',
  'sample.open',
  'shops.unlink',
  'ledgers.unlink',
]);

const defects: string[] = [];
let backend: Backend;
let ids: readonly string[];

beforeAll(async () => {
  const started = await startBackend({
    booksFile: ':memory:',
    host: 'web',
    secrets: createMemorySecrets(),
    openInBrowser: async () => false,
    log: (line) => defects.push(line),
    sample: { ordersPerShop: 20 },
  });
  if (!started.ok) throw new Error(started.error.message);
  backend = started.value;
  const opened = await backend.dispatch('sample.open', {});
  if (!opened.ok) throw new Error(opened.error.message);
  const { shops, ledger } = api['sample.open'].output.parse(opened.value);
  ids = [...shops.map((shop) => shop.shopId), ledger.ledgerId];
}, 60_000);

afterAll(() => backend.close());

describe('a request that nobody of good will would make', () => {
  // Object.keys of the contract's own object.
  it.each(Object.keys(api) as MethodName[])('%s answers it, and nothing inside fails', async (method) => {
    // A JSON schema is plain data; only the fields of `Shape` are read.
    const shape = z.toJSONSchema(api[method].input, { io: 'input' }) as Shape;
    const inputs = fc.oneof(
      { weight: 8, arbitrary: arbitraryOf(shape, ids) },
      { weight: 1, arbitrary: garbage },
    );
    await fc.assert(
      fc.asyncProperty(inputs, async (input) => {
        if (onlyRefused.has(method) && api[method].input.safeParse(input ?? {}).success) return;
        const reply = await backend.dispatch(method, input);
        const code = reply.ok ? null : reply.error.code;
        expect([code === 'BACKEND_FAILED', defects.splice(0)]).toEqual([false, []]);
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  it.each(['statements.fetch', 'statements.compare', 'orders.fetch'] as const)(
    '%s of a shop that is not there is refused before a job begins',
    async (method) => {
      const input = { shopId: '\ud800', from: '2026-10-01', to: '2026-10-02' };
      expect(await backend.dispatch(method, input)).toMatchObject({
        ok: false,
        error: { code: 'NOT_FOUND' },
      });
      expect(defects.splice(0)).toEqual([]);
    },
  );

  it('a profile of a shop or a ledger that is not there is refused', async () => {
    const kept = await backend.dispatch('profiles.get', { shopId: ids[0] });
    if (!kept.ok) throw new Error(kept.error.message);
    const { profile } = api['profiles.get'].output.parse(kept.value);
    for (const change of [{ shopId: 'nobody' }, { ledgerId: 'nowhere' }, { timeZone: 'Mars/Phobos' }]) {
      const reply = await backend.dispatch('profiles.save', { profile: { ...profile, ...change } });
      const code = reply.ok ? 'saved' : reply.error.code;
      expect([change, code]).toEqual([change, expect.stringMatching(/^(BAD_INPUT|NOT_FOUND)$/)]);
    }
    expect(defects.splice(0)).toEqual([]);
  });

  it.each(['accountKey', 'clientId', 'secretKey'])('a %s that was copied badly is refused', async (field) => {
    const link = { name: 'A', accountKey: 'a', clientId: 'c', secretKey: 's', [field]: 'two words\u0000' };
    const reply = await backend.dispatch('ledgers.link', link);
    expect(reply).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
    expect(JSON.stringify(reply)).not.toContain('two words');
  });
});
