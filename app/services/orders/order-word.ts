import type { AfterPostingView, OrderRow } from '../../contract/orders.ts';
import { addDays, anyDate } from '../../domain/dates.ts';
import { billableMinor } from '../../domain/invoices/invoice-nature.ts';
import { judgeAfterPosting, type OrderWord } from '../../domain/invoices/order-words.ts';
import { planOrder } from '../../domain/invoices/plan-invoices.ts';
import type { HeldOrder } from '../../domain/invoices/types.ts';
import type { ItemResolver } from '../../domain/mapping.ts';
import { type Currency, formatGrouped, sumMinor } from '../../domain/money.ts';
import { orderStatuses } from '../../domain/orders.ts';
import { type PostingProfile, profileGaps } from '../../domain/profile.ts';
import type { LineVariant, StoredOrder, VariantSpan, WordRule } from '../../ports/order-book.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import { loadMappingState, type MappingState, type ShopContext } from '../shop-context.ts';

/** How a shop's orders are judged now: its profile, its mappings, and what counts as posted now. */
export interface Judge {
  readonly profile: PostingProfile;
  readonly resolve: ItemResolver;
  readonly postedSince: number | null;
}

/** The one word of the row, and why. */
export type Judged = Pick<OrderRow, 'verify' | 'reason' | 'after' | 'missing'>;

/** The same judgement as `wordOf` in db/orders/order-words.ts makes over all orders at once; a test holds them together. */
export function judgeOrder(stored: StoredOrder, judge: Judge): Judged {
  const standing = stored.invoice ?? stored.saleOrder;
  if (standing) return judgeStanding(stored, standing, judge);
  if (stored.skip) return say('skipped', `Skipped: ${stored.skip.reason}`);
  const planned = planOrder(stored.order, judge.resolve, judge.profile, 'default');
  if ('document' in planned) {
    if (stored.deletedNumber === null) return say('ready', null);
    return say(
      'deleted',
      `${stored.deletedNumber} was deleted in the ledger. The order can be posted again.`,
    );
  }
  const { code, reason } = planned;
  if (code === 'missing-item-code') return say('missingItem', reason, planned.skus);
  const notPostable = code === 'status-skipped' || code === 'cancelled';
  return say(notPostable ? 'notPostable' : 'held', reason, planned.skus);
}

function say(verify: OrderWord, reason: string | null, missing: HeldOrder['skus'] = []): Judged {
  return { verify, reason, after: null, missing: [...missing] };
}

function judgeStanding(stored: StoredOrder, standing: StoredDocument, judge: Judge): Judged {
  const { state } = standing;
  // A living document is never withdrawn.
  if (state === 'withdrawn') return say('ready', null);
  if (state !== 'posted') return say(state, standing.problem ?? stateWords[state]);
  const happened = findAfterPosting(stored, standing);
  if (happened) return { ...happened, missing: [] };
  if (!stored.invoice) return say('orderOnly', null);
  const isNow = judge.postedSince !== null && (standing.postedAt ?? 0) >= judge.postedSince;
  return say(isNow ? 'postedNow' : 'posted', null);
}

/** What happened to an order after its document was posted, with both values; null when nothing did. */
export function findAfterPosting(stored: StoredOrder, standing: StoredDocument) {
  const { order } = stored;
  const facts = {
    plannedAt: standing.createdAt,
    statusSince: stored.statusSince,
    isCancelled: order.status === 'cancelled',
    totalMinor: standing.totalMinor,
    documentGoodsMinor: goodsOfWhole(standing),
    billableMinor: billableMinor(order),
    creditedMinor: creditedMinor(stored),
  };
  const verify = judgeAfterPosting(facts);
  if (verify === null) return null;
  const after: AfterPostingView = {
    documentMinor: verify === 'cancelledAfter' ? facts.totalMinor : (facts.documentGoodsMinor ?? 0),
    orderMinor: verify === 'cancelledAfter' ? 0 : facts.billableMinor,
    creditedMinor: facts.creditedMinor,
  };
  return { verify, after, reason: describeAfter(verify, after, standing, order.currency) };
}

/** The goods of a document that stands for its whole order; null for a part invoice, born at settlement. */
function goodsOfWhole({ document }: StoredDocument): number | null {
  if (document.kind !== 'order' && (document.kind !== 'invoice' || document.settled !== null)) return null;
  return sumMinor(document.lines.filter((line) => line.kind === 'goods').map((line) => line.grossMinor));
}

function creditedMinor({ creditNotes }: StoredOrder): number {
  return sumMinor(creditNotes.filter((note) => note.state === 'posted').map((note) => note.totalMinor));
}

function describeAfter(
  happened: 'cancelledAfter' | 'changedAfter',
  { documentMinor, orderMinor, creditedMinor: credited }: AfterPostingView,
  standing: StoredDocument,
  currency: Currency,
): string {
  const money = (minor: number) => `${currency} ${formatGrouped(minor, currency)}`;
  const name = standing.number ?? standing.reference;
  const need = documentMinor - orderMinor - credited;
  if (standing.kind === 'order') {
    return happened === 'cancelledAfter'
      ? `Cancelled after posting: sales order ${name} of ${money(documentMinor)} has to be cancelled in the ledger.`
      : `Changed after posting: sales order ${name} has goods of ${money(documentMinor)}, the order now ${money(orderMinor)}.`;
  }
  const waysOut = `The refund row of its settlement makes it; without one, credit or delete ${name} in the ledger.`;
  if (happened === 'cancelledAfter') {
    return `Cancelled after posting: ${name} of ${money(documentMinor)} needs a credit note of ${money(need)}. ${waysOut}`;
  }
  const both = `Changed after posting: ${name} has goods of ${money(documentMinor)}, the order now ${money(orderMinor)}.`;
  return need > 0
    ? `${both} It needs a credit note of ${money(need)}. ${waysOut}`
    : `${both} Delete ${name} in the ledger and post the order again, or invoice the ${money(-need)} there.`;
}

const stateWords = {
  planned: 'Planned, not sent yet.',
  sending: 'Being sent.',
  unknown: 'Sent, not confirmed. The ledger is asked before anything is sent again.',
  rejected: 'Refused by the ledger.',
} as const;

interface KeptRule {
  readonly resolve: ItemResolver;
  readonly of: string;
  readonly rule: WordRule;
}

/** By the list of variants, which stays the same object while there is no other one. */
const keptRules = new WeakMap<readonly LineVariant[], KeptRule>();

/**
 * What the books need to say the words of all orders. The same object as before while nothing it is made from was
 * written: the books keep what they counted by it, and mappings of 50,000 variants are not gone through for each window.
 */
export async function loadWordRule(
  deps: Deps,
  context: ShopContext,
  postedSince: number | null,
): Promise<WordRule> {
  const { shop, profile } = context;
  const [mapping, variants] = await Promise.all([
    loadMappingState(deps, context),
    deps.books.orders.loadVariants(shop.shopId),
  ]);
  const of = JSON.stringify([profile, postedSince]);
  const kept = keptRules.get(variants);
  if (kept && kept.resolve === mapping.resolve && kept.of === of) return kept.rule;
  const rule = wordRuleOf(profile, variants, mapping, postedSince);
  keptRules.set(variants, { resolve: mapping.resolve, of, rule });
  return rule;
}

/** Which lines have no item is decided here, once for each variant that occurs and each date its mapping changes. */
export function wordRuleOf(
  profile: PostingProfile,
  variants: readonly LineVariant[],
  mapping: Pick<MappingState, 'resolve' | 'saved'>,
  postedSince: number | null,
): WordRule {
  const notMapped: VariantSpan[] = [];
  const inactive: VariantSpan[] = [];
  for (const variant of variants) {
    for (const { from, to } of spansOf(variant, mapping.saved)) {
      const { status } = mapping.resolve(variant, from ?? to ?? anyDate);
      const span = { variantId: variant.variantId, from, to };
      if (status === 'notMapped') notMapped.push(span);
      else if (status === 'itemInactive') inactive.push(span);
    }
  }
  return {
    shopId: profile.shopId,
    ledgerId: profile.ledgerId,
    isComplete: profileGaps(profile).length === 0,
    skippedStatuses: orderStatuses.filter((status) => profile.defaultActions[status] === 'skip'),
    invoiceFrom: profile.invoiceFrom,
    unresolved: { notMapped, inactive },
    postedSince,
  };
}

/** Spans of dates in which the same versions of the variant's mappings (its own and those of its parts) are valid. */
function spansOf(
  { skuId, parts }: LineVariant,
  saved: MappingState['saved'],
): readonly Pick<VariantSpan, 'from' | 'to'>[] {
  const starts = [skuId, ...parts.map((part) => part.skuId)]
    .flatMap((id) => saved.get(id) ?? [])
    .flatMap(({ validFrom }) => validFrom ?? []);
  const borders = [...new Set(starts)].sort();
  return [null, ...borders].map((from, index) => {
    const next = borders[index];
    return { from, to: next === undefined ? null : addDays(next, -1) };
  });
}
