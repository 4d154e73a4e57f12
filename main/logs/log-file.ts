import { appendFileSync, chmodSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface LogLimits {
  /** Size at which a file is put aside, bytes. */
  readonly maxBytes: number;
  /** How many files there are at most, the current one included. */
  readonly files: number;
}

/** Five files of a megabyte: weeks of failures, and nothing that fills a disk. */
const usualLimits: LogLimits = { maxBytes: 1024 * 1024, files: 5 };
/** A stack is shorter; an answer of a vendor that slipped into a message may be longer. */
const longestLine = 8_000;

export interface LogEntry {
  /** UTC instant, epoch milliseconds. */
  readonly at: number;
  readonly level: 'info' | 'error';
  readonly text: string;
}

/** Where the log of these books is: the newest file. Older ones are `tieout.1.log`, `tieout.2.log`, …. */
export function logFileOf(booksFile: string): string {
  return join(dirname(booksFile), 'logs', 'tieout.log');
}

/**
 * Appends one JSON object a line, for this user only, and rotates. A log that cannot be written (full disk, no rights)
 * is no reason to stop a bookkeeper: the entry is lost, the program goes on.
 */
export function createLogFile(file: string, limits: LogLimits = usualLimits): (entry: LogEntry) => void {
  return ({ at, level, text }) => {
    const shown = text.length > longestLine ? `${text.slice(0, longestLine)} …` : text;
    const line = `${JSON.stringify({ at: new Date(at).toISOString(), level, text: shown })}\n`;
    try {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      if (sizeOf(file) + Buffer.byteLength(line) > limits.maxBytes) rotate(file, limits.files);
      appendFileSync(file, line, { mode: 0o600 });
      chmodSync(file, 0o600);
    } catch {
      // See above.
    }
  };
}

function rotate(file: string, files: number): void {
  const numbered = (number: number): string =>
    number === 0 ? file : file.replace(/\.log$/, `.${number}.log`);
  rmSync(numbered(files - 1), { force: true });
  for (let number = files - 2; number >= 0; number -= 1) {
    if (sizeOf(numbered(number)) > 0) renameSync(numbered(number), numbered(number + 1));
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
