import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import lock from '../package-lock.json' with { type: 'json' };

const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'dependencies.md'), 'utf8');
const allowed = [
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Python-2.0',
  'WTFPL',
  'MPL-2.0',
];

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
}

const direct: Readonly<Record<string, string>> = {
  ...packageJson.dependencies,
  ...packageJson.devDependencies,
};
// The lockfile as npm writes it; only these fields are read.
const tree = Object.entries(lock.packages as Readonly<Record<string, Locked>>).filter(
  ([path]) => path !== '',
);

it('every direct dependency has its reason on the page, with the version that is pinned', () => {
  const rows = new Map(
    page
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .flatMap(([, name = '', version = '']) =>
        /^`.+`$/.test(name) ? [[name.slice(1, -1), version] as const] : [],
      ),
  );
  expect(Object.fromEntries(rows)).toEqual(direct);
  for (const version of Object.values(direct)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});

it('every package of the tree has a licence that is compatible', () => {
  const isAllowed = (license: string): boolean =>
    license.includes(' OR ')
      ? license.replaceAll(/[()]/g, '').split(' OR ').some(isAllowed)
      : license
          .replaceAll(/[()]/g, '')
          .split(' AND ')
          .every((one) => allowed.includes(one));
  const others = tree.filter(([, { license = 'none' }]) => !isAllowed(license));
  expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
  expect(page).toContain(`Allowed in the whole tree: ${allowed.slice(0, -1).join(', ')}`);
});

it('every package of the tree is pinned by a checksum, and comes from no other place than the registry', () => {
  const unsealed = tree.filter(([, one]) => one.link === true || !one.integrity?.startsWith('sha512-'));
  expect(unsealed.map(([path]) => path)).toEqual([]);
  const foreign = tree.filter(
    ([, { resolved }]) => resolved !== undefined && !/^https:\/\/registry\.npmjs\.org\//.test(resolved),
  );
  expect(foreign.map(([path]) => path)).toEqual([]);
});
