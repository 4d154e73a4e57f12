import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { openBooks } from '../../db/open.ts';
import type { Problem, Reference } from '../job/judge.ts';
import { createRandom } from '../job/random.ts';
import { rehearse } from '../job/rehearse.ts';
import type { Case } from './cases.ts';

type DamageCase = Extract<Case, { family: 'damaged-page' }>;

/**
 * A page of the closed books turns into noise. They must be refused at once, with the way to a copy, and not one byte
 * of the file may change; after the old page is back everything goes on.
 */
export function rehearseDamage(one: DamageCase, reference: Reference): Promise<Problem[]> {
  return rehearse(
    {
      style: one.style,
      happened: () => true,
      between: async (booksFile) => {
        const random = createRandom(one.seed);
        const file = readFileSync(booksFile);
        // Where SQLite says how large its pages are (all but the largest size).
        const pageBytes = file.readUInt16BE(16);
        const at = random.int(Math.floor(file.length / pageBytes)) * pageBytes;
        const whole = file.subarray(at, at + pageBytes);
        const noise = Buffer.from(Array.from({ length: pageBytes }, () => random.int(256)));
        write(booksFile, at, noise);
        const problems = judgeDamaged(booksFile);
        write(booksFile, at, whole);
        return problems;
      },
    },
    reference,
  );
}

function judgeDamaged(booksFile: string): Problem[] {
  const before = hashOf(booksFile);
  const opened = openBooks(booksFile);
  const problems: Problem[] = [];
  if (opened.ok) {
    void opened.value.close();
    problems.push({ kind: 'damaged', detail: 'Books with a page of noise were opened.' });
  } else {
    const { code, message } = opened.error;
    if (!['damaged', 'not-a-database', 'not-books'].includes(code)) {
      problems.push({ kind: 'untrue', detail: `Damaged books are refused as ${code}.` });
    }
    if (code !== 'not-books' && !message.includes('backups')) {
      problems.push({ kind: 'untrue', detail: `The way to a copy is missing: ${message}` });
    }
  }
  if (hashOf(booksFile) !== before)
    problems.push({ kind: 'damaged', detail: 'The damaged file was written to.' });
  return problems;
}

function write(file: string, at: number, bytes: Uint8Array): void {
  const handle = openSync(file, 'r+');
  try {
    writeSync(handle, bytes, 0, bytes.length, at);
  } finally {
    closeSync(handle);
  }
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
