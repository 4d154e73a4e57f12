import type { z } from 'zod';
import type { AppState } from '../contract/accounts.ts';
import type { Handlers, Input, Output } from '../contract/api.ts';
import type { Reply } from '../contract/errors.ts';
import { toShopId } from '../domain/ids.ts';
import { backUpBooks, forgetBuyers, getCare, saveCare, verifyBooks } from './care/care.ts';
import { closeDates, listCloses, reopenDates } from './changes/closes.ts';
import { listChanges } from './changes/list-changes.ts';
import { previewDelta, settleChange } from './changes/settle-change.ts';
import type { Deps } from './deps.ts';
import { type AccountParts, createAccountHandlers } from './link/account-handlers.ts';
import { createLinkChecks } from './link/link-checks.ts';
import { createLedgerLinks, type LedgerLinks } from './link/link-ledgers.ts';
import { createShopLinks, type ShopLinks } from './link/link-shops.ts';
import { createTokenKeeper } from './link/tokens.ts';
import { checkOrders } from './orders/check-orders.ts';
import { listCoverage } from './orders/coverage.ts';
import { fetchOrders } from './orders/fetch-orders.ts';
import { getOrder } from './orders/get-order.ts';
import { countOrders, listOrders } from './orders/list-orders.ts';
import { postOrders } from './orders/post-orders.ts';
import { previewOrders } from './orders/preview-orders.ts';
import { skipOrders, unskipOrders } from './orders/skip-orders.ts';
import { fetchMissing } from './payments/fetch-missing.ts';
import { getFile, inspectSettlement, listFiles, loadSettlement } from './payments/load-settlement.ts';
import { createPaymentDays } from './payments/payment-day.ts';
import { createPaymentPlans } from './payments/payment-plans.ts';
import { decideRow, listPaymentRows } from './payments/payment-rows.ts';
import { postPayments } from './payments/post-payments.ts';
import { previewPayments } from './payments/preview-payments.ts';
import { getRowInFile } from './payments/row-in-file.ts';
import { listSettledFees, listSettledOrders } from './payments/settled-views.ts';
import { reportTieOut } from './payments/tie-out.ts';
import { listDocuments, resolveDocuments } from './posting/documents.ts';
import { findAlike } from './products/alike.ts';
import { fetchProducts } from './products/fetch-products.ts';
import { listProducts } from './products/list-products.ts';
import { mapProducts, previewMappings } from './products/map-products.ts';
import { exportMappings, readMappings } from './products/mapping-files.ts';
import { listVersions } from './products/versions.ts';
import { makeProofPack } from './proof-pack/make-proof-pack.ts';
import { done, refuse, refuseUnknownShop } from './replies.ts';
import { compareStatements } from './statements/compare-statements.ts';
import { fetchStatements } from './statements/fetch-statements.ts';
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
import { exportCosts, loadCosts, reportSkuProfit, saveCost } from './tieout/sku-profit.ts';
import { listStandings, reportAgeing, reportCutOff, reportMatrix } from './tieout/standings.ts';
import { getLock, saveLock } from './undo/locks.ts';
import { previewUndo } from './undo/plan-undo.ts';
import { runUndo } from './undo/run-undo.ts';
import { checkWorklist, finishLine, listWorklist } from './undo/worklist.ts';
import { whatIfOrders } from './what-if/what-if-orders.ts';
import { whatIfPayments } from './what-if/what-if-payments.ts';

export interface Services {
  readonly handlers: Handlers;
  readonly shops: ShopLinks;
  readonly ledgers: LedgerLinks;
}

export interface HostParts extends Pick<AccountParts, 'toLinkRequest' | 'toLedgerRequest'> {
  readonly state: () => Promise<z.infer<typeof AppState>>;
  /** Links the sample company; the host knows where its servers are. */
  readonly openSample: (services: Services) => Promise<Reply<Output<'sample.open'>>>;
  /** The settlement export of a shop of the sample company. */
  readonly sampleFile: (
    input: Input<'sample.settlementFile'>,
  ) => Promise<Reply<Output<'sample.settlementFile'>>>;
  readonly sampleStatement: (
    input: Input<'sample.bankStatement'>,
  ) => Promise<Reply<Output<'sample.bankStatement'>>>;
}

/** Every method of the contract, answered. The compiler proves that none is missing. */
export function createServices(deps: Deps, host: HostParts): Services {
  const shopChecks = createLinkChecks(deps, 'shops');
  const ledgerChecks = createLinkChecks(deps, 'ledgers');
  const shops = createShopLinks(deps, createTokenKeeper(deps), shopChecks);
  const ledgers = createLedgerLinks(deps, ledgerChecks);
  const plans = createPaymentPlans(deps, ledgers);
  const days = createPaymentDays(deps, plans);

  const handlers: Handlers = {
    'app.state': async () => done(await host.state()),
    'sample.open': () => host.openSample(services),
    'sample.settlementFile': (input) => host.sampleFile(input),
    'sample.bankStatement': (input) => host.sampleStatement(input),

    ...createAccountHandlers(deps, { shops, ledgers, shopChecks, ledgerChecks, ...host }),

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
    'settlements.list': (input) => listFiles(deps, input),
    'settlements.get': (input) => getFile(deps, input),
    'payments.rows': (input) => listPaymentRows(deps, plans, input),
    'payments.row': (input) => getRowInFile(deps, input),
    'payments.orders': (input) => listSettledOrders(deps, plans, input),
    'payments.fees': (input) => listSettledFees(deps, plans, input),
    'payments.preview': (input) => previewPayments(deps, plans, input),
    'payments.day': (input) => days.day(input),
    'payments.knockOffs': (input) => days.knockOffs(input),
    'payments.decide': (input) => decideRow(deps, plans, input),
    'payments.fetchMissing': ({ shopId }) => fetchMissing(deps, shops, ledgers, shopId),
    'payments.post': (input) => postPayments(deps, ledgers, input),
    'documents.list': (input) => listDocuments(deps, input),
    'documents.resolve': (input) => resolveDocuments(deps, ledgers, input),
    'tieout.report': (input) => reportTieOut(deps, ledgers, input),
    'tieout.bridge': (input) => reportBridge(deps, input),
    'tieout.stepRows': (input) => listStepRows(deps, input),
    'whatIf.orders': (input) => whatIfOrders(deps, input),
    'whatIf.payments': (input) => whatIfPayments(deps, ledgers, input),
    'statements.fetch': (input) => fetchStatements(deps, shops, input),
    'statements.compare': (input) => compareStatements(deps, shops, input),
    'proofPack.make': (input) => makeProofPack(deps, input),
    'tieout.payouts': (input) => listPayouts(deps, input),
    'tieout.setOpening': async ({ shopId, amountMinor }) => {
      const shop = await deps.books.shops.load(toShopId(shopId));
      if (!shop) return refuseUnknownShop();
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
    'profit.bySku': (input) => reportSkuProfit(deps, input),
    'profit.costFile': (input) => exportCosts(deps, input),
    'profit.saveCost': (input) => saveCost(deps, input),
    'profit.loadCosts': (input) => loadCosts(deps, input),
    'bank.load': (input) => loadBankStatement(deps, input),
    'bank.addLine': (input) => addBankLine(deps, input),
    'bank.removeLine': (input) => removeBankLine(deps, input),
    'bank.list': (input) => listBank(deps, input),
    'bank.match': (input) => matchBank(deps, input),
    'bank.unmatch': (input) => unmatchBank(deps, input),
    'undo.plan': (input) => previewUndo(deps, ledgers, input),
    'undo.run': (input) => runUndo(deps, ledgers, input),
    'worklist.list': (input) => listWorklist(deps, input),
    'worklist.done': (input) => finishLine(deps, input),
    'worklist.check': (input) => checkWorklist(deps, ledgers, input),
    'locks.get': (input) => getLock(deps, input),
    'locks.save': (input) => saveLock(deps, input),
    'changes.list': (input) => listChanges(deps, ledgers, input),
    'changes.delta': (input) => previewDelta(deps, ledgers, input),
    'changes.settle': (input) => settleChange(deps, ledgers, input),
    'closes.close': (input) => closeDates(deps, input),
    'closes.list': (input) => listCloses(deps, input),
    'closes.reopen': (input) => reopenDates(deps, input),
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
    // Who serves books that did not open answers it himself (main/electron/keep-backend).
    'books.restore': async () =>
      refuse(
        'NOT_SUPPORTED',
        'The books are open, and open books are not replaced. Close Tieout first; then “tieout restore” puts a copy in place.',
      ),
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
