import type { Secrets } from '../../app/ports/secrets.ts';
import { createLogFile, type LogEntry, logFileOf } from './log-file.ts';
import { redact } from './redact.ts';

export interface Log {
  info(text: string): void;
  /** Also told to the host, which shows it where it started. */
  error(text: string): void;
  /** The same store; every value that passes is hidden from the log from then on. */
  watch(secrets: Secrets): Secrets;
}

export interface LogOptions {
  /** Books in memory have no log file. */
  readonly booksFile: string;
  readonly now: () => number;
  readonly tell: (line: string) => void;
}

/** Shorter values are words and numbers that a log needs; no secret of a vendor is that short. */
const shortestSecret = 8;

export function createLog({ booksFile, now, tell }: LogOptions): Log {
  const write: (entry: LogEntry) => void =
    booksFile === ':memory:' ? () => undefined : createLogFile(logFileOf(booksFile));
  const known = new Set<string>();
  const hide = (text: string): string => redact(text, known);
  return {
    info: (text) => write({ at: now(), level: 'info', text: hide(text) }),
    error(text) {
      const shown = hide(text);
      write({ at: now(), level: 'error', text: shown });
      tell(shown);
    },
    watch: (secrets) => {
      const remember = (value: string | null): void => {
        for (const part of value === null ? [] : partsOf(value))
          if (part.length >= shortestSecret) known.add(part);
      };
      return {
        storeName: secrets.storeName,
        async load(name) {
          const value = await secrets.load(name);
          remember(value);
          return value;
        },
        async save(name, value) {
          remember(value);
          await secrets.save(name, value);
        },
        remove: (name) => secrets.remove(name),
      };
    },
  };
}

/** A store entry may be JSON with several secrets in it: each of them counts. */
function partsOf(value: string): string[] {
  try {
    const parsed: unknown = JSON.parse(value);
    if (typeof parsed !== 'object' || parsed === null) return [value];
    return [value, ...Object.values(parsed).filter((part) => typeof part === 'string')];
  } catch {
    return [value];
  }
}
