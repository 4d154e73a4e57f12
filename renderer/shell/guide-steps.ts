import type { LedgerView, ShopView } from '../../app/contract/accounts.ts';
import type { CommandId } from '../../app/contract/command-catalogue.ts';
import { plural } from '../widgets/format.ts';

/** What the books say, as far as it was asked; undefined = not known (yet). */
export interface GuideFacts {
  readonly shop: ShopView | null;
  readonly ledgers: readonly LedgerView[] | undefined;
  readonly products: number | undefined;
  /** Products without an item: all of them, or once orders are fetched those that an open order needs. */
  readonly withoutItem: number | undefined;
  readonly orders: number | undefined;
  readonly postedDocuments: number | undefined;
  readonly files: number | undefined;
  readonly days: readonly { readonly state: string }[] | undefined;
  readonly report:
    | { readonly residualMinor: number; readonly days: readonly { readonly tiedOut: boolean }[] }
    | undefined;
}

export interface GuideStep {
  readonly id: string;
  readonly title: string;
  /** What it is good for, in a sentence. */
  readonly why: string;
  readonly isDone: boolean;
  /** How far it is, when that is worth saying. */
  readonly progress: string | null;
  readonly goTo: CommandId | 'orders' | 'product' | 'account';
  readonly button: string;
}

/**
 * The way from nothing to a payout that ties out. Each step is done when the books say so, whoever did it and
 * wherever: nothing is ticked off by a click, and a step that is undone comes back.
 */
export function guideSteps(facts: GuideFacts): readonly GuideStep[] {
  const { shop, days, report } = facts;
  const products = facts.products ?? 0;
  const withoutItem = facts.withoutItem ?? 0;
  const postedDays = days?.filter(({ state }) => state === 'posted').length ?? 0;
  const openDays = report?.days.filter(({ tiedOut }) => !tiedOut).length ?? 0;
  const gaps = shop?.gaps.length ?? 0;
  return [
    {
      id: 'shop',
      title: 'Link a TikTok Shop',
      why: 'Products and orders are read from it.',
      isDone: shop?.link === 'linked' || shop?.link === 'expiring',
      progress: shop?.link === 'relinkNeeded' ? 'its link has ended' : null,
      goTo: shop ? 'account' : 'account.linkShop',
      button: shop ? 'Go to Account' : 'Start linking',
    },
    {
      id: 'ledger',
      title: 'Link Stokly',
      why: 'Invoices, payments and credit notes are posted to it.',
      isDone: facts.ledgers?.some(({ link }) => link === 'linked') ?? false,
      progress: null,
      goTo: facts.ledgers?.length ? 'account' : 'account.linkLedger',
      button: facts.ledgers?.length ? 'Go to Account' : 'Start linking',
    },
    {
      id: 'profile',
      title: 'Check the settings of the shop',
      why: 'Customer, service items and clearing account: nothing is posted before they are chosen.',
      isDone: shop !== null && shop.ledgerId !== null && gaps === 0,
      progress: gaps > 0 ? `${plural(gaps, 'choice')} open` : null,
      goTo: shop?.ledgerId ? 'account.settings' : 'account',
      button: 'Go to the settings',
    },
    {
      id: 'products',
      title: 'Fetch the products',
      why: 'Each SKU of the shop has to stand for an item of Stokly.',
      isDone: products > 0,
      progress: null,
      goTo: 'product',
      button: 'Go to Product',
    },
    {
      id: 'mapping',
      title: 'Give every product its item code',
      why: 'Orders with a product that has none are held.',
      isDone: products > 0 && withoutItem === 0,
      progress: withoutItem > 0 ? `${plural(withoutItem, 'product')} without an item` : null,
      goTo: 'product.notMapped',
      button: 'Go to Product',
    },
    {
      id: 'orders',
      title: 'Fetch the orders of a month',
      why: 'Choose the dates, then Refresh orders.',
      isDone: (facts.orders ?? 0) > 0,
      progress: null,
      goTo: 'orders',
      button: 'Go to Orders',
    },
    {
      id: 'posted',
      title: 'Post the orders',
      why: 'They become invoices. Everything is shown and asked before it is posted.',
      isDone: (facts.postedDocuments ?? 0) > 0,
      progress: null,
      goTo: 'orders',
      button: 'Go to Orders',
    },
    {
      id: 'settlement',
      title: 'Load the settlement file',
      why: 'The export of settled orders from Seller Center says what TikTok paid, and for what.',
      isDone: (facts.files ?? 0) > 0,
      progress: null,
      goTo: 'payment.days',
      button: 'Go to Payment',
    },
    {
      id: 'payments',
      title: 'Post the payments',
      why: 'Each settled date becomes a customer payment with its knock-offs, credit notes and adjustments.',
      isDone: (days?.length ?? 0) > 0 && postedDays === days?.length,
      progress: days && days.length > 0 ? `${postedDays} of ${plural(days.length, 'day')} posted` : null,
      goTo: 'payment.days',
      button: 'Go to Payment',
    },
    {
      id: 'tiedOut',
      title: 'See that it ties out',
      why: 'Settlement, postings and the ledger agree to the cent.',
      isDone: report !== undefined && report.days.length > 0 && openDays === 0 && report.residualMinor === 0,
      progress: openDays > 0 ? `${plural(openDays, 'day')} not tied out` : null,
      goTo: 'payment.tiedOut',
      button: 'Go to Tied out',
    },
  ];
}

/** Links and settings: nothing else works without them. */
const neededFirst = 3;

/**
 * The step to offer: a link or a setting that is missing, else the first that is open; once orders are posted, what
 * follows the furthest step that is done, so that one product without an item keeps nobody from the payments. Undefined when all is done.
 */
export function nextStep(steps: readonly GuideStep[]): GuideStep | undefined {
  const open = (step: GuideStep) => !step.isDone;
  const furthest = steps.findLastIndex(({ isDone }) => isDone);
  const isPosting = steps.some(({ id, isDone }) => id === 'posted' && isDone);
  const needed = steps.slice(0, neededFirst).find(open);
  return needed ?? (isPosting ? steps.slice(furthest + 1).find(open) : undefined) ?? steps.find(open);
}
