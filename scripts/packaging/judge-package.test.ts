import { expect, it } from 'vitest';
import { judgePackage } from './judge-package.ts';
import type { PackageFacts, PackedFile } from './read-package.ts';

const file = (path: string, more: Partial<PackedFile> = {}): PackedFile => ({
  path,
  bytes: 1,
  isUnpacked: false,
  isThere: true,
  hasChecksum: true,
  ...more,
});
const good: PackageFacts = {
  program: '/release/linux-unpacked/tieout',
  fuses: { RunAsNode: false, OnlyLoadAppFromAsar: true },
  files: [
    file('package.json'),
    file('LICENSE'),
    file('dist/electron/main.js'),
    file('dist/electron/backend.js'),
    file('dist/electron/aside-worker.js'),
    file('dist/electron/preload.cjs'),
    file('dist/electron/attention.png'),
    file('dist/renderer/index.html'),
    file('dist/electron/licences-backend-process.md'),
    file('dist/renderer/licences.md'),
    file('node_modules/better-sqlite3/package.json'),
    file('node_modules/better-sqlite3/prebuilds/linux-x64.node', { isUnpacked: true }),
  ],
  hasOpenCode: false,
  archiveBytes: 6_000_000,
  unpackedBytes: 2_000_000,
  bytes: 250_000_000,
};
const fuses = { runAsNode: false, onlyLoadAppFromAsar: true };

it('finds nothing wrong with a package that is as it should be', () => {
  expect(judgePackage(good, fuses)).toEqual([]);
});

it.each<[what: string, facts: Partial<PackageFacts>, says: string]>([
  ['a fuse that is on', { fuses: { ...good.fuses, RunAsNode: true } }, 'runAsNode is on; it should be off'],
  ['a fuse that is missing', { fuses: { RunAsNode: false } }, 'onlyLoadAppFromAsar is missing'],
  ['a file that is missing', { files: good.files.slice(1) }, 'package.json is missing'],
  ...['main.js', 'backend.js', 'aside-worker.js', 'preload.cjs'].map(
    (name): [string, Partial<PackageFacts>, string] => [
      `${name} that is missing`,
      { files: good.files.filter(({ path }) => path !== `dist/electron/${name}`) },
      `dist/electron/${name} is missing`,
    ],
  ),
  ['a test', { files: [...good.files, file('dist/electron/ipc.test.js')] }, 'ipc.test.js has no business'],
  ['a source', { files: [...good.files, file('main/start.ts')] }, 'main/start.ts has no business'],
  ['journeys', { files: [...good.files, file('dist/electron/e2e/a.js')] }, 'no business'],
  ['books of somebody', { files: [...good.files, file('dist/electron/books.tieout')] }, 'no business'],
  [
    'another package',
    { files: [...good.files, file('node_modules/fastify/index.js')] },
    'fastify/index.js has no business',
  ],
  ['a binary inside', { files: [...good.files, file('node_modules/better-sqlite3/a.node')] }, 'wrong side'],
  ['code beside', { files: [...good.files, file('dist/electron/a.js', { isUnpacked: true })] }, 'wrong side'],
  ['no binary', { files: good.files.slice(0, -1) }, 'has no binary'],
  [
    'a binary that is only listed',
    {
      files: [
        ...good.files,
        file('node_modules/better-sqlite3/b.node', { isUnpacked: true, isThere: false }),
      ],
    },
    'not beside the archive',
  ],
  [
    'no checksum',
    { files: [...good.files, file('dist/electron/b.js', { hasChecksum: false })] },
    'no checksum',
  ],
  ['open code', { hasOpenCode: true }, 'Open code'],
  ['a heavy archive', { archiveBytes: 100_000_000 }, '100000000 bytes'],
])('tells of %s', (_what, facts, says) => {
  const found = judgePackage({ ...good, ...facts }, fuses);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(says);
});
