import type { ShopId } from '../domain/ids.ts';

export interface HistoryLine {
  readonly seq: number;
  readonly at: number;
  readonly subject: string;
  readonly event: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly hash: string;
}

/** Append-only; each line's hash covers the line and the hash before it. */
export interface History {
  append(
    subject: string,
    event: string,
    details: Readonly<Record<string, unknown>>,
    at: number,
  ): Promise<void>;
  list(subject: string | null, limit: number): Promise<readonly HistoryLine[]>;
  /** Recomputes the chain; `brokenAt` is the first line that does not fit. */
  verify(): Promise<{ readonly lines: number; readonly brokenAt: number | null }>;
}

export interface StoredJob {
  readonly jobId: string;
  readonly kind: string;
  readonly shopId: ShopId | null;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';
  readonly done: number;
  readonly total: number | null;
  readonly message: string;
  readonly result: unknown;
  readonly startedAt: number;
  readonly finishedAt: number | null;
}

export interface JobBook {
  save(job: StoredJob): Promise<void>;
  load(jobId: string): Promise<StoredJob | null>;
  list(limit: number): Promise<readonly StoredJob[]>;
  /** Called at start: what was running when the app ended is `interrupted`. */
  markInterrupted(at: number): Promise<number>;
}

/** Choices about the screens, as text by name. Nothing of the business: losing them costs a few clicks. */
export interface PreferenceBook {
  load(): Promise<ReadonlyMap<string, string>>;
  /** Null forgets. False when there are so many that something must be wrong; nothing is kept then. */
  save(name: string, value: string | null): Promise<boolean>;
}
