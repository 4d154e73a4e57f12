import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const lockOf = (folder: string) => join(folder, 'instance.pid');
const letterOf = (folder: string) => join(folder, 'second-instance.json');

/** True for the first program on a folder; it then hears the command lines of later ones. */
export function takeLock(folder: string, heard: (args: string[]) => void): boolean {
  if (ownerOf(folder) !== null) return false;
  writeFileSync(lockOf(folder), String(process.pid));
  process.on('SIGUSR2', () => heard(JSON.parse(readFileSync(letterOf(folder), 'utf8'))));
  process.on('exit', () => rmSync(lockOf(folder), { force: true }));
  return true;
}

export function handOver(folder: string): void {
  const owner = ownerOf(folder);
  writeFileSync(letterOf(folder), JSON.stringify(process.argv.slice(1)));
  if (owner !== null) process.kill(owner, 'SIGUSR2');
}

/** The living program that holds the lock. */
function ownerOf(folder: string): number | null {
  try {
    const pid = Number(readFileSync(lockOf(folder), 'utf8'));
    process.kill(pid, 0);
    return pid;
  } catch {
    return null;
  }
}
