import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runTool } from './run.ts';

/** One file with one import each; `rule` names the rule that has to bite, null when the import is fine. */
interface Fixture {
  readonly file: string;
  readonly imports: string;
  readonly rule: string | null;
}

const refused: readonly (readonly [file: string, imports: string, rule: string])[] = [
  ['app/domain/a.ts', '../services/target.ts', 'domain'],
  ['app/domain/b.ts', '../contract/target.ts', 'domain'],
  ['app/domain/c.ts', 'node:fs', 'domain'],
  ['app/domain/d.ts', 'zod', 'domain'],
  ['app/domain/e.ts', 'type ../ports/target.ts', 'domain'],
  ['app/contract/a.ts', '../services/target.ts', 'contract'],
  ['app/contract/b.ts', '../../db/target.ts', 'contract'],
  ['app/contract/c.ts', '../../main/target.ts', 'contract'],
  ['app/contract/d.ts', 'type ../ports/target.ts', 'contract'],
  ['app/ports/a.ts', '../services/target.ts', 'ports'],
  ['app/ports/b.ts', 'node:crypto', 'ports'],
  ['app/files/a.ts', '../services/target.ts', 'files'],
  ['app/files/b.ts', 'kysely', 'files'],
  ['app/files/c.ts', 'node:fs', 'files'],
  ['app/services/a.ts', '../channels/tiktok/target.ts', 'services'],
  ['app/services/b.ts', '../ledgers/stokly/target.ts', 'services'],
  ['app/services/c.ts', '../../db/target.ts', 'services'],
  ['app/services/deep/d.ts', 'type ../../ledgers/stokly/target.ts', 'services'],
  ['app/services/e.ts', 'better-sqlite3', 'services'],
  ['app/channels/tiktok/a.ts', '../../services/target.ts', 'channels-and-ledgers'],
  ['app/channels/tiktok/b.ts', '../../../db/target.ts', 'channels-and-ledgers'],
  ['app/channels/tiktok/c.ts', '../shopify/target.ts', 'channels-and-ledgers'],
  ['app/channels/tiktok/d.ts', '../../ledgers/stokly/target.ts', 'channels-and-ledgers'],
  ['app/ledgers/stokly/a.ts', '../../channels/tiktok/target.ts', 'channels-and-ledgers'],
  ['app/ledgers/stokly/b.ts', '../../contract/target.ts', 'channels-and-ledgers'],
  ['db/a.ts', '../app/channels/tiktok/target.ts', 'db'],
  ['db/b.ts', '../app/ledgers/stokly/target.ts', 'db'],
  ['db/c.ts', '../app/services/target.ts', 'db'],
  ['db/d.ts', 'fastify', 'db'],
  ['main/a.ts', '../renderer/target.tsx', 'main'],
  ['main/web/b.ts', 'electron', 'electron-stays-in-its-host'],
  ['renderer/a.tsx', '../app/services/target.ts', 'renderer'],
  ['renderer/b.tsx', '../db/target.ts', 'renderer'],
  ['renderer/c.tsx', '../main/target.ts', 'renderer'],
  ['renderer/d.tsx', 'node:fs', 'renderer'],
  ['renderer/e.tsx', 'electron', 'renderer'],
  ['renderer/f.tsx', 'type ../app/ports/target.ts', 'renderer'],
  ['renderer/g.tsx', 'dynamic ../app/services/target.ts', 'renderer'],
  ['sandbox/a.ts', '../app/domain/target.ts', 'sandbox'],
  ['sandbox/b.test.ts', '../app/domain/target.ts', 'sandbox'],
  ['sandbox/c.ts', 'type ../app/contract/target.ts', 'sandbox'],
  ['e2e/a.ts', '../app/domain/target.ts', 'e2e'],
  ['app/services/f.ts', './target.test.ts', 'tests-are-not-imported'],
  ['db/e.ts', './missing.ts', 'resolvable'],
  // The shortest circle: a longer one is reported at one of its files only.
  ['db/round.ts', 'type ./round.ts', 'no-cycles'],
];

const allowed: readonly (readonly [file: string, imports: string])[] = [
  ['app/domain/x.ts', './target.ts'],
  ['app/domain/y.ts', '@noble/hashes/sha2.js'],
  ['app/contract/x.ts', 'type ../domain/target.ts'],
  ['app/contract/y.ts', 'zod'],
  ['app/ports/x.ts', '../domain/target.ts'],
  ['app/files/x.ts', 'fflate'],
  ['app/services/x.ts', '../ports/target.ts'],
  ['app/services/x.test.ts', '../../db/target.ts'],
  ['app/channels/registry.ts', './tiktok/target.ts'],
  ['app/channels/tiktok/x.ts', '../../ports/target.ts'],
  ['app/channels/tiktok/y.ts', 'node:crypto'],
  ['db/x.ts', 'better-sqlite3'],
  ['main/electron/x.ts', 'electron'],
  ['main/x.ts', '../db/target.ts'],
  ['renderer/x.tsx', '../app/contract/target.ts'],
  ['sandbox/x.ts', 'fastify'],
  ['e2e/x.ts', '../sandbox/target.ts'],
];

const fixtures: readonly Fixture[] = [
  ...refused.map(([file, imports, rule]) => ({ file, imports, rule })),
  ...allowed.map(([file, imports]) => ({ file, imports, rule: null })),
];

const targets = [
  'app/domain/target.ts',
  'app/contract/target.ts',
  'app/ports/target.ts',
  'app/services/target.ts',
  'app/services/target.test.ts',
  'app/channels/tiktok/target.ts',
  'app/channels/shopify/target.ts',
  'app/ledgers/stokly/target.ts',
  'db/target.ts',
  'main/target.ts',
  'renderer/target.tsx',
  'sandbox/target.ts',
];
const packages = ['zod', 'kysely', 'fastify', 'fflate', 'better-sqlite3', 'electron', '@noble/hashes'];

const CruiseReport = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

let folder = '';
const bitten = new Map<string, string[]>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tieout-boundaries-'));
  for (const { file, imports } of fixtures) await write(file, toStatement(imports));
  for (const target of targets) await write(target, 'export const value = 1;\nexport type Value = number;\n');
  for (const name of packages) {
    await write(
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    );
    await write(`node_modules/${name}/index.js`, '');
    await write(`node_modules/${name}/sha2.js`, '');
  }
  await write(
    'package.json',
    JSON.stringify({
      name: 'fixtures',
      dependencies: Object.fromEntries(packages.map((name) => [name, '1.0.0'])),
    }),
  );
  const config = join(import.meta.dirname, '..', '.dependency-cruiser.cjs');
  const roots = ['app', 'db', 'main', 'renderer', 'sandbox', 'e2e'];
  const run = await runTool('depcruise', ['--config', config, '--output-type', 'json', ...roots], {
    cwd: folder,
  });
  const report = CruiseReport.parse(JSON.parse(run.output.slice(0, run.output.lastIndexOf('}') + 1)));
  for (const { from, rule } of report.summary.violations) {
    bitten.set(from, [...(bitten.get(from) ?? []), rule.name]);
  }
});

afterAll(() => rm(folder, { recursive: true }));

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
}

/** `type x` imports a type of x, `dynamic x` imports x while running, `x` imports a value of it. */
function toStatement(imports: string): string {
  const [first = '', second] = imports.split(' ');
  if (second === undefined) return `import { value } from '${first}';\nexport const used = value;\n`;
  if (first === 'type') return `import type { Value } from '${second}';\nexport type Used = Value;\n`;
  return `export const later = () => import('${second}');\n`;
}

describe('the table of who may import whom', () => {
  it.each(fixtures.filter((fixture) => fixture.rule !== null))(
    '$file may not import $imports',
    ({ file, rule }) => {
      expect(bitten.get(file)).toContain(rule);
    },
  );

  it.each(fixtures.filter((fixture) => fixture.rule === null))('$file may import $imports', ({ file }) => {
    expect(bitten.get(file)).toBeUndefined();
  });
});
