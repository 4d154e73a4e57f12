import type { z } from 'zod';
import type { AppState } from '../contract/accounts.ts';
import type { Handlers, Input, Output } from '../contract/api.ts';
import type { Reply } from '../contract/errors.ts';
import { isTimeZone } from '../domain/dates.ts';
import { toLedgerId, toShopId } from '../domain/ids.ts';
import { profileGaps } from '../domain/profile.ts';
import { backUpBooks, forgetBuyers, getCare, saveCare, verifyBooks } from './care/care.ts';
import type { Deps } from './deps.ts';
import { createLedgerLinks, type LedgerLinks, type LedgerRequest } from './link/link-ledgers.ts';
import { createShopLinks, type LinkRequest, type ShopLinks } from './link/link-shops.ts';
import { prepareProfile } from './link/profiles.ts';
import { createTokenKeeper } from './link/tokens.ts';
import { fromProfileView, loadLedgerViews, loadShopViews, toProfileView } from './link/views.ts';
import { checkOrders } from './orders/check-orders.ts';
import { listCoverage } from './orders/coverage.ts';
import { fetchOrders } from './orders/fetch-orders.ts';
import { getOrder } from './orders/get-order.ts';
import { countOrders, listOrders } from './orders/list-orders.ts';
import { postOrders } from './orders/post-orders.ts';
import { previewOrders } from './orders/preview-orders.ts';
import { skipOrders, unskipOrders } from './orders/skip-orders.ts';
import { fetchMissing } from './payments/fetch-missing.ts';
import { inspectSettlement, loadSettlement } from './payments/load-settlement.ts';
import { decideRow, listPaymentRows } from './payments/payment-rows.ts';
import { postPayments } from './payments/post-payments.ts';
import { previewPayments } from './payments/preview-payments.ts';
import { reportTieOut } from './payments/tie-out.ts';
import { listDocuments, resolveDocuments } from './posting/documents.ts';
import { findAlike } from './products/alike.ts';
import { fetchProducts } from './products/fetch-products.ts';
import { listProducts } from './products/list-products.ts';
import { mapProducts, previewMappings } from './products/map-products.ts';
import { exportMappings, readMappings } from './products/mapping-files.ts';
import { listVersions } from './products/versions.ts';
import { done, refuse, refuseLedger } from './replies.ts';
import {
  addBankLine,
  listBank,
  loadBankStatement,
  matchBank,
  removeBankLine,
  unmatchBank,
} from './tieout/bank.ts';
import { listStepRows, reportBridge } from './tieout/bridges.ts';
import { removeFeeRule, reportFeeAudit, reportFeeMonths, saveFeeRule } from './tieout/fees.ts';
import { listPayouts } from './tieout/payouts.ts';
import { listStandings, reportAgeing, reportCutOff, reportMatrix } from './tieout/standings.ts';

export interface Services {
  readonly handlers: Handlers;
  readonly shops: ShopLinks;
  readonly ledgers: LedgerLinks;
}

export interface HostParts {
  readonly state: () => Promise<z.infer<typeof AppState>>;
  /** Links the sample company; the host knows where its servers are. */
  readonly openSample: (services: Services) => Promise<Reply<Output<'sample.open'>>>;
  /** The settlement export of a shop of the sample company. */
  readonly sampleFile: (
    input: Input<'sample.settlementFile'>,
  ) => Promise<Reply<Output<'sample.settlementFile'>>>;
  /** Connection details of a marketplace app and a ledger account entered by hand, as the adapters want them. */
  readonly toLinkRequest: (input: Input<'shops.startLink'>) => LinkRequest;
  readonly toLedgerRequest: (input: Input<'ledgers.link'>) => LedgerRequest;
}

/** Every method of the contract, answered. The compiler proves that none is missing. */
export function createServices(deps: Deps, host: HostParts): Services {
  const shops = createShopLinks(deps, createTokenKeeper(deps));
  const ledgers = createLedgerLinks(deps);

  const handlers: Handlers = {
    'app.state': async () => done(await host.state()),
    'sample.open': () => host.openSample(services),
    'sample.settlementFile': (input) => host.sampleFile(input),

    'shops.list': async () => done({ shops: await loadShopViews(deps) }),
    'shops.startLink': async (input) => {
      const started = await shops.start(host.toLinkRequest(input));
      return started.ok ? done({ linkId: started.value.linkId, opened: started.value.opened }) : started;
    },
    'shops.linkState': async ({ linkId }) => {
      const outcome = shops.stateOf(linkId);
      if (!outcome) return refuse('NOT_FOUND', 'This link attempt is over. Start again with Link.');
      const views = outcome.state === 'linked' ? await loadShopViews(deps) : [];
      return done({ state: outcome.state, message: outcome.message, shops: views });
    },
    'shops.finishLink': async ({ linkId, pasted }) => {
      const finished = await shops.finish(linkId, pasted);
      return finished.ok ? done({ shops: await loadShopViews(deps) }) : finished;
    },
    'shops.test': async ({ shopId }) => {
      const opened = await shops.open(toShopId(shopId));
      if (!opened.ok) return done({ works: false, message: opened.error.message });
      const { api, shop } = opened.value;
      const now = deps.clock.now();
      const tried = await api.fetchOrders(
        { by: 'updated', from: now - 3_600_000, to: now },
        shop.timeZone,
        {},
      );
      return done(
        tried.ok
          ? { works: true, message: `${shop.name} answers. The link works.` }
          : { works: false, message: tried.error.message },
      );
    },
    'shops.unlink': ({ shopId }) => shops.unlink(toShopId(shopId)),

    'ledgers.list': async () => done({ ledgers: await loadLedgerViews(deps) }),
    'ledgers.link': async (input) => {
      const linked = await ledgers.link(host.toLedgerRequest(input));
      if (!linked.ok) return linked;
      const view = (await loadLedgerViews(deps)).find((one) => one.ledgerId === linked.value.ledgerId);
      return view ? done({ ledger: view }) : refuse('NOT_FOUND', 'This ledger is not in the books.');
    },
    'ledgers.test': async ({ ledgerId }) => {
      const opened = await ledgers.open(toLedgerId(ledgerId));
      if (!opened.ok) return done({ works: false, message: opened.error.message });
      const tried = await opened.value.ledger.testConnection();
      return done(
        tried.ok
          ? { works: true, message: `${opened.value.linked.name} answers. The link works.` }
          : { works: false, message: tried.error.message },
      );
    },
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

    'products.fetch': async ({ shopId }) => fetchProducts(deps, shops, ledgers, toShopId(shopId)),
    'products.list': (input) => listProducts(deps, input),
    'products.alike': (input) => findAlike(deps, input),
    'products.impact': (input) => previewMappings(deps, input),
    'products.map': (input) => mapProducts(deps, input),
    'products.versions': (input) => listVersions(deps, input),
    'products.exportMappings': (input) => exportMappings(deps, input),
    'products.readMappings': (input) => readMappings(deps, input),

    'orders.fetch': (input) => fetchOrders(deps, shops, input),
    'orders.list': (input) => listOrders(deps, input),
    'orders.get': (input) => getOrder(deps, input),
    'orders.preview': (input) => previewOrders(deps, input),
    'orders.post': (input) => postOrders(deps, ledgers, input),
    'orders.coverage': (input) => listCoverage(deps, input),
    'orders.counts': (input) => countOrders(deps, input),
    'orders.check': (input) => checkOrders(deps, ledgers, input),
    'orders.skip': (input) => skipOrders(deps, input),
    'orders.unskip': (input) => unskipOrders(deps, input),

    'settlements.inspect': (input) => inspectSettlement(deps, input),
    'settlements.load': (input) => loadSettlement(deps, input),
    'settlements.list': async ({ shopId }) => {
      const files = await deps.books.settlements.list(toShopId(shopId));
      return done({
        files: files.map(
          ({ settlementId, fileName, layout, currency, periodFrom, periodTo, rowCount, loadedAt }) => ({
            settlementId,
            fileName,
            layout,
            currency,
            periodFrom,
            periodTo,
            rowCount,
            loadedAt,
          }),
        ),
      });
    },
    'payments.rows': (input) => listPaymentRows(deps, ledgers, input),
    'payments.preview': (input) => previewPayments(deps, ledgers, input),
    'payments.decide': (input) => decideRow(deps, ledgers, input),
    'payments.fetchMissing': ({ shopId }) => fetchMissing(deps, shops, ledgers, shopId),
    'payments.post': (input) => postPayments(deps, ledgers, input),
    'documents.list': (input) => listDocuments(deps, input),
    'documents.resolve': ({ shopId }) => resolveDocuments(deps, ledgers, toShopId(shopId)),
    'tieout.report': (input) => reportTieOut(deps, ledgers, input),
    'tieout.bridge': (input) => reportBridge(deps, input),
    'tieout.stepRows': (input) => listStepRows(deps, input),
    'tieout.payouts': (input) => listPayouts(deps, input),
    'tieout.setOpening': async ({ shopId, amountMinor }) => {
      const shop = await deps.books.shops.load(toShopId(shopId));
      if (!shop) return refuse('NOT_FOUND', 'This shop is not in the books.');
      await deps.books.bank.saveOpening(shop.shopId, amountMinor, deps.clock.now());
      deps.changed(['bank']);
      return done({});
    },
    'standings.matrix': (input) => reportMatrix(deps, input),
    'standings.orders': (input) => listStandings(deps, input),
    'standings.ageing': (input) => reportAgeing(deps, input),
    'standings.cutOff': (input) => reportCutOff(deps, input),
    'fees.audit': (input) => reportFeeAudit(deps, input),
    'fees.months': (input) => reportFeeMonths(deps, input),
    'fees.saveRule': (input) => saveFeeRule(deps, input),
    'fees.removeRule': (input) => removeFeeRule(deps, input),
    'bank.load': (input) => loadBankStatement(deps, input),
    'bank.addLine': (input) => addBankLine(deps, input),
    'bank.removeLine': (input) => removeBankLine(deps, input),
    'bank.list': (input) => listBank(deps, input),
    'bank.match': (input) => matchBank(deps, input),
    'bank.unmatch': (input) => unmatchBank(deps, input),
    'history.list': async ({ subject, limit }) => {
      const lines = await deps.books.history.list(subject, limit);
      return done({ lines: lines.map((line) => ({ ...line, details: { ...line.details } })) });
    },

    'preferences.load': async () => done({ values: Object.fromEntries(await deps.books.preferences.load()) }),
    'preferences.save': async ({ name, value }) => {
      const kept = await deps.books.preferences.save(name, value);
      return kept
        ? done({})
        : refuse('BAD_INPUT', 'Too many choices about the screens are kept. Reset the view.');
    },
    'care.get': () => getCare(deps),
    'care.save': (input) => saveCare(deps, input),
    'books.backUp': () => backUpBooks(deps),
    'books.verify': () => verifyBooks(deps),
    'buyers.forget': (input) => forgetBuyers(deps, input),

    'jobs.get': async ({ jobId }) => {
      const job = await deps.jobs.get(jobId);
      return job ? done({ job }) : refuse('NOT_FOUND', 'This job is not known.');
    },
    'jobs.list': async () => done({ jobs: [...(await deps.jobs.list())] }),
    'jobs.cancel': async ({ jobId }) => {
      deps.jobs.cancel(jobId);
      return done({});
    },
  };
  const services: Services = { handlers, shops, ledgers };
  return services;
}
