import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import { settledDateOf } from '../../domain/documents.ts';
import { toShopId } from '../../domain/ids.ts';
import { sumMinor } from '../../domain/money.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import type { LedgerLinks } from '../link/link-ledgers.ts';
import { toDate } from '../orders/order-filter.ts';
import { done } from '../replies.ts';
import { loadShopContext } from '../shop-context.ts';
import { countingRows } from './counting-rows.ts';
import { clearingMinor, isDayDocument } from './day-documents.ts';

type Report = Output<'tieout.report'>;

/**
 * Settlement against postings, day by day and in sum, and both against what the ledger itself says
 * (accounting.md §§4, 6). The clearing balance is what was posted less what was withdrawn to the bank.
 */
export async function reportTieOut(
  deps: Deps,
  ledgers: LedgerLinks,
  input: Input<'tieout.report'>,
): Promise<Reply<Report>> {
  const shopId = toShopId(input.shopId);
  const context = await loadShopContext(deps, shopId);
  if (!context.ok) return context;
  const { shop, profile } = context.value;
  const opened = await ledgers.open(profile.ledgerId);
  const from = toDate(input.from);
  const to = toDate(input.to);
  const stored = await deps.books.settlements.loadRows(shopId, { from, to });
  const rows = countingRows(stored).map((one) => one.row);
  const documents = (await deps.books.outbox.list({ shopId })).filter((one) => one.state === 'posted');
  const inRange = (one: StoredDocument) =>
    (from === null || settledDateOf(one.document) >= from) &&
    (to === null || settledDateOf(one.document) <= to);
  const dayDocuments = documents.filter((one) => isDayDocument(one) && inRange(one));
  // A shop that was moved to another ledger has payments that this one never had.
  const ofLedger = dayDocuments.filter((one) => one.ledgerId === profile.ledgerId);
  const method = profile.clearingMethod?.code ?? -1;
  const totals = await deps.books.settlements.loadWithdrawalTotals(shopId);

  const postedOn = new Map<string, number>();
  for (const one of dayDocuments) {
    const date = settledDateOf(one.document);
    postedOn.set(date, (postedOn.get(date) ?? 0) + clearingMinor(one, method));
  }
  const settledOn = new Map<string, number>();
  for (const row of rows)
    settledOn.set(row.settledOn, (settledOn.get(row.settledOn) ?? 0) + row.settlementMinor);
  const days = [...settledOn]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, settlementMinor]) => {
      const postedMinor = postedOn.get(date) ?? 0;
      return {
        settledOn: date,
        settlementMinor,
        earningsMinor: null,
        postedMinor,
        differenceMinor: settlementMinor - postedMinor,
        tiedOut: settlementMinor === postedMinor,
      };
    });
  const settlementMinor = sumMinor(rows.map((row) => row.settlementMinor));
  const postedMinor = sumMinor(dayDocuments.map((one) => clearingMinor(one, method)));
  const orderInvoices = documents.filter((one) => one.kind === 'invoice' && !isDayDocument(one));
  const fees = new Map<string, number>();
  for (const fee of rows.flatMap((row) => row.fees))
    fees.set(fee.name, (fees.get(fee.name) ?? 0) + fee.amountMinor);
  const report: Report = {
    shopId,
    currency: shop.currency,
    from: input.from,
    to: input.to,
    settlementMinor,
    revenueMinor: sumMinor(rows.map((row) => row.revenueMinor)),
    feesMinor: sumMinor(rows.map((row) => row.feesMinor)),
    adjustmentsMinor: sumMinor(rows.map((row) => row.adjustmentMinor)),
    fees: [...fees].map(([name, amountMinor]) => ({ name, amountMinor })),
    postedMinor,
    residualMinor: settlementMinor - postedMinor,
    earningsMinor: totals.earningsMinor,
    gmvDeductionMinor: totals.gmvDeductionMinor,
    withdrawnMinor: totals.withdrawnMinor,
    clearingMinor: sumMinor(documents.map((one) => clearingMinor(one, method))) + totals.withdrawnMinor,
    invoicedMinor: sumMinor(orderInvoices.map((one) => one.totalMinor)),
    outstandingMinor: sumMinor(documents.map(openMinor)),
    days,
    checks: [
      checkOf(
        'days',
        'Each date: settlement = posted',
        days.length,
        days.filter((day) => !day.tiedOut).length,
      ),
      ...(opened.ok ? await checkLedger(opened.value.ledger, ofLedger) : []),
    ],
  };
  return done(report);
}

/** What buyers and the marketplace still owe: a credit note that nothing has consumed yet is owed to them. */
function openMinor({ kind, outstandingMinor }: StoredDocument): number {
  const open = outstandingMinor ?? 0;
  return kind === 'creditNote' ? 0 - open : open;
}

/** Every posted payment, read back from the ledger: same total, nothing missing. */
async function checkLedger(ledger: Ledger, documents: readonly StoredDocument[]): Promise<Report['checks']> {
  const payments = documents.filter((one) => one.kind === 'payment');
  if (payments.length === 0) return [];
  const title = 'Each payment: books = ledger';
  const there = await ledger.findByReferences(
    'payment',
    payments.map((one) => one.reference),
  );
  if (!there.ok) return [checkOf('ledger', `${title} (the ledger did not answer)`, 0, 0)];
  const failed = payments.filter((one) => there.value.get(one.reference)?.totalMinor !== one.totalMinor);
  return [checkOf('ledger', title, payments.length, failed.length)];
}

function checkOf(id: string, title: string, checked: number, failed: number): Report['checks'][number] {
  return { id, title, checked, failed };
}
