import { electronEntries } from '../electron-entries.ts';
import type { PackageFacts } from './read-package.ts';

/** electron-builder.yml writes a fuse's name with a small letter, Electron's list with a capital one. */
type Fuses = Readonly<Record<string, boolean>>;

/** What a packaged Tieout cannot do without. */
const needed = [
  'package.json',
  'LICENSE',
  ...electronEntries.map(({ file }) => `dist/electron/${file}`),
  'dist/electron/attention.png',
  'dist/renderer/index.html',
  'dist/electron/licences-backend-process.md',
  'dist/renderer/licences.md',
  'node_modules/better-sqlite3/package.json',
];
const mayHold = /^(package\.json|LICENSE|dist\/(electron|renderer)\/|node_modules\/better-sqlite3\/)/;
/** Code for tests, sources, maps and data of anybody. */
const mustNotHold = /(^|\/)(e2e|faults|bench|testing)\/|\.test\.|\.(ts|tsx|map|tieout|sqlite)$/;
const largestArchive = 24 * 1024 * 1024;

/** What is wrong with a built program, one sentence each; nothing when it is as it should be. */
export function judgePackage(facts: PackageFacts, wantedFuses: Fuses): readonly string[] {
  const { files, fuses } = facts;
  const paths = new Set(files.map(({ path }) => path));
  const isNative = (path: string): boolean => path.endsWith('.node');
  return [
    ...Object.entries(wantedFuses).flatMap(([name, wanted]) => {
      const found = fuses[name.charAt(0).toUpperCase() + name.slice(1)];
      if (found === wanted) return [];
      return [
        `The fuse ${name} is ${found === undefined ? 'missing' : onOff(found)}; it should be ${onOff(wanted)}.`,
      ];
    }),
    ...needed.filter((path) => !paths.has(path)).map((path) => `${path} is missing in the archive.`),
    ...files
      .filter(({ path }) => !mayHold.test(path) || mustNotHold.test(path))
      .map(({ path }) => `${path} has no business in the archive.`),
    ...files
      .filter(({ path, isUnpacked }) => isNative(path) !== isUnpacked)
      .map(({ path }) => `${path} is on the wrong side: binaries lie beside the archive, all else in it.`),
    ...(files.some(({ path }) => isNative(path)) ? [] : ['The module of the database has no binary.']),
    ...files
      .filter(({ isThere }) => !isThere)
      .map(({ path }) => `${path} is listed, but not beside the archive.`),
    ...files
      .filter(({ hasChecksum }) => !hasChecksum)
      .map(({ path }) => `${path} has no checksum in the archive.`),
    ...(facts.hasOpenCode ? ['Open code lies beside the archive.'] : []),
    ...(facts.archiveBytes > largestArchive ? [`The archive has ${facts.archiveBytes} bytes.`] : []),
  ];
}

function onOff(state: boolean): string {
  return state ? 'on' : 'off';
}
