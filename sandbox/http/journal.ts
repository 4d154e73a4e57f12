import type { FaultAction } from './faults.ts';

export type ServerName = 'tiktok' | 'stokly';

/** One call as the server saw it. Secrets never get in: see {@link safeQuery}. */
export interface JournalEntry {
  readonly seq: number;
  readonly server: ServerName;
  readonly method: string;
  /** The route with names in braces, e.g. `/v0/invoices/{id}`, or `null` for an unknown path. */
  readonly route: string | null;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The HTTP status that was meant to be sent; 0 while or because no answer went out. */
  status: number;
  readonly fault: FaultAction | null;
  /** Epoch milliseconds, UTC. */
  readonly at: number;
}

export interface Journal {
  entries(): readonly JournalEntry[];
  /** Calls of one route pattern, e.g. `POST /v0/payments`. */
  of(route: string): readonly JournalEntry[];
  clear(): void;
  record(entry: Omit<JournalEntry, 'seq'>): JournalEntry;
}

/** Older entries fall out, so that a sandbox left running for days does not grow. */
const KEPT = 20_000;

export function createJournal(): Journal {
  let entries: JournalEntry[] = [];
  let seq = 0;
  return {
    entries: () => entries,
    of: (route) => {
      const [method, path] = route.split(' ', 2);
      return entries.filter((entry) => entry.method === method && entry.route === path);
    },
    clear: () => {
      entries = [];
    },
    record: (entry) => {
      seq += 1;
      const written: JournalEntry = { ...entry, seq };
      entries.push(written);
      if (entries.length > KEPT) entries = entries.slice(-KEPT / 2);
      return written;
    },
  };
}

const SECRET = new Set([
  'app_key',
  'app_secret',
  'sign',
  'auth_code',
  'access_token',
  'refresh_token',
  'shop_cipher',
  'code',
  'state',
  'signature',
]);

/** The query without what a log must not hold. */
export function safeQuery(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...query].filter(([key]) => !SECRET.has(key)));
}
