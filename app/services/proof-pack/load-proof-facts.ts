import type { Reply } from '../../contract/errors.ts';
import type { BusinessDate } from '../../domain/dates.ts';
import type { ShopId } from '../../domain/ids.ts';
import type {
  ProofBankLine,
  ProofCheck,
  ProofClose,
  ProofDay,
  ProofFacts,
  ProofRow,
  ProofSource,
} from '../../domain/proof-pack/facts.ts';
import type { Deps } from '../deps.ts';
import { countingRows } from '../payments/counting-rows.ts';
import { done } from '../replies.ts';
import type { ShopContext } from '../shop-context.ts';
import { listPayouts } from '../tieout/payouts.ts';
import { recheckRawRows } from '../tieout/recheck-raw-rows.ts';
import { dayOf, loadMovements } from '../tieout/scope.ts';
import { loadProofDocuments } from './load-proof-documents.ts';

interface Dates {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

/** Everything the books hold about the settled dates of a shop, in an order of its own: what was written first does not matter. */
export async function loadProofFacts(
  deps: Deps,
  { shop, profile }: ShopContext,
  dates: Dates,
): Promise<Reply<ProofFacts>> {
  const { shopId } = shop;
  const ledger = await deps.books.ledgers.load(profile.ledgerId);
  const listed = await listPayouts(deps, { shopId, ...dates });
  if (!listed.ok) return listed;
  const { payouts } = listed.value;
  const { documents, knockOffs, nameOf } = await loadProofDocuments(deps, shopId, dates);
  const sources = await loadSources(deps, shopId, dates);
  const fileNames = new Map(sources.map(({ settlementId, fileName }) => [settlementId, fileName]));
  const stored = countingRows(await deps.books.settlements.loadRows(shopId, dates));
  const rows = stored
    .map(
      ({ row, settlementId, bookedBy }): ProofRow => ({
        row,
        fileName: fileNames.get(settlementId) ?? settlementId,
        bookedBy: bookedBy === null ? null : nameOf(bookedBy),
      }),
    )
    .sort((a, b) => compare(a.row.settledOn, b.row.settledOn) || compare(a.row.key, b.row.key));
  const days = payouts.map(
    ({ settledOn, settlementMinor, postedMinor, residualMinor, stage }): ProofDay => ({
      // The dates of payouts come from settlement rows.
      settledOn: settledOn as BusinessDate,
      settlementMinor,
      postedMinor,
      residualMinor,
      stage,
    }),
  );
  const [head] = await deps.books.history.list(null, 1);
  return done({
    shop: { shopId, name: shop.name, region: shop.region, currency: shop.currency },
    ledgerName: ledger?.name ?? profile.ledgerId,
    ...dates,
    days,
    rows,
    documents,
    knockOffs,
    bank: await loadBank(deps, shopId, payouts),
    sources,
    checks: [
      ...(await checkBridge(deps, shopId, rows)),
      ...checkPosting(days, rows, documents),
      ...(await checkBooks(deps)),
    ],
    history: { lines: head?.seq ?? 0, hash: head?.hash ?? null },
    closes: await loadCloses(deps, shopId, dates),
  });
}

type NamedSource = ProofSource & { readonly settlementId: string };

/** Every file that covers one of the dates: it brought their rows, or shows them again. */
async function loadSources(deps: Deps, shopId: ShopId, { from, to }: Dates): Promise<readonly NamedSource[]> {
  const files = await deps.books.settlements.list(shopId);
  return files
    .filter((file) => file.periodFrom <= to && file.periodTo >= from)
    .map((file) => ({
      settlementId: file.settlementId,
      fileName: file.fileName,
      sha256: file.sha256,
      layout: file.layout,
      periodFrom: file.periodFrom,
      periodTo: file.periodTo,
      rows: file.rowCount,
      settlementMinor: file.settlementMinor,
      loadedAt: file.loadedAt,
      proofs: file.proofs,
    }))
    .sort((a, b) => compare(a.periodFrom, b.periodFrom) || compare(a.sha256, b.sha256));
}

async function loadBank(
  deps: Deps,
  shopId: ShopId,
  payouts: readonly {
    readonly settledOn: string;
    readonly parts: readonly { readonly withdrawalId: string; readonly amountMinor: number }[];
  }[],
): Promise<readonly ProofBankLine[]> {
  const movements = new Map((await loadMovements(deps, shopId)).map((line) => [line.withdrawalId, line]));
  const matches = new Map(
    (await deps.books.bank.listMatches(shopId)).map((match) => [match.withdrawalId, match]),
  );
  return payouts.flatMap(({ settledOn, parts }) =>
    parts.map(({ withdrawalId, amountMinor }) => {
      const movement = movements.get(withdrawalId);
      const match = matches.get(withdrawalId);
      return {
        // The dates of payouts come from settlement rows.
        settledOn: settledOn as BusinessDate,
        withdrawalId,
        partMinor: amountMinor,
        requestedOn: movement ? dayOf(movement) : null,
        withdrawnMinor: -(movement?.amountMinor ?? 0),
        line: match
          ? {
              bookedOn: match.line.bookedOn,
              amountMinor: match.line.amountMinor,
              text: match.line.text,
              acceptedAt: match.acceptedAt,
            }
          : null,
      };
    }),
  );
}

async function checkBridge(deps: Deps, shopId: ShopId, rows: readonly ProofRow[]): Promise<ProofCheck[]> {
  const checks = await recheckRawRows(
    deps,
    shopId,
    rows.map(({ row }) => row),
  );
  return checks.map((check) => ({ group: 'bridge', ...check }));
}

function checkPosting(
  days: readonly ProofDay[],
  rows: readonly ProofRow[],
  documents: ProofFacts['documents'],
): ProofCheck[] {
  const check = (id: string, title: string, checked: number, failed: number): ProofCheck => ({
    group: 'posting',
    id,
    title,
    checked,
    failed,
  });
  // What is held back or released for a while is booked nowhere.
  const bookable = rows.filter(({ row }) => row.kind !== 'reserve');
  return [
    check(
      'days',
      'Each date: settlement = posted',
      days.length,
      days.filter((day) => day.residualMinor !== 0).length,
    ),
    check(
      'rows',
      'Each row: booked by a document',
      bookable.length,
      bookable.filter(({ bookedBy }) => bookedBy === null).length,
    ),
    check(
      'documents',
      'Each document: arrived in the ledger',
      documents.length,
      documents.filter((one) => one.state !== 'posted').length,
    ),
  ];
}

async function checkBooks(deps: Deps): Promise<ProofCheck[]> {
  const { checks } = await deps.books.care.verify();
  return checks.map(({ id, title, checked, failed }) => ({ group: 'books', id, title, checked, failed }));
}

/** Closed ranges that touch the dates; those that were opened again are none. */
async function loadCloses(deps: Deps, shopId: ShopId, { from, to }: Dates): Promise<readonly ProofClose[]> {
  const closes = await deps.books.closes.list(shopId);
  return closes
    .filter((close) => close.reopened === null && close.from <= to && close.to >= from)
    .map((close) => ({
      from: close.from,
      to: close.to,
      closedAt: close.closedAt,
      closedBy: close.closedBy,
    }))
    .sort((a, b) => compare(a.from, b.from));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
