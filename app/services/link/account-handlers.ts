import type { AccountMethod, Handlers, Input } from '../../contract/api.ts';
import { isTimeZone } from '../../domain/dates.ts';
import { checkTemplate, textKinds } from '../../domain/document-texts.ts';
import { toLedgerId, toShopId } from '../../domain/ids.ts';
import { profileGaps } from '../../domain/profile.ts';
import type { Deps } from '../deps.ts';
import { done, refuse, refuseLedger, refuseUnknownLedger, refuseUnknownShop } from '../replies.ts';
import { completeLink } from './complete-link.ts';
import { loadFeeNames } from './fee-names.ts';
import type { LinkChecks } from './link-checks.ts';
import type { LedgerLinks, LedgerRequest } from './link-ledgers.ts';
import type { ShopLinks } from './link-shops.ts';
import type { LinkRequest } from './pending-links.ts';
import { customerCode, prepareProfile } from './profiles.ts';
import { testLedger, testShop } from './test-links.ts';
import { fromProfileView, loadLedgerViews, loadShopViews, toProfileView } from './views.ts';

export interface AccountParts {
  readonly shops: ShopLinks;
  readonly ledgers: LedgerLinks;
  readonly shopChecks: LinkChecks;
  readonly ledgerChecks: LinkChecks;
  /** Connection details of a marketplace app and a ledger account entered by hand, as the adapters want them. */
  readonly toLinkRequest: (input: Input<'shops.startLink'>) => LinkRequest;
  readonly toLedgerRequest: (input: Input<'ledgers.link'>) => LedgerRequest;
}

/** Shops, ledgers and posting profiles: everything the Account tab asks. */
export function createAccountHandlers(deps: Deps, parts: AccountParts): Pick<Handlers, AccountMethod> {
  return { ...shopHandlers(deps, parts), ...ledgerHandlers(deps, parts), ...profileHandlers(deps, parts) };
}

function shopHandlers(deps: Deps, parts: AccountParts) {
  const { shops, ledgers } = parts;
  return {
    'shops.list': async () => done({ shops: await loadShopViews(deps) }),
    'shops.startLink': async (input) => {
      const started = await shops.start({ ...parts.toLinkRequest(input), saves: 'choose' });
      return started.ok ? done({ linkId: started.value.linkId, opened: started.value.opened }) : started;
    },
    'shops.linkState': async ({ linkId }) => {
      const outcome = shops.stateOf(linkId);
      if (!outcome) return refuse('NOT_FOUND', 'This link attempt is over. Start again with Link.');
      const views = outcome.state === 'linked' ? await loadShopViews(deps) : [];
      const known = new Set((await deps.books.shops.list()).map((shop) => shop.shopId));
      const authorised = outcome.authorised.map(({ shopId, name, region, currency }) => ({
        shopId,
        name,
        region,
        currency,
        isKnown: known.has(shopId),
      }));
      return done({ state: outcome.state, message: outcome.message, shops: views, authorised });
    },
    'shops.finishLink': async ({ linkId, pasted }) => {
      const finished = await shops.finish(linkId, pasted);
      return finished.ok ? done({ shops: await loadShopViews(deps) }) : finished;
    },
    'shops.completeLink': (input) => completeLink(deps, { shops, ledgers }, input),
    'shops.cancelLink': async ({ linkId }) => {
      shops.cancel(linkId);
      return done({});
    },
    'shops.relink': async ({ shopId }) => {
      const started = await shops.startAgain(toShopId(shopId));
      return started.ok ? done({ linkId: started.value.linkId, opened: started.value.opened }) : started;
    },
    'shops.test': ({ shopId }) =>
      testShop(deps, { shops, ledgers, checks: parts.shopChecks }, toShopId(shopId)),
    'shops.unlink': ({ shopId }) => shops.unlink(toShopId(shopId)),
  } satisfies Partial<Handlers>;
}

function ledgerHandlers(deps: Deps, parts: AccountParts) {
  const { ledgers } = parts;
  const startJob = (request: LedgerRequest) =>
    deps.jobs.start('ledgers.link', null, 'link:ledger', (job) => ledgers.link(request, job));
  return {
    'ledgers.list': async () => done({ ledgers: await loadLedgerViews(deps) }),
    'ledgers.tryKeys': (input) => ledgers.tryOut(parts.toLedgerRequest(input)),
    'ledgers.startLink': async (input) => startJob(parts.toLedgerRequest(input)),
    'ledgers.relink': async ({ ledgerId, secretKey }) => {
      const request = await ledgers.again(toLedgerId(ledgerId), secretKey);
      return request.ok ? startJob(request.value) : request;
    },
    'ledgers.link': async (input) => {
      const linked = await ledgers.link(parts.toLedgerRequest(input));
      if (!linked.ok) return linked;
      const view = (await loadLedgerViews(deps)).find((one) => one.ledgerId === linked.value.ledgerId);
      return view ? done({ ledger: view }) : refuseUnknownLedger();
    },
    'ledgers.test': ({ ledgerId }) =>
      testLedger(deps, { ledgers, checks: parts.ledgerChecks }, toLedgerId(ledgerId)),
    'ledgers.unlink': ({ ledgerId }) => ledgers.unlink(toLedgerId(ledgerId)),
    'ledgers.choices': async ({ ledgerId }) => {
      const opened = await ledgers.open(toLedgerId(ledgerId));
      if (!opened.ok) return opened;
      const settings = await opened.value.ledger.fetchSettings();
      if (!settings.ok) return refuseLedger(settings.error);
      const { channels, locations, paymentMethods } = settings.value;
      return done({
        channels: [...channels],
        locations: [...locations],
        paymentMethods: [...paymentMethods],
      });
    },
    'ledgers.check': async ({ ledgerId }) => {
      const opened = await ledgers.open(toLedgerId(ledgerId));
      return opened.ok ? done({ calls: [...(await opened.value.ledger.checkCalls())] }) : opened;
    },
    'items.refresh': ({ ledgerId }) => ledgers.refreshItems(toLedgerId(ledgerId)),
    'items.search': async ({ ledgerId, text, limit }) => {
      const items = await deps.books.ledgers.searchItems(toLedgerId(ledgerId), text, limit);
      return done({
        items: items.map(({ itemId, code, name, isKit, barcodes }) => ({
          itemId,
          code,
          name,
          isKit,
          barcodes: [...barcodes],
        })),
      });
    },
    'items.make': async ({ ledgerId, code, name }) => {
      const opened = await ledgers.open(toLedgerId(ledgerId));
      if (!opened.ok) return opened;
      const made = await opened.value.ledger.ensureServiceItem(code, name);
      if (!made.ok) return refuseLedger(made.error);
      return done({ item: { itemId: made.value.itemId, code: made.value.code, name: made.value.name } });
    },
    'customers.search': async ({ ledgerId, text, limit }) => {
      const opened = await ledgers.open(toLedgerId(ledgerId));
      if (!opened.ok) return opened;
      const found = await opened.value.ledger.findCustomers(text, limit);
      return found.ok ? done({ customers: [...found.value] }) : refuseLedger(found.error);
    },
    'customers.make': async ({ ledgerId, shopId, name }) => {
      const shop = await deps.books.shops.load(toShopId(shopId));
      if (!shop) return refuseUnknownShop();
      const opened = await ledgers.open(toLedgerId(ledgerId));
      if (!opened.ok) return opened;
      const made = await opened.value.ledger.ensureCustomer(customerCode(shop), name);
      return made.ok ? done({ customer: made.value }) : refuseLedger(made.error);
    },
  } satisfies Partial<Handlers>;
}

function profileHandlers(deps: Deps, { ledgers }: AccountParts) {
  return {
    'profiles.names': async ({ shopId }) => done(await loadFeeNames(deps, toShopId(shopId))),
    'profiles.postedWith': async ({ shopId }) => {
      const id = toShopId(shopId);
      const profile = await deps.books.shops.loadProfile(id);
      const posted = await deps.books.outbox.list({ shopId: id, states: ['posted'] });
      return done({
        documents: posted.filter((document) => document.ledgerId === profile?.ledgerId).length,
      });
    },
    'profiles.get': async ({ shopId }) => {
      const profile = await deps.books.shops.loadProfile(toShopId(shopId));
      return done({ profile: profile ? toProfileView(profile) : null });
    },
    'profiles.prepare': async ({ shopId, ledgerId }) => {
      const prepared = await prepareProfile(deps, ledgers, toShopId(shopId), toLedgerId(ledgerId));
      return prepared.ok ? done({ profile: toProfileView(prepared.value.profile) }) : prepared;
    },
    'profiles.save': async ({ profile: view }) => {
      if (!isTimeZone(view.timeZone)) {
        return refuse(
          'BAD_INPUT',
          `“${view.timeZone}” is not a time zone. Choose one such as Europe/London.`,
        );
      }
      for (const kind of textKinds) {
        const text = checkTemplate(kind, view.texts[kind]);
        if (!text.ok) return refuse('BAD_INPUT', `Text of the ${kind}: ${text.error}`);
      }
      const profile = fromProfileView(view);
      const shop = await deps.books.shops.load(profile.shopId);
      const ledger = await deps.books.ledgers.load(profile.ledgerId);
      if (!shop || !ledger) {
        return refuse('NOT_FOUND', 'The shop or the ledger of this profile is not in the books.');
      }
      await deps.books.shops.saveProfile(profile);
      deps.changed(['profiles', 'shops', 'orders', 'payments']);
      const gaps = profileGaps(profile).map(({ field, message }) => ({ field, message }));
      return done({ profile: toProfileView(profile), gaps });
    },
  } satisfies Partial<Handlers>;
}
