import type { Input } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { WhatIfReport } from '../../contract/what-if.ts';
import { isTimeZone } from '../../domain/dates.ts';
import type { SkuId } from '../../domain/ids.ts';
import { createItemResolver, type ItemResolver, type MappingVersion } from '../../domain/mapping.ts';
import type { PostingProfile } from '../../domain/profile.ts';
import { planWhatIf } from '../../domain/what-if/plan-what-if.ts';
import { createTotals, type Totals, type WhatIfNames } from '../../domain/what-if/totals.ts';
import type { Deps } from '../deps.ts';
import { fromProfileView } from '../link/views.ts';
import { readDrafts } from '../products/map-products.ts';
import { done, refuse } from '../replies.ts';
import { loadMappingState, type ShopContext } from '../shop-context.ts';

/** How one variant plans, and what came of it. */
export interface Variant {
  readonly context: ShopContext;
  readonly resolve: ItemResolver;
  readonly totals: Totals;
  /** Counts what becomes nothing, by reason. */
  readonly left: Map<string, number>;
}

export interface Variants {
  readonly saved: Variant;
  /** Null when no change was given. */
  readonly changed: Variant | null;
  readonly posted: Totals;
}

type Drafts = Pick<Input<'whatIf.payments'>, 'mappings' | 'profile'>;

/** The ways to plan the same: as the books are, and with changes that are not saved. */
export async function openVariants(
  deps: Deps,
  context: ShopContext,
  drafts: Drafts,
): Promise<Reply<Variants>> {
  const profile = readProfile(context, drafts.profile);
  if (!profile.ok) return profile;
  const state = await loadMappingState(deps, context);
  const mappings = readDrafts(state, drafts.mappings);
  if (!mappings.ok) return mappings;
  const names = toNames([context.profile, profile.value]);
  const open = (of: ShopContext, resolve: ItemResolver): Variant => ({
    context: of,
    resolve,
    totals: createTotals(names),
    left: new Map(),
  });
  const hasChanges = drafts.profile !== null || drafts.mappings.length > 0;
  const saved = new Map<SkuId, readonly MappingVersion[]>(state.saved);
  for (const mapping of mappings.value) {
    const before = saved.get(mapping.skuId) ?? [];
    const version = before.reduce((highest, one) => Math.max(highest, one.version), 0) + 1;
    saved.set(mapping.skuId, [...before, { ...mapping, version }]);
  }
  return done({
    saved: open(context, state.resolve),
    changed: hasChanges
      ? open({ ...context, profile: profile.value }, createItemResolver({ ...state.book, saved }))
      : null,
    posted: createTotals(names),
  });
}

function readProfile(context: ShopContext, view: Drafts['profile']): Reply<PostingProfile> {
  if (view === null) return done(context.profile);
  const profile = fromProfileView(view);
  const { shopId, ledgerId } = context.profile;
  if (profile.shopId !== shopId || profile.ledgerId !== ledgerId) {
    return refuse(
      'BAD_INPUT',
      'The changed settings are those of another shop or ledger. Totals compare one shop in one ledger.',
    );
  }
  return isTimeZone(profile.timeZone)
    ? done(profile)
    : refuse('BAD_INPUT', `“${profile.timeZone}” is not a time zone. Choose one such as Europe/London.`);
}

function toNames(profiles: readonly PostingProfile[]): WhatIfNames {
  const methods = profiles.flatMap(({ clearingMethod, feeMethod, feeRules }) => [
    clearingMethod,
    feeMethod,
    ...feeRules.map((rule) => rule.method),
  ]);
  return {
    methods: new Map(methods.flatMap((method) => (method ? [[method.code, method.name]] : []))),
    taxes: profiles.map(({ tax }) => tax),
  };
}

/** Reasons are as many as orders in the worst case: the most frequent are named, all are counted. */
const mostReasons = 50;

export function report({ saved, changed, posted }: Variants, assumedInvoices: number): WhatIfReport {
  const reasons = new Set([...saved.left.keys(), ...(changed?.left.keys() ?? [])]);
  const left = [...reasons].map((reason) => ({
    reason,
    saved: saved.left.get(reason) ?? 0,
    changed: changed ? (changed.left.get(reason) ?? 0) : null,
  }));
  const most = (one: (typeof left)[number]) => Math.max(one.saved, one.changed ?? 0);
  left.sort((a, b) => most(b) - most(a) || (a.reason < b.reason ? -1 : 1));
  const lines = planWhatIf({
    saved: saved.totals.list(),
    changed: changed?.totals.list() ?? null,
    posted: posted.list(),
  });
  return {
    currency: saved.context.shop.currency,
    lines: lines.map((line) => ({ ...line })),
    left: left.slice(0, mostReasons),
    leftCount: left.length,
    assumedInvoices,
  };
}

export function leave({ left }: Variant, reason: string): void {
  left.set(reason, (left.get(reason) ?? 0) + 1);
}
