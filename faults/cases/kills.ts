import { spawn } from 'node:child_process';
import { statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { secretsBesideBooks } from '../../main/secrets/beside-books.ts';
import type { Problem, Reference } from '../job/judge.ts';
import { inFolder, judgeAtStart, resume } from '../job/rehearse.ts';
import type { Script } from '../job/scripts.ts';
import { watchSecrets } from '../world/watched-secrets.ts';
import { createWorld } from '../world/world.ts';
import type { Case } from './cases.ts';

type KillCase = Extract<Case, { family: 'kill' | 'power-cut' }>;

const child = join(import.meta.dirname, '..', 'kill-child.ts');
/** Between the end of one process and the start of the next. */
const laterBy = 10 * 60_000;

/** Ends a real process at the point, opens what it left, and goes on from there. */
export function rehearseKill(one: KillCase, reference: Reference): Promise<Problem[]> {
  return inFolder(async (folder) => {
    const ended = await runChild(folder, one.family === 'kill' ? one.script : one.style, one.point);
    if (ended.signal !== 'SIGKILL') {
      return [{ kind: 'stuck', detail: `The process was not killed (${ended.code}): ${ended.said}` }];
    }
    const booksFile = join(folder, 'books.tieout');
    if (one.family === 'power-cut') cutLog(booksFile, one.part);
    const secrets = watchSecrets(await secretsBesideBooks(booksFile));
    const world = await createWorld({ secrets, stateFile: `${booksFile}.sample`, laterBy });
    try {
      // With a part of the log gone the books are older than the ledger: they cannot know what they said since.
      const before = one.family === 'kill' ? await judgeAtStart(world, booksFile) : [];
      return [...before, ...(await resume(one.style, world, booksFile, reference))];
    } finally {
      await world.close();
    }
  });
}

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly said: string;
}

function runChild(folder: string, script: Script, point: number): Promise<Ended> {
  const args = ['--disable-warning=ExperimentalWarning', child, folder, script, String(point)];
  const started = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  started.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    started.on('error', reject);
    started.on('close', (code, signal) => resolve({ code, signal, said: said.slice(0, 500) }));
  });
}

/** As a power cut may leave it: the log ends in the middle of a page. */
function cutLog(booksFile: string, part: number): void {
  const log = `${booksFile}-wal`;
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 0) truncateSync(log, Math.floor(size * part));
}
