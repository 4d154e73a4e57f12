import { create } from 'zustand';
import { useQuery } from '../data/use-query.ts';
import { recall, remember } from '../widgets/remember.ts';
import { type GuideStep, guideSteps } from './guide-steps.ts';
import { useShell } from './shell-state.ts';
import { runCommand } from './use-commands.ts';
import { useShop } from './use-shop.ts';

interface GuideChoice {
  /** The next step is offered under the header. */
  readonly isOn: boolean;
  choose(isOn: boolean): void;
}

export const useGuideChoice = create<GuideChoice>((set) => ({
  isOn: true,
  choose: (isOn) => {
    remember('guide', isOn ? 'on' : 'off');
    set({ isOn });
  },
}));

export function restoreGuide(): void {
  useGuideChoice.setState({ isOn: recall('guide') !== 'off' });
}

/**
 * The first steps as the books have them now; null until the first answer. A question is asked only when the step
 * before it is done: the later ones are dear, and their answer would be "no".
 */
export function useGuide(isWanted: boolean): readonly GuideStep[] | null {
  const shop = useShop();
  const ledgers = useQuery('ledgers.list', isWanted ? {} : null, 'later').data?.ledgers;
  const of = isWanted && shop ? { shopId: shop.shopId } : null;
  const orders = useQuery('orders.list', of && { ...of, limit: 1 }, 'later').data?.totals.count;
  const products = useQuery(
    'products.list',
    of && orders !== undefined ? { ...of, status: 'notMapped', limit: 500 } : null,
    'later',
  ).data;
  const documents = useQuery(
    'documents.list',
    of && (orders ?? 0) > 0 ? { ...of, states: ['posted'], limit: 1 } : null,
    'later',
  ).data;
  const files = useQuery('settlements.list', of, 'later').data?.files.length;
  const days = useQuery('payments.preview', of && (files ?? 0) > 0 ? of : null, 'later').data?.days;
  const isPosted = days?.every(({ state }) => state === 'posted') ?? false;
  const report = useQuery('tieout.report', of && isPosted ? of : null, 'later').data;
  const isKnown = ledgers && (shop === null || (products && orders !== undefined && files !== undefined));
  if (!isKnown) return null;
  return guideSteps({
    shop,
    ledgers,
    products: products && Object.values(products.counts).reduce((sum, count) => sum + count, 0),
    withoutItem: orders ? products?.rows.filter(({ openOrders }) => openOrders > 0).length : products?.total,
    orders,
    postedDocuments: documents?.total,
    files,
    days,
    report,
  });
}

/** Opens the place where a step is done. */
export function goToStep({ goTo }: GuideStep): void {
  if (goTo === 'account' || goTo === 'product' || goTo === 'orders') useShell.getState().openTab(goTo);
  else runCommand(goTo);
}
