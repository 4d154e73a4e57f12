import { z } from 'zod';
import { headOf, watchWrites } from './database-writes.ts';

export interface PointWatch {
  /** To be told of every call of the program that is watched. */
  readonly onCall: (call: string, when: 'before' | 'after') => void;
  readonly stop: () => void;
}

/**
 * Names the points at which a process can be killed, as they come: around and inside every transaction of the books, and
 * around every call. Those of a document that goes from one state of the outbox to another say which.
 */
export function watchPoints(booksFile: string, reach: (name: string) => void): PointWatch {
  let transition: string | null = null;
  const stop = watchWrites(({ when, what, sql, parameters, database }) => {
    if (database.name !== booksFile) return;
    if (what === 'inside') transition = transitionOf(parameters) ?? transition;
    reach(`${when} ${what} ${transition ?? headOf(sql)}`);
    if (what === 'commit' && when === 'after') transition = null;
  });
  return { stop, onCall: (call, when) => reach(`${when} call ${call}`) };
}

const MoveLine = z.object({ event: z.string().startsWith('document.'), details: z.string() });
const MoveDetails = z.object({ from: z.string() });

/** Each move of a document writes a line of history, which says from which state to which. */
function transitionOf([line]: readonly unknown[]): string | null {
  const moved = MoveLine.safeParse(line);
  const details = moved.success ? MoveDetails.safeParse(JSON.parse(moved.data.details)) : null;
  if (!moved.success || !details?.success) return null;
  return toTransition(details.data.from, moved.data.event.slice('document.'.length));
}

export function isTransition(point: string): boolean {
  return point.includes(' outbox ');
}

export function toTransition(from: string, to: string): string {
  return `outbox ${from} → ${to}`;
}
