import type { Output } from '../../app/contract/api.ts';
import type { Reply } from '../../app/contract/errors.ts';
import type { JobView } from '../../app/contract/fields.ts';
import type { UndoSelection } from '../../app/contract/undo.ts';
import type { Running, World } from '../world/world.ts';

/** How the shop is booked: each style makes other calls. */
export const styles = ['deductions', 'invoice-lines', 'on-settlement', 'taken-back'] as const;
export type Style = (typeof styles)[number];

/** Everything that was said to the person, step by step. */
export interface Told {
  readonly step: string;
  readonly ok: boolean;
  readonly message: string;
  readonly job: JobView | null;
}

export interface JobRun {
  readonly told: readonly Told[];
  readonly shopId: string | null;
  /** The month's last word: null when it could not be asked for. */
  readonly tieOut: Output<'tieout.report'> | null;
}

export interface JobOptions {
  readonly style: Style;
  /** Before each step; a fault that is not about a call strikes here. */
  readonly onStep?: (step: string) => Promise<void> | void;
}

const month = { from: '2026-10-01', to: '2026-10-31' };
/** Days of settling. */
const settled = { from: '2026-10-01', to: '2026-11-01' };
const pagedBy = 500;
const pauseMs = 2 * 60_000;

/**
 * The bookkeeper's month: link, products, orders, invoices, settlement file, payments. A step that fails does not keep
 * them from trying the next one, except that without a shop there is nothing to go on with, and that products come
 * first: by their prices the price of a bundle is split over its parts.
 */
export async function runMainJob(world: World, running: Running, options: JobOptions): Promise<JobRun> {
  const { client } = running;
  const told: Told[] = [];

  const say = <T>(step: string, reply: Reply<T>): Reply<T> => {
    told.push({ step, ok: reply.ok, message: reply.ok ? '' : reply.error.message, job: null });
    return reply;
  };
  const run = async (step: string, starting: () => Promise<Reply<{ jobId: string }>>): Promise<boolean> => {
    await options.onStep?.(step);
    const started = await starting();
    if (!started.ok) {
      say(step, started);
      return false;
    }
    const job = await running.backend.jobs.wait(started.value.jobId);
    told.push({ step, ok: job.state === 'done', message: job.error?.message ?? job.message, job });
    return job.state === 'done';
  };

  await options.onStep?.('open');
  const opened = say('open', await client.call('sample.open', {}));
  const shops = opened.ok ? opened.value.shops : [];
  const shopId = shops[0]?.shopId ?? null;
  if (shopId === null) return { told, shopId, tieOut: null };

  say('profile', await chooseStyle(running, shopId, options.style));
  if (!(await run('products', () => client.call('products.fetch', { shopId })))) {
    return { told, shopId, tieOut: null };
  }
  // Long enough for the token of TikTok Shop to run out: it is renewed on the way.
  world.clock.advance(pauseMs);
  await run('orders', () => client.call('orders.fetch', { shopId, ...month }));
  const postInvoices = async () => {
    for (const status of ['completed', 'delivered'] as const) {
      const selection = { select: 'all', filter: { shopId, status } } as const;
      await run(`invoices ${status}`, () => client.call('orders.post', { selection }));
    }
  };
  await postInvoices();
  if (options.style === 'taken-back') {
    await run('statements', () => client.call('statements.fetch', { shopId, ...settled }));
  } else {
    await options.onStep?.('file');
    const file = world.sandbox.settlementExport(shopId, 'csv');
    const contentBase64 = Buffer.from(file.bytes).toString('base64');
    say('file', await client.call('settlements.load', { shopId, fileName: file.fileName, contentBase64 }));
  }
  await run('payments', () => client.call('payments.post', { shopId }));
  if (options.style === 'taken-back') {
    for (const [what, selection] of await everythingPosted(running, shopId)) {
      await run(`undo ${what}`, () => client.call('undo.run', { selection }));
    }
    await postInvoices();
    await run('payments', () => client.call('payments.post', { shopId }));
  }
  await options.onStep?.('tie-out');
  const report = say('tie-out', await client.call('tieout.report', { shopId }));
  return { told, shopId, tieOut: report.ok ? report.value : null };
}

/** First the dates, then the orders: what stands on others goes before them. */
async function everythingPosted(
  { client }: Running,
  shopId: string,
): Promise<readonly (readonly [string, UndoSelection])[]> {
  const preview = await client.call('payments.preview', { shopId });
  const dates = preview.ok ? preview.value.days.map((day) => day.settledOn) : [];
  const filter = { shopId, from: null, to: null, status: null, text: '', filters: [], postedSince: null };
  return [
    ...(dates.length > 0 ? [['dates', { select: 'dates', shopId, dates }] as const] : []),
    ['orders', { select: 'orders', orders: { select: 'all', filter, except: [] } }],
  ];
}

async function chooseStyle(running: Running, shopId: string, style: Style): Promise<Reply<unknown>> {
  const { client } = running;
  const got = await client.call('profiles.get', { shopId });
  if (!got.ok || !got.value.profile || style === 'deductions' || style === 'taken-back') return got;
  const { profile } = got.value;
  if (style === 'invoice-lines') {
    return client.call('profiles.save', { profile: { ...profile, feeTreatment: 'invoiceLines' } });
  }
  if (profile.invoiceTiming === 'onSettlement') return got;
  const choices = await client.call('ledgers.choices', { ledgerId: profile.ledgerId });
  if (!choices.ok) return choices;
  const feeMethod =
    choices.value.paymentMethods.find((method) => method.code !== profile.clearingMethod?.code) ?? null;
  return client.call('profiles.save', { profile: { ...profile, feeMethod, invoiceTiming: 'onSettlement' } });
}

export type Screens = Readonly<Record<string, readonly string[]>>;

/** What the screens show of orders and dates, line by line. */
export async function readScreens(running: Running, shopId: string): Promise<Screens> {
  const { client } = running;
  const orders = must(await client.call('orders.list', { shopId, limit: pagedBy }));
  const rows = must(await client.call('payments.rows', { shopId, limit: pagedBy }));
  const preview = must(await client.call('payments.preview', { shopId }));
  return {
    orders: orders.rows.map((row) => `${row.orderId} ${row.status} ${row.verify}`).sort(),
    rows: rows.rows.map((row) => `${row.id} ${row.settledOn} ${row.status}`).sort(),
    dates: preview.days.map((day) => `${day.settledOn} ${day.state} ${day.residualMinor}`).sort(),
  };
}

export function must<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.value;
  throw new Error(`${reply.error.code}: ${reply.error.message}`);
}
