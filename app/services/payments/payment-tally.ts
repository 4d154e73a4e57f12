import type { z } from 'zod';
import type { PostPaymentsResult } from '../../contract/payments.ts';
import { settledDateOf } from '../../domain/documents.ts';
import type { SendOutcome } from '../posting/send-documents.ts';
import { isAdjustmentDocument } from './day-documents.ts';

type Result = z.infer<typeof PostPaymentsResult>;

/** What the job has done so far, date by date and document by document. */
export interface Tally {
  readonly result: Result;
  readonly count: (outcome: SendOutcome) => void;
  block(settledOn: string, reason: string): void;
  /** A date that was not begun. */
  leave(settledOn: string, reason: string): void;
  summary(): string;
  isEmpty(): boolean;
}

export function createTally(): Tally {
  const result: Result = {
    days: 0,
    payments: 0,
    creditNotes: 0,
    adjustmentDocuments: 0,
    invoices: 0,
    rejected: [],
    unknown: [],
    blocked: [],
    left: [],
  };
  const days = new Set<string>();
  const notSent = new Map<string, number>();
  return {
    result,
    count({ document, state, reason }) {
      const { reference } = document;
      if (state === 'rejected') result.rejected.push({ reference, reason: reason ?? '' });
      else if (state === 'unknown') result.unknown.push({ reference, reason: reason ?? '' });
      else if (state === 'waiting')
        result.blocked.push({ settledOn: settledDateOf(document.document), reason: reason ?? '' });
      else if (state === 'stopped') {
        const date = settledDateOf(document.document);
        notSent.set(date, (notSent.get(date) ?? 0) + 1);
        const told = `${notSent.get(date)} of its documents not sent. Post goes on with them.`;
        const others = result.left.filter(({ settledOn }) => settledOn !== date);
        result.left = [...others, { settledOn: date, reason: told }];
      } else {
        days.add(settledDateOf(document.document));
        result.days = days.size;
        if (isAdjustmentDocument(document)) result.adjustmentDocuments += 1;
        else if (document.kind === 'payment') result.payments += 1;
        else if (document.kind === 'creditNote') result.creditNotes += 1;
        else if (document.kind === 'invoice') result.invoices += 1;
      }
    },
    block: (settledOn, reason) => result.blocked.push({ settledOn, reason }),
    leave: (settledOn, reason) => result.left.push({ settledOn, reason }),
    summary() {
      const parts = [`${result.days} dates posted`];
      if (result.blocked.length > 0) parts.push(`${result.blocked.length} held`);
      if (result.rejected.length > 0) parts.push(`${result.rejected.length} documents refused`);
      if (result.unknown.length > 0) parts.push(`${result.unknown.length} documents not confirmed`);
      if (result.left.length > 0) parts.push(`${result.left.length} not posted or not whole`);
      return `${parts.join(', ')}.`;
    },
    isEmpty: () =>
      result.days === 0 &&
      result.blocked.length === 0 &&
      result.rejected.length === 0 &&
      result.unknown.length === 0,
  };
}
