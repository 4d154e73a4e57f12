import type { Ask } from '../../../app/contract/api.ts';
import { UndoResult, type UndoStepView } from '../../../app/contract/undo.ts';
import { type Command, type CommandOptions, findShop, namesIn, refused, UsageError } from '../command.ts';
import { money } from './orders.ts';

export const undo: Command = {
  usage: 'undo [--dry-run] --dates DATE,DATE… | --ids ORDER,ORDER… | --job JOB [--shop SHOP]',
  summary:
    'Takes posted documents back: all of settled dates, of orders, or of one posting. --dry-run only says what can be.',
  async run(session, options) {
    const shop = await findShop(session, options.shop);
    if (!shop.ok) return refused(shop.error);
    const selection = toSelection(shop.value.shopId, options);
    if (options['dry-run']) {
      const planned = await session.client.call('undo.plan', { selection });
      if (!planned.ok) return refused(planned.error);
      const { currency, removable, reversible, byHand, blocked } = planned.value;
      const line = (word: string) => (step: UndoStepView) =>
        `${word.padEnd(10)} ${step.kind.padEnd(10)} ${step.number ?? step.reference}  ${money(step.totalMinor, currency)}  ${step.reason}`;
      return {
        document: planned.value,
        lines: [
          ...removable.map(line('remove')),
          ...reversible.map(line('reverse')),
          ...byHand.map(line('by hand')),
          ...blocked.map(line('blocked')),
          `${removable.length} to remove, ${reversible.length} to reverse, ${byHand.length} by hand, ${blocked.length} blocked. Nothing was changed.`,
        ],
        complete: byHand.length === 0 && blocked.length === 0,
      };
    }
    const job = await session.run(session.client.call('undo.run', { selection }));
    if (!job.ok) return refused(job.error);
    const result = UndoResult.parse(job.value.result);
    return {
      document: result,
      lines: [
        job.value.message,
        ...[...result.blocked, ...result.failed].map(
          (step) => `${step.kind} ${step.number ?? step.reference}  ${step.reason}`,
        ),
      ],
      complete: result.blocked.length + result.failed.length + result.byHand + result.notReached === 0,
    };
  },
};

/** Exactly one of the three: "everything" is never meant by leaving something out. */
function toSelection(shopId: string, options: CommandOptions): Ask<'undo.plan'>['selection'] {
  const dates = namesIn(options.dates, '--dates');
  const orderIds = namesIn(options.ids, '--ids');
  const { job } = options;
  if ([dates, orderIds, job ?? null].filter((one) => one !== null).length !== 1) {
    throw new UsageError('Say one of --dates, --ids or --job.');
  }
  if (dates) return { select: 'dates', shopId, dates };
  if (orderIds) return { select: 'orders', orders: { select: 'these', shopId, orderIds } };
  return { select: 'job', shopId, jobId: job ?? '' };
}
