import type { Ask } from '../../../app/contract/api.ts';
import { UndoResult } from '../../../app/contract/undo.ts';
import {
  askShops,
  type Command,
  type CommandOptions,
  type CommandResult,
  findShop,
  namesIn,
  refused,
  UsageError,
} from '../command.ts';
import type { Session } from '../session.ts';
import { money } from './orders.ts';

export const undo: Command = {
  usage: 'undo [--dry-run] --dates DATE,DATE… | --ids ORDER,ORDER… | --job JOB [--shop SHOP]',
  summary:
    'Takes posted documents back: all of settled dates, of orders, or of one posting. --dry-run only says what can be, and alone looks at everything that was posted.',
  async run(session, options) {
    const wanted = toSelection(options);
    if (options['dry-run']) return dryRun(session, options, wanted ?? everything);
    if (wanted === null) throw new UsageError('Say one of --dates, --ids or --job.');
    const shop = await findShop(session, options.shop);
    if (!shop.ok) return refused(shop.error);
    const selection = wanted(shop.value.shopId);
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

type Selection = Ask<'undo.plan'>['selection'];
type ToSelection = (shopId: string) => Selection;

const everything: ToSelection = (shopId) => ({ select: 'everything', shopId });

async function dryRun(
  session: Session,
  options: CommandOptions,
  toWanted: ToSelection,
): Promise<CommandResult> {
  const asked = await askShops(session, options.shop, ({ shopId }) =>
    session.client.call('undo.plan', { selection: toWanted(shopId) }),
  );
  if (!asked.ok) return refused(asked.error);
  const document: Record<(typeof outcomes)[number], unknown[]> = {
    removable: [],
    reversible: [],
    byHand: [],
    blocked: [],
  };
  const lines: string[] = [];
  for (const { shop, answer } of asked.value) {
    const { name, region } = shop;
    const { currency } = answer;
    for (const outcome of outcomes) {
      for (const step of answer[outcome]) {
        document[outcome].push({ shop: name, currency, ...step });
        lines.push(
          `${region}  ${words[outcome].padEnd(10)} ${step.kind.padEnd(10)} ${step.number ?? step.reference}  ${money(step.totalMinor, currency)}  ${step.reason}`,
        );
      }
    }
  }
  const { removable, reversible, byHand, blocked } = document;
  return {
    document,
    lines: [
      ...lines,
      `${removable.length} to remove, ${reversible.length} to reverse, ${byHand.length} by hand, ${blocked.length} blocked. Nothing was changed.`,
    ],
    complete: byHand.length === 0 && blocked.length === 0,
  };
}

const outcomes = ['removable', 'reversible', 'byHand', 'blocked'] as const;
const words = { removable: 'remove', reversible: 'reverse', byHand: 'by hand', blocked: 'blocked' } as const;

/** At most one of the three; null = none was said. An undo needs one: "everything" is never meant by leaving it out. */
function toSelection(options: CommandOptions): ToSelection | null {
  const dates = namesIn(options.dates, '--dates');
  const orderIds = namesIn(options.ids, '--ids');
  const { job } = options;
  const said = [dates, orderIds, job ?? null].filter((one) => one !== null).length;
  if (said > 1) throw new UsageError('Say one of --dates, --ids or --job, not several.');
  if (dates) return (shopId) => ({ select: 'dates', shopId, dates });
  if (orderIds) return (shopId) => ({ select: 'orders', orders: { select: 'these', shopId, orderIds } });
  if (job === undefined) return null;
  return (shopId) => ({ select: 'job', shopId, jobId: job });
}
