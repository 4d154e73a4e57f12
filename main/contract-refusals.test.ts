import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { api, type MethodName } from '../app/contract/api.ts';
import { type Backend, startBackend } from './backend/index.ts';
import { createMemorySecrets } from './secrets/memory-secrets.ts';
import { startWebHost, type WebHost } from './web/server.ts';
import { ask } from './web/testing/ask.ts';

/** What is used of a JSON schema made from a method's input. */
interface Shape {
  readonly type?: string;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly propertyNames?: Shape;
}

type Path = readonly (string | number)[];

// Object.keys of the contract's own object.
const methods = Object.keys(api) as MethodName[];

function shapeOf(method: MethodName): Shape {
  // A JSON schema is plain data; only the fields of `Shape` are read.
  return z.toJSONSchema(api[method].input, { io: 'input' }) as Shape;
}

/** Every leaf and node of a schema with the path to it; of alternatives all. */
function nodesOf(shape: Shape, path: Path = []): { path: Path; shape: Shape }[] {
  const below = [
    ...(shape.anyOf ?? shape.oneOf ?? []).flatMap((choice) => nodesOf(choice, path)),
    ...Object.entries(shape.properties ?? {}).flatMap(([name, field]) => nodesOf(field, [...path, name])),
    ...(shape.items ? nodesOf(shape.items, [...path, 0]) : []),
  ];
  return [{ path, shape }, ...below];
}

/** One input that the method understands. */
function sampleOf(shape: Shape): unknown {
  const choice = shape.anyOf?.[0] ?? shape.oneOf?.[0];
  if (choice) return sampleOf(choice);
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  switch (shape.type) {
    case 'string':
      return shape.pattern?.includes('\\d{4}')
        ? '2026-10-01'
        : shape.pattern?.includes('[A-Z]{3}')
          ? 'GBP'
          : 'x';
    case 'integer':
    case 'number':
      return Math.max(1, shape.minimum ?? 1);
    case 'boolean':
      return true;
    case 'array':
      return [sampleOf(shape.items ?? {})];
    case 'null':
      return null;
    default: {
      const keys = shape.propertyNames?.enum;
      if (keys) return Object.fromEntries(keys.map((key) => [String(key), 'skip']));
      const fields = Object.entries(shape.properties ?? {});
      return Object.fromEntries(fields.map(([name, field]) => [name, sampleOf(field)]));
    }
  }
}

function put(input: unknown, path: Path, value: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  if (Array.isArray(input)) return [put(input[0], rest, value)];
  if (typeof input !== 'object' || input === null) return input;
  // A plain object of the sample, copied before it is changed.
  const copy: Record<string, unknown> = { ...input };
  if (rest.length === 0 && value === missing) delete copy[head];
  else copy[head] = put(copy[head], rest, value);
  return copy;
}

const missing = Symbol('missing');
const wrong: readonly unknown[] = [
  missing,
  null,
  true,
  -1,
  0.5,
  1e300,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '',
  '\ud800',
  'a\u0000b',
  'x'.repeat(5000),
  '2026-02-31',
  [],
  [[]],
  {},
  Object.fromEntries([['__proto__', { polluted: true }]]),
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  Array.from({ length: 200_000 }, () => 'x'),
];

/** Inputs that break the schema in one place each. */
function malformedOf(method: MethodName): unknown[] {
  const shape = shapeOf(method);
  const sample = sampleOf(shape);
  const changed = nodesOf(shape).flatMap(({ path }) => wrong.map((value) => put(sample, path, value)));
  return changed.filter(
    (input) => typeof input !== 'symbol' && !api[method].input.safeParse(input ?? {}).success,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'tieout-refusals-'));
const defects: string[] = [];
let backend: Backend;
let host: WebHost;
let watcher: Database.Database;

beforeAll(async () => {
  const booksFile = join(folder, 'books.tieout');
  writeFileSync(join(folder, 'index.html'), '');
  const started = await startBackend({
    booksFile,
    host: 'web',
    secrets: createMemorySecrets(),
    openInBrowser: async () => false,
    log: (line) => defects.push(line),
  });
  if (!started.ok) throw new Error(started.error.message);
  backend = started.value;
  host = await startWebHost({ dispatch: backend.dispatch, listen: backend.listen, staticFolder: folder });
  watcher = new Database(booksFile, { readonly: true });
});

afterAll(async () => {
  watcher.close();
  await host.close();
  await backend.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Grows with every commit of anybody else: the same number means that nothing was written. */
const written = (): unknown => watcher.pragma('data_version', { simple: true });

describe('every method refuses what is not of its schema', () => {
  it.each(methods)('%s, in process: BAD_INPUT, and nothing is written', async (method) => {
    const before = written();
    const inputs = malformedOf(method);
    for (const input of inputs) {
      const reply = await backend.dispatch(method, input);
      expect([reply.ok, reply.ok ? '' : reply.error.code]).toEqual([false, 'BAD_INPUT']);
      const message = reply.ok ? '' : reply.error.message;
      // A sentence, not an echo: what was sent may be a megabyte, or a secret.
      expect(message.length).toBeLessThan(400);
    }
    expect([written(), defects.splice(0)]).toEqual([before, []]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    // A method without fields has nothing to break but its own shape.
    const hasFields = Object.keys(shapeOf(method).properties ?? {}).length > 0;
    expect(inputs.length).toBeGreaterThan(hasFields ? 5 : 3);
  });

  it('over HTTP with 200 and the envelope, never with a 500', async () => {
    const port = Number(new URL(host.address).port);
    const before = written();
    for (const method of methods) {
      // One of each kind is enough here: the guards and the parser of the host are what is tried.
      const inputs = malformedOf(method).filter((_, index, all) => index % Math.ceil(all.length / 12) === 0);
      for (const input of inputs) {
        const body = JSON.stringify(input);
        // In JSON, NaN is null and a field may vanish: some of these are understood after all, and then do their work.
        if (api[method].input.safeParse(JSON.parse(body) ?? {}).success) continue;
        const answer = await ask(port, {
          method: 'POST',
          path: `/api/${method}`,
          headers: {
            host: `127.0.0.1:${port}`,
            'content-type': 'application/json',
            authorization: `Bearer ${host.token}`,
          },
          body,
        });
        expect([method, answer.status]).toEqual([
          method,
          expect.toSatisfy((status) => [200, 400, 413].includes(status)),
        ]);
        expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
      }
    }
    expect([written(), defects.splice(0)]).toEqual([before, []]);
  });
});

describe('every field that a caller fills has a limit', () => {
  it.each(methods)('%s', (method) => {
    const open = nodesOf(shapeOf(method)).filter(({ shape }) => {
      if (shape.enum || shape.const !== undefined) return false;
      // A pattern with fixed ends and counts limits the length as well.
      if (shape.type === 'string')
        return shape.maxLength === undefined && !/^\^.*\{\d+\}\$$/.test(shape.pattern ?? '');
      if (shape.type === 'array') return shape.maxItems === undefined;
      if (shape.type === 'integer' || shape.type === 'number') {
        return shape.minimum === undefined || shape.maximum === undefined;
      }
      return false;
    });
    expect(open.map(({ path, shape }) => `${path.join('.')} ${JSON.stringify(shape)}`)).toEqual([]);
  });
});
