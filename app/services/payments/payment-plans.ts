import type { Reply } from '../../contract/errors.ts';
import type { BusinessDate } from '../../domain/dates.ts';
import { type RowKey, type ShopId, toShopId } from '../../domain/ids.ts';
import { planPayments } from '../../domain/payments/plan-payments.ts';
import type { RowJudgement } from '../../domain/payments/row-status.ts';
import type { DayPlan, PlanCapabilities } from '../../domain/payments/types.ts';
import type { Deps } from '../deps.ts';
import type { LedgerLinks } from '../link/link-ledgers.ts';
import { done } from '../replies.ts';
import { loadShopContext, type ShopContext } from '../shop-context.ts';
import { loadCapabilities } from './capabilities.ts';
import { judgeRow } from './judge-rows.ts';
import { loadPaymentState, type PaymentState } from './payment-input.ts';

/** A date of the plan without the text of its documents. */
export type PlannedDay = Omit<DayPlan, 'documents'> & {
  readonly isPostable: boolean;
  readonly documentCount: number;
};

export interface PlannedShop {
  readonly context: ShopContext;
  readonly capabilities: PlanCapabilities;
  readonly days: ReadonlyMap<string, PlannedDay>;
  /** Changes with every plan: what was made from another one is outdated. */
  readonly version: number;
}

export interface PaymentPlans {
  /** The shop's plan as the books are now; its payment list is laid. */
  load(shopId: string): Promise<Reply<PlannedShop>>;
  /**
   * Runs a write that changes nothing but the answer on one row, and plans only what depends on it. When something
   * else was written meanwhile, the next load plans everything.
   */
  afterAnswer(shopId: string, rowKey: RowKey, write: () => Promise<void>): Promise<void>;
}

interface Kept {
  readonly revision: number;
  readonly plan: Promise<Reply<PlannedShop>>;
}

/**
 * Planning reads every open row of a shop, so it is done once and kept until something is written to the books. What
 * is asked for meanwhile (windows, sums, a date in full) is read from the list that is laid with it.
 */
export function createPaymentPlans(deps: Deps, ledgers: LedgerLinks): PaymentPlans {
  const kept = new Map<ShopId, Kept>();
  let versions = 0;

  const plan = async (shopId: ShopId): Promise<Reply<PlannedShop>> => {
    const context = await loadShopContext(deps, shopId);
    if (!context.ok) return context;
    const capabilities = await loadCapabilities(ledgers, context.value);
    if (!capabilities.ok) return capabilities;
    const state = await loadPaymentState(deps, context.value, capabilities.value);
    const { days } = planPayments(state.input);
    const { currency } = context.value.shop;
    await deps.books.paymentList.lay(shopId, currency, judge(days, state).values(), state.changes);
    versions += 1;
    return done({
      context: context.value,
      capabilities: capabilities.value,
      days: new Map(days.map((day) => [day.settledOn, toPlannedDay(day)])),
      version: versions,
    });
  };

  /** The same plan with the dates that an answer on a row concerns planned anew. */
  const planAround = async (known: PlannedShop, rowKey: RowKey): Promise<Reply<PlannedShop>> => {
    const { context, capabilities } = known;
    const state = await loadPaymentState(deps, context, capabilities, rowKey);
    const isConcerned = ({ settledOn }: { settledOn: BusinessDate }) => state.dates?.includes(settledOn);
    const days = planPayments(state.input).days.filter(isConcerned);
    const judgements = judge(days, state);
    const rows = state.input.rows.filter(isConcerned);
    const changes = new Map(rows.map(({ key }) => [key, judgements.get(key) ?? null]));
    await deps.books.paymentList.rejudge(context.shop.shopId, changes);
    versions += 1;
    const planned = days.map((day) => [day.settledOn, toPlannedDay(day)] as const);
    return done({ ...known, days: new Map([...known.days, ...planned]), version: versions });
  };

  const load = async (shop: string): Promise<Reply<PlannedShop>> => {
    const shopId = toShopId(shop);
    const revision = deps.books.revision();
    const known = kept.get(shopId);
    if (known?.revision === revision) {
      const reply = await known.plan;
      // A refusal may be about something outside the books: the ledger's link, say.
      if (reply.ok) return reply;
    }
    // One after the other: an older plan must not be laid over a newer one.
    const next = () => plan(shopId);
    const planning = known ? known.plan.then(next, next) : next();
    kept.set(shopId, { revision, plan: planning });
    return planning;
  };

  return {
    load,
    async afterAnswer(shop, rowKey, write) {
      const before = await load(shop);
      const revision = deps.books.revision();
      await write();
      const isOnlyOne = deps.books.revision() === revision + 1;
      if (!before.ok || !isOnlyOne || kept.get(toShopId(shop))?.revision !== revision) return;
      kept.set(toShopId(shop), { revision: revision + 1, plan: planAround(before.value, rowKey) });
    },
  };
}

const bookedNowhere = 'It is no revenue and no fee, and is booked nowhere: the date ties out without it.';
const heldBack = `TikTok holds this back for a while. ${bookedNowhere}`;
const released = `TikTok released what it had held back. ${bookedNowhere}`;

/** Every open row that is not simply ready. */
function judge(days: readonly DayPlan[], { input, superseded }: PaymentState) {
  const judgements = new Map<RowKey, RowJudgement<RowKey>>();
  for (const rowKey of superseded)
    judgements.set(rowKey, { rowKey, status: 'superseded', reason: null, choices: [] });
  for (const [rowKey, decision] of input.decisions) {
    if (decision.kind !== 'ignore' || !input.changes.has(rowKey)) continue;
    judgements.set(rowKey, { rowKey, status: 'ignored', reason: decision.reason, choices: [] });
  }
  for (const { blockers, reserve } of days) {
    for (const { rowKey, amountMinor } of reserve) {
      const reason = amountMinor < 0 ? heldBack : released;
      judgements.set(rowKey, { rowKey, status: 'ready', reason, choices: [] });
    }
    for (const blocker of blockers) {
      if (blocker.rowKey === null) continue;
      judgements.set(blocker.rowKey, { rowKey: blocker.rowKey, ...judgeRow(blocker, input.currency) });
    }
  }
  return judgements;
}

function toPlannedDay({ documents, ...day }: DayPlan): PlannedDay {
  return { ...day, isPostable: documents.length > 0, documentCount: documents.length };
}
