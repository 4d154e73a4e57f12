import { type Currency, formatMinor } from '../../domain/money.ts';
import type { PostedDocument } from '../../ports/ledger.ts';
import type { Context } from './context.ts';
import { type CallError, type CallResult, done, failed } from './errors.ts';
import type { SeenBack } from './read-back.ts';

/**
 * A 202 says "accepted", not "saved": reads until what was made is visible. Whatever goes wrong from here on, the
 * document may exist, so every failure is an unknown outcome, and one of a document that was accepted. `what` completes
 * "Stokly accepted …".
 */
export async function confirm<T>(
  context: Context,
  what: string,
  read: () => Promise<CallResult<T | null>>,
): Promise<CallResult<T>> {
  let waited = 0;
  let reads = 0;
  for (const [index, delay] of context.pollDelaysMs.entries()) {
    await context.clock.sleep(delay);
    waited += delay;
    const isLast = index === context.pollDelaysMs.length - 1;
    if (!isLast && !context.visibility.isWorthReading(waited)) continue;
    reads += 1;
    const seen = await read();
    if (!seen.ok) return notReadBack(what, seen.error);
    if (seen.value !== null) {
      context.visibility.seen(waited, reads);
      return done(seen.value);
    }
  }
  return notShown(what, waited);
}

/** What several documents have read back together (read-back.ts), as one of them is told. */
export function toSeen<Row>(what: string, seen: CallResult<SeenBack<Row>>): CallResult<Row> {
  if (!seen.ok) return notReadBack(what, seen.error);
  const { row, waitedMs } = seen.value;
  return row === null ? notShown(what, waitedMs) : done(row);
}

export function notReadBack(what: string, error: CallError) {
  return failed(
    'unknownOutcome',
    `Stokly accepted ${what}, and reading it back failed. ${error.message} Look it up by its reference before it is sent again.`,
    { accepted: true },
  );
}

function notShown(what: string, waitedMs: number) {
  return failed(
    'unknownOutcome',
    `Stokly accepted ${what} and has not shown it within ${Math.ceil(waitedMs / 1000)} seconds. It may still appear. Look for it in Stokly before it is sent again.`,
    { accepted: true },
  );
}

/**
 * For what has no outbox (customers, service items): whether it was made is settled before the answer, by looking for
 * it until the ledger's grace is over, also when the call that should have made it got no clear answer. Left open, the
 * next try would make it a second time.
 */
export async function settleMade<T>(
  context: Context,
  what: string,
  created: CallResult<string>,
  find: () => Promise<CallResult<T | null>>,
): Promise<CallResult<T>> {
  if (!created.ok && created.error.kind !== 'unknownOutcome') return created;
  let waited = 0;
  for (let read = 0; waited < context.visibilityGraceMs || read === 0; read += 1) {
    const delay = context.pollDelaysMs[read] ?? context.pollDelaysMs.at(-1) ?? 1000;
    await context.clock.sleep(delay);
    waited += delay;
    const seen = await find();
    if (!seen.ok) {
      return failed(
        'unknownOutcome',
        `Stokly was asked to make the ${what}, and looking for it failed. ${seen.error.message} It may have been made; it is looked for again before it is made again.`,
      );
    }
    if (seen.value !== null) return done(seen.value);
  }
  return failed(
    'unavailable',
    `Stokly was asked to make the ${what} and has not shown it within ${Math.ceil(waited / 1000)} seconds: it counts as not made. Try again.`,
  );
}

/** "Not there" of a read by id is an answer while a write is being carried out, not a failure. */
export function absentIs404<T>(result: CallResult<T>): CallResult<T | null> {
  return !result.ok && result.error.status === 404 ? done(null) : result;
}

/** The document's figures against those Stokly shows, both named when they differ. `outstanding` null = not checked. */
export function expectFigures(
  posted: PostedDocument,
  expected: {
    readonly currency: Currency;
    readonly totalMinor: number;
    readonly outstandingMinor: number | null;
  },
): CallResult<PostedDocument> {
  const words = kindWords[posted.kind];
  const money = (minor: number, currency: Currency) => `${formatMinor(minor, currency)} ${currency}`;
  const differ = (figure: string, there: string, here: string) =>
    failed(
      'badAnswer',
      `The ${words} ${posted.number} (${posted.reference}) is in Stokly with ${figure} ${there}, and the document says ${here}. The figures do not tie out. Compare the two in Stokly, then delete the one there or correct the document.`,
    );
  if (posted.currency !== expected.currency || posted.totalMinor !== expected.totalMinor) {
    return differ(
      'a total of',
      money(posted.totalMinor, posted.currency),
      money(expected.totalMinor, expected.currency),
    );
  }
  if (
    expected.outstandingMinor !== null &&
    posted.outstandingMinor !== null &&
    posted.outstandingMinor !== expected.outstandingMinor
  ) {
    return differ(
      'an open balance of',
      money(posted.outstandingMinor, posted.currency),
      money(expected.outstandingMinor, expected.currency),
    );
  }
  return done(posted);
}

const kindWords = {
  order: 'sale order',
  invoice: 'invoice',
  amendment: 'amended invoice',
  creditNote: 'credit note',
  payment: 'payment',
} as const;
