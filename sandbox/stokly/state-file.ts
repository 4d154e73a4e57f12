import { appendFileSync, existsSync, readFileSync, rmSync, truncateSync } from 'node:fs';

/** One write to the stand-in's books, with the counters as they stood after it. */
export interface StateLine {
  readonly store: string;
  readonly id: string;
  /** `null` = removed. */
  readonly value: unknown;
  readonly ids: number;
  readonly numbers: Readonly<Record<string, number>>;
}

/**
 * Keeps the documents of the sample ledger between two starts: one JSON line for every write, appended before the
 * answer leaves, so that a killed process loses nothing it has confirmed. A line cut off by a crash is the last one
 * and is dropped: its answer never left.
 */
export interface StateFile {
  load(): StateLine[];
  append(line: StateLine): void;
  clear(): void;
}

export function createStateFile(path: string): StateFile {
  return {
    load() {
      if (!existsSync(path)) return [];
      const text = readFileSync(path, 'utf8');
      const whole = text.slice(0, text.lastIndexOf('\n') + 1);
      if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole));
      const lines = whole.split('\n').slice(0, -1);
      return lines.flatMap((line) => {
        try {
          // Written by `append` below; the file belongs to the sandbox alone.
          return [JSON.parse(line, revive) as StateLine];
        } catch {
          return [];
        }
      });
    },
    append: (line) => appendFileSync(path, `${JSON.stringify(line, keep)}\n`, { mode: 0o600 }),
    clear: () => rmSync(path, { force: true }),
  };
}

/** Unit prices are big integers, which JSON does not know: they are kept as text with a mark. */
const mark = 'bigint:';

function keep(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${mark}${value}` : value;
}

function revive(_key: string, value: unknown): unknown {
  return typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value;
}
