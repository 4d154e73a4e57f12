import type { PackageFacts } from './read-package.ts';

/** A page for a person: fuses, list of the archive by folder, sizes, and what is wrong. */
export function describePackage(facts: PackageFacts, wrong: readonly string[]): string {
  const fuses = Object.entries(facts.fuses).map(([name, isOn]) => `  ${isOn ? 'on ' : 'off'}  ${name}`);
  const folders = Object.entries(Object.groupBy(facts.files, ({ path }) => folderOf(path))).map(
    ([folder, files = []]) => {
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      const outside = files.some(({ isUnpacked }) => isUnpacked) ? ', some of them beside the archive' : '';
      return `  ${folder}: ${files.length} files, ${megabytes(bytes)}${outside}`;
    },
  );
  return [
    facts.program,
    'Fuses',
    ...fuses,
    `Archive (${megabytes(facts.archiveBytes)}; beside it ${megabytes(facts.unpackedBytes)})`,
    ...folders,
    `The whole program: ${megabytes(facts.bytes)}`,
    ...(wrong.length === 0 ? ['Everything is as it should be.'] : wrong.map((line) => `WRONG: ${line}`)),
  ].join('\n');
}

function folderOf(path: string): string {
  const parts = path.split('/').slice(0, -1);
  return parts.length === 0 ? '(top)' : parts.slice(0, 2).join('/');
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
