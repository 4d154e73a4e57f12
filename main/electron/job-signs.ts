import type { JobView } from '../../app/contract/fields.ts';

/** Jobs that write into the ledger. */
const posting: ReadonlySet<string> = new Set([
  'orders.post',
  'payments.post',
  'payments.fetchMissing',
  'documents.resolve',
  'changes.creditNote',
  'undo.run',
]);

/** A shorter job has ended before anybody looked elsewhere. */
const longMs = 10_000;

/** Every kind of job there is (a test looks for them in the services). */
export const titles: Readonly<Record<string, string>> = {
  'products.fetch': 'Fetching products',
  'orders.fetch': 'Fetching orders',
  'orders.check': 'Looking up posted documents',
  'orders.post': 'Posting orders',
  'payments.post': 'Posting payments',
  'payments.fetchMissing': 'Fetching and posting missing orders',
  'documents.resolve': 'Looking up what was not confirmed',
  'changes.creditNote': 'Posting a credit note',
  'undo.run': 'Taking documents back',
  'statements.fetch': 'Fetching statements',
  'statements.compare': 'Comparing statements',
  'ledgers.link': 'Linking Stokly',
};

/**
 * The bar on the taskbar or the dock: a share from 0 to 1, 2 for "busy, nobody knows how long", -1 for none – the
 * numbers of Electron's `setProgressBar`. With several jobs the one that is least far.
 */
export function progressBar(running: readonly JobView[]): number {
  if (running.length === 0) return -1;
  const shares = running.map(({ done, total }) =>
    total === null || total <= 0 ? 2 : Math.min(1, done / total),
  );
  return Math.min(...shares);
}

/** The computer must not go to sleep by itself while documents are on their way. */
export function mustStayAwake(running: readonly JobView[]): boolean {
  return running.some(({ kind }) => posting.has(kind));
}

export interface News {
  readonly title: string;
  readonly body: string;
}

/**
 * What the system tells when a job has ended: nothing when it was short, or when somebody looks at the window, which
 * says it itself. No names and no figures: a notification also stands on a locked screen.
 */
export function newsOf(job: JobView, isLookedAt: boolean): News | null {
  const took = (job.finishedAt ?? job.startedAt) - job.startedAt;
  const title = titles[job.kind];
  if (isLookedAt || took < longMs || title === undefined) return null;
  switch (job.state) {
    case 'done':
      return { title: `${title}: done`, body: 'The result is in the window of Tieout.' };
    case 'failed':
      return { title: `${title}: stopped`, body: 'The window of Tieout says why and what to do.' };
    default:
      return null;
  }
}

/** The question before closing while jobs run; null when nothing runs. */
export function closingQuestion(running: readonly JobView[]): { message: string; detail: string } | null {
  const first = running[0];
  if (!first) return null;
  const rest = running.length > 1 ? ` (and ${running.length - 1} more)` : '';
  return {
    message: `${titles[first.kind] ?? 'A job'} is not finished${rest}.`,
    detail:
      'Closing stops it after its current document. What was posted stays posted, and the job can be started again ' +
      'for the rest.',
  };
}
