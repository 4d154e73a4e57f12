import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { PaymentDay } from '../../contract/payments.ts';
import type { BusinessDate } from '../../domain/dates.ts';
import { sumMinor } from '../../domain/money.ts';
import type { LedgerLock } from '../../ports/after-posting.ts';
import type { DocumentDay } from '../../ports/outbox.ts';
import type { BookedDay } from '../../ports/payment-list.ts';
import type { Deps } from '../deps.ts';
import { toDate } from '../orders/order-filter.ts';
import { describeLock, toLockedView } from '../posting/describe-lock.ts';
import { done } from '../replies.ts';
import { missingOrders } from './missing-orders.ts';
import type { PaymentPlans, PlannedDay, PlannedShop } from './payment-plans.ts';

/** Blockers shown of a date in the list of dates; the date in full shows more. */
const listedBlockers = 20;

/** Per settled date in sum: what would be posted, what was posted, and what is in the way. */
export async function previewPayments(
  deps: Deps,
  plans: PaymentPlans,
  input: Input<'payments.preview'>,
): Promise<Reply<Output<'payments.preview'>>> {
  const planned = await plans.load(input.shopId);
  if (!planned.ok) return planned;
  const from = toDate(input.from);
  const to = toDate(input.to);
  const days = (await loadDays(deps, planned.value)).filter(
    ({ settledOn }) => (from === null || settledOn >= from) && (to === null || settledOn <= to),
  );
  const lock = await deps.books.locks.load(planned.value.context.profile.ledgerId);
  const documents = days
    .filter((day) => isLocked(day, lock))
    .map(({ settledOn }) => planned.value.days.get(settledOn)?.documentCount ?? 0);
  return done({
    days: input.lockedDates === 'hold' ? days.map((day) => holdLocked(day, lock)) : days,
    locked: toLockedView(lock, sumMinor(documents)),
    settlementMinor: sumMinor(days.map((day) => day.settlementMinor)),
    residualMinor: sumMinor(days.map((day) => day.residualMinor)),
    currency: planned.value.context.shop.currency,
    missingOrders: missingOrders(planned.value.days.values()).size,
  });
}

function isLocked({ state, settledOn }: PaymentDay, lock: LedgerLock | null): lock is LedgerLock {
  return state === 'ready' && lock !== null && settledOn <= lock.lockedUntil;
}

/** A ready date whose documents are dated in a locked period waits; every view says so before anything is posted. */
export function holdLocked<Day extends PaymentDay>(day: Day, lock: LedgerLock | null): Day {
  if (!isLocked(day, lock)) return day;
  const message = describeLock(lock);
  const blocker = { code: 'period-locked', rowKey: null, orderId: null, message, values: null };
  return {
    ...day,
    state: 'blocked',
    blockers: [blocker, ...day.blockers],
    blockerCount: day.blockerCount + 1,
  };
}

/** Every date with settlement rows, oldest first. */
export async function loadDays(deps: Deps, { context, days }: PlannedShop): Promise<PaymentDay[]> {
  const { shop, profile } = context;
  const booked = new Map(
    (await deps.books.paymentList.bookedDays(shop.shopId)).map((day) => [day.settledOn, day]),
  );
  const documents = new Map(
    (await deps.books.outbox.sumDays(shop.shopId, profile.clearingMethod?.code ?? -1)).map((day) => [
      day.issuedOn,
      day,
    ]),
  );
  const dates = new Set<BusinessDate>([
    ...[...days.values()].map(({ settledOn }) => settledOn),
    ...booked.keys(),
  ]);
  return [...dates]
    .sort()
    .map((date) =>
      toDay(
        date,
        days.get(date) ?? null,
        booked.get(date) ?? null,
        documents.get(date) ?? null,
        shop.currency,
      ),
    );
}

type SummedField = keyof BookedDay & keyof PlannedDay & `${string}${'Minor' | 'Rows' | 'Count'}`;

/** A date may hold both: rows posted from an earlier file and rows that a later file added. */
function toDay(
  settledOn: BusinessDate,
  plan: PlannedDay | null,
  booked: BookedDay | null,
  documents: DocumentDay | null,
  currency: string,
): PaymentDay {
  const both = (field: SummedField) => (booked?.[field] ?? 0) + (plan?.[field] ?? 0);
  const cash = documents?.cashMinor ?? 0;
  const adjustment = documents?.adjustmentMinor ?? 0;
  return {
    settledOn,
    currency,
    state: stateOf(plan, documents),
    blockers: (plan?.blockers ?? []).slice(0, listedBlockers).map((blocker) => ({ ...blocker })),
    blockerCount: plan?.blockers.length ?? 0,
    rowCount: both('rowCount'),
    orderRows: both('orderRows'),
    adjustmentRows: both('adjustmentRows'),
    settlementMinor: both('settlementMinor'),
    revenueMinor: both('revenueMinor'),
    feesMinor: both('feesMinor'),
    adjustmentsMinor: both('adjustmentsMinor'),
    gmvAdsMinor: both('gmvAdsMinor'),
    reserveMinor: (booked?.reserveMinor ?? 0) + sumMinor((plan?.reserve ?? []).map((one) => one.amountMinor)),
    allocatedMinor: (booked ? cash - adjustment : 0) + (plan?.allocatedMinor ?? 0),
    creditedMinor: (documents?.creditedMinor ?? 0) + (plan?.creditedMinor ?? 0),
    adjustmentDocumentMinor: adjustment + (plan?.adjustmentDocumentMinor ?? 0),
    residualMinor: (booked ? booked.settlementMinor - cash : 0) + (plan?.residualMinor ?? 0),
    documentNumbers: [...(documents?.numbers ?? [])],
    documentCount: documents?.documents ?? 0,
    problem: documents?.problem ?? null,
  };
}

function stateOf(plan: PlannedDay | null, documents: DocumentDay | null): PaymentDay['state'] {
  if (plan?.isPostable) return 'ready';
  if (plan?.state === 'blocked') return 'blocked';
  return documents && documents.posted < documents.documents ? 'posting' : 'posted';
}
