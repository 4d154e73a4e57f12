import { z } from 'zod';
import type { JobView } from '../../app/contract/fields.ts';
import { CheckOrdersResult, FetchOrdersResult, PostOrdersResult } from '../../app/contract/orders.ts';
import { PostPaymentsResult } from '../../app/contract/payments.ts';
import { plural } from '../widgets/format.ts';
import { describeGroup, groupReasons } from '../widgets/group-reasons.ts';
import type { Message } from './messages.ts';

/** Result of the job `products.fetch`, as far as it is told: the contract does not name it. */
const FetchProductsResult = z.object({ fetched: z.int() });

/** What a host says of a job whose process died, when it has started it again by itself. */
const Resumed = z.object({ resumed: z.literal(true) });
const goesOn: Message = {
  tone: 'info',
  text: 'The part of Tieout that keeps the books ended unexpectedly and was started again. The job goes on where it stopped; nothing is sent twice.',
  details: [],
};

/** How a job ended, as one sentence with the lines behind it. */
export function describeJob(job: JobView): Message {
  if (job.error) return { tone: 'error', text: job.error.message, details: reasonsOf(job) };
  if (job.state === 'cancelled') {
    const posted = job.kind === 'payments.post' ? PostPaymentsResult.safeParse(job.result) : null;
    if (posted?.success) return { ...describePayments(posted.data), tone: 'info' };
    return {
      tone: 'info',
      text: `Stopped after ${plural(job.done, job.kind === 'orders.fetch' ? 'day' : 'document')}. What was done before stays.`,
      details: reasonsOf(job),
    };
  }
  if (job.state === 'interrupted') {
    if (Resumed.safeParse(job.result).success) return goesOn;
    return { tone: 'info', text: 'The last job was interrupted. Start it again to go on.', details: [] };
  }
  return describeResult(job) ?? { tone: 'done', text: job.message || 'Done.', details: [] };
}

function describeResult(job: JobView): Message | null {
  switch (job.kind) {
    case 'orders.fetch': {
      const result = FetchOrdersResult.safeParse(job.result);
      return result.success ? describeFetch(result.data) : null;
    }
    case 'orders.check': {
      const result = CheckOrdersResult.safeParse(job.result);
      return result.success ? describeCheck(result.data) : null;
    }
    case 'products.fetch': {
      const result = FetchProductsResult.safeParse(job.result);
      return result.success
        ? { tone: 'done', text: `${plural(result.data.fetched, 'product')} fetched.`, details: [] }
        : null;
    }
    case 'payments.fetchMissing':
    case 'orders.post': {
      const result = PostOrdersResult.safeParse(job.result);
      return result.success ? describeOrders(result.data) : null;
    }
    case 'payments.post': {
      const result = PostPaymentsResult.safeParse(job.result);
      return result.success ? describePayments(result.data) : null;
    }
    default:
      return null;
  }
}

function reasonsOf(job: JobView): readonly string[] {
  return describeResult(job)?.details ?? [];
}

/** Parts that count nothing are left out; `first` always stands. */
function sentence(first: string, parts: readonly [count: number, words: string][]): string {
  const rest = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return `${[first, ...rest].join(', ')}.`;
}

function describeFetch(result: ReturnType<typeof FetchOrdersResult.parse>): Message {
  const text = sentence(`${plural(result.fetched, 'order')} fetched`, [
    [result.added, 'new'],
    [result.changed, 'changed'],
    [result.unreadable.length, 'not readable'],
  ]);
  const details = result.unreadable.map((one) => `${one.orderId}: ${one.message}`);
  const missing = result.platformCount !== null && result.platformCount > result.fetched;
  return {
    tone: missing || details.length > 0 ? 'info' : 'done',
    text: missing ? `${text} TikTok Shop counts ${result.platformCount}: fetch once more.` : text,
    details,
  };
}

function describeCheck({ checked, deleted }: ReturnType<typeof CheckOrdersResult.parse>): Message {
  const gone = plural(deleted.length, 'document');
  return {
    tone: deleted.length > 0 ? 'info' : 'done',
    text:
      deleted.length === 0
        ? `${plural(checked, 'posted document')} looked up: all are in Stokly.`
        : `${gone} deleted in Stokly: ${deleted.length === 1 ? 'its order' : 'their orders'} can be posted again.`,
    details: deleted.map(({ orderId, number }) => `${orderId}: ${number} was deleted in Stokly.`),
  };
}

function describeOrders(result: PostOrdersResult): Message {
  const reasons = [...result.rejected, ...result.unknown, ...result.held].map(({ orderId, reason }) => ({
    name: orderId,
    reason,
  }));
  const details = groupReasons(reasons).map((group) => describeGroup(group, 'orders'));
  return {
    tone: result.rejected.length + result.unknown.length > 0 ? 'error' : 'done',
    text: sentence(`${plural(result.posted, 'order')} posted`, [
      [result.alreadyPosted, 'posted before'],
      [result.held.length, 'held'],
      [result.rejected.length, 'refused by Stokly'],
      [result.unknown.length, 'sent but not confirmed'],
    ]),
    details,
  };
}

function describePayments(result: PostPaymentsResult): Message {
  const details = [
    ...[...result.rejected, ...result.unknown].map((one) => `${one.reference}: ${one.reason}`),
    ...result.blocked.map((one) => `${one.settledOn}: ${one.reason}`),
    ...result.left.map((one) => `${one.settledOn}: ${one.reason}`),
  ];
  return {
    tone: result.rejected.length + result.unknown.length > 0 ? 'error' : 'done',
    text: sentence(`${plural(result.days, 'day')} posted`, [
      [result.payments, result.payments === 1 ? 'payment' : 'payments'],
      [result.invoices, result.invoices === 1 ? 'invoice' : 'invoices'],
      [result.creditNotes, result.creditNotes === 1 ? 'credit note' : 'credit notes'],
      [result.adjustmentDocuments, result.adjustmentDocuments === 1 ? 'adjustment' : 'adjustments'],
      [result.blocked.length, result.blocked.length === 1 ? 'day held back' : 'days held back'],
      [result.left.length, result.left.length === 1 ? 'day not posted whole' : 'days not posted whole'],
      [result.rejected.length, 'refused by Stokly'],
      [result.unknown.length, 'sent but not confirmed'],
    ]),
    details,
  };
}
