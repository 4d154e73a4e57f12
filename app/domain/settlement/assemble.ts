import type { BusinessDate } from '../dates.ts';
import { type Currency, formatMinor } from '../money.ts';
import { err, ok, type Result } from '../result.ts';
import { checkAmounts } from './amount-grid.ts';
import { type DecimalMark, parseCellAmount } from './amounts.ts';
import type { Field } from './columns.ts';
import {
  checkDuplicates,
  checkIds,
  type Details,
  decideCurrency,
  dropPadding,
  missingIds,
  sortColumns,
} from './details.ts';
import type { Header } from './find-header.ts';
import { readLineDates } from './line-dates.ts';
import { readMoney } from './line-money.ts';
import { columnLetters, type FeePlacement, placeFees } from './place-fees.ts';
import { blocking, nameRows, note, question, refusal } from './problems.ts';
import { countProofs } from './proofs.ts';
import { proveDays, proveReport } from './prove-file.ts';
import { createLineProver } from './prove-line.ts';
import { readRows } from './read-rows.ts';
import { adjustmentTypes, feeSubtree, type RawRow, type ReportTree, toReportLines } from './report-tree.ts';
import { cleanText } from './text.ts';
import type {
  RowList,
  SettlementFile,
  SettlementProblem,
  SettlementRefusal,
  SettlementRow,
} from './types.ts';
import { readWithdrawals, type WithdrawalHeader } from './withdrawals.ts';

/** The sheets of one file, found but not yet read. */
export interface Parts {
  readonly format: 'xlsx' | 'csv';
  readonly details: Details;
  readonly tree: ReportTree | null;
  readonly withdrawals: { readonly header: WithdrawalHeader; readonly rows: readonly RawRow[] } | null;
  readonly notes: readonly SettlementProblem[];
}

const moneyFields: readonly Field[] = [
  'settlement',
  'revenue',
  'fees',
  'adjustment',
  'saleAfter',
  'saleBefore',
  'sellerDiscounts',
  'distanceItemFee',
  'refundAfter',
  'refundBefore',
  'refundOfDiscounts',
  'reserve',
  'netSales',
  'grossSales',
  'grossSalesRefund',
  'usDiscount',
  'usDiscountRefund',
  'usShipping',
  'usFees',
];

function nameLayout(header: Header): string {
  const kind = header.fields.has('settledOn') ? 'income' : 'statement';
  const grain = header.fields.has('skuId') ? 'sku' : 'order';
  return `${kind}/${grain}/${header.names.length}-columns/${header.language}`;
}

function explainPlacement(placement: FeePlacement): SettlementProblem[] {
  const problems: SettlementProblem[] = placement.remarks.map(({ column, message }) =>
    note(null, column, message),
  );
  for (const { name } of placement.unknown) {
    problems.push(
      question(
        null,
        name,
        `The column "${name}" is unknown, and nothing in the file proves whether it is a fee. Rows with an amount in it wait until that is decided.`,
      ),
    );
  }
  for (const { itemised, title } of placement.groups) {
    if (itemised) continue;
    problems.push(
      note(
        null,
        title,
        `The fees behind "${title}" are not in the file, or do not add up to it: it is one fee by that name.`,
      ),
    );
  }
  return problems;
}

/** The dates the rows really span; there is at least one. */
function spanOf(dates: Iterable<BusinessDate>): { from: BusinessDate; to: BusinessDate } {
  const sorted = [...dates].sort();
  // A settlement without rows was refused before.
  return { from: sorted[0] ?? ('' as BusinessDate), to: sorted.at(-1) ?? ('' as BusinessDate) };
}

function refuseUnreadable(problems: readonly SettlementProblem[]): SettlementRefusal {
  const rows = [...new Set(problems.flatMap((problem) => problem.row ?? []))].sort((a, b) => a - b);
  return refusal(
    'unreadable-values',
    `Values in ${nameRows(rows)} cannot be read for certain, so nothing was loaded. Load the original export from Seller Center, not a copy that another program has saved.`,
    problems,
  );
}

/**
 * Joins the sheets of a settlement into one file with its proofs. Rows that break an identity stay in it, with a
 * blocking problem each; what cannot be read for certain at all is refused.
 */
export function assembleSettlement(parts: Parts): Result<SettlementFile, SettlementRefusal> {
  const { details, tree } = parts;
  const { header } = details;
  const { lines, notes, totals, joined } = dropPadding(details);
  if (lines.length === 0) {
    return err(
      refusal(
        'no-rows',
        'The settlement holds no rows: nothing was settled in its period. Export a period with settled orders.',
      ),
    );
  }
  const money = decideCurrency(header, lines, tree?.currencyText ?? null);
  if (!money.ok) return money;
  const currency = money.value;
  const ids = checkIds(header, lines);
  if (ids.refused) return err(ids.refused);

  const columns = sortColumns(header, lines);
  const names = header.names.map((name, index) => (name === '' ? `Column ${columnLetters(index)}` : name));
  const required = [...moneyFields.flatMap((field) => header.fields.get(field) ?? []), ...columns.known];
  const amounts = checkAmounts(lines, names, required, columns.unnamed, currency);
  const dates = readLineDates(header, lines, tree?.period ?? null);
  const unreadable = [...missingIds(header, lines), ...dates.unreadable, ...amounts.unreadable];
  if (unreadable.length > 0) return err(refuseUnreadable(unreadable));

  const { grid } = amounts;
  const subtreeOf = (key: string) => (tree ? feeSubtree(tree, key) : null);
  const placement = placeFees(header, grid, columns.known, amounts.numeric, subtreeOf);
  const problems: SettlementProblem[] = [
    ...parts.notes,
    ...notes,
    ...ids.notes,
    ...amounts.notes,
    ...checkDuplicates(header, lines),
    ...explainPlacement(placement),
  ];
  const moneyReader = readMoney(header, grid);
  if (!moneyReader.hasSaleAndRefund) {
    problems.push(
      note(
        null,
        null,
        'The file does not separate sales from refunds: revenue counts as a sale when positive and as a refund when negative.',
      ),
    );
  }
  const counts = countProofs();
  const feesKey = header.keys[header.fields.get('fees') ?? -1] ?? '';
  const prover = createLineProver({
    header,
    grid,
    currency,
    placement,
    subtree: subtreeOf(feesKey),
    hasSaleAndRefund: moneyReader.hasSaleAndRefund,
    counts,
    problems,
  });
  const read = readRows({
    header,
    lines,
    grid,
    dates,
    money: moneyReader,
    prover,
    currency,
    reportTypes: adjustmentTypes(tree),
    joined,
    summed: [...new Set([...required, ...amounts.numeric])],
  });
  if (!read.exact) {
    return err(
      refusal(
        'unreadable-values',
        'The amounts add up to more than can be booked. Load the original export.',
      ),
    );
  }
  problems.push(...read.problems);
  const { rows } = read;
  if (totals) problems.push(...compareTotals(header, totals, read.columnSums, currency, amounts.mark));

  if (tree) {
    const { columnSums, typeSums } = read;
    problems.push(
      ...proveReport({ tree, header, columnSums, typeSums, currency, mark: amounts.mark, counts }),
    );
  }
  const span = spanOf(read.daySums.keys());
  const withdrawals = parts.withdrawals
    ? readWithdrawals(parts.withdrawals.header, parts.withdrawals.rows, currency, amounts.mark)
    : { rows: [], problems: [] };
  for (const problem of withdrawals.problems) problems.push(problem);
  problems.push(
    ...proveDays(read.daySums, withdrawals.rows, currency, counts),
    ...compareWithReport(tree, currency, rows, span),
  );

  return ok({
    format: parts.format,
    layout: nameLayout(header),
    currency,
    timeZone: tree?.timeZone ?? header.zone,
    period: tree?.period ?? span,
    rows,
    rawHeaders: header.names,
    rawRows: read.rawRows,
    withdrawals: withdrawals.rows,
    report: toReportLines(tree, currency, amounts.mark),
    unknownFeeColumns: placement.unknown.map((column) => column.name),
    proofs: counts.toProofs(),
    problems,
  });
}

/** A totals line that somebody added must be the total: otherwise it is a row that lost its id, or rows are missing. */
function compareTotals(
  header: Header,
  totals: { readonly rowNumber: number; readonly cells: readonly string[] },
  columnSums: ReadonlyMap<number, number>,
  currency: Currency,
  mark: DecimalMark,
): SettlementProblem[] {
  const column = header.fields.get('settlement') ?? -1;
  const text = cleanText(totals.cells[column] ?? '');
  const stated = parseCellAmount(text, currency, mark);
  const sum = columnSums.get(column) ?? 0;
  if (text === '' || !stated.ok || stated.value.minor === sum) return [];
  return [
    blocking(
      totals.rowNumber,
      header.names[column] ?? null,
      `The last row has neither id nor date and says ${formatMinor(stated.value.minor, currency)}, but the rows above add up to ${formatMinor(sum, currency)}. Rows are missing or changed, or the row lost its id; load the original export.`,
    ),
  ];
}

/** Currency and period that Reports states, against the rows. */
function compareWithReport(
  tree: ReportTree | null,
  currency: string,
  rows: RowList<SettlementRow>,
  span: { readonly from: BusinessDate; readonly to: BusinessDate },
): SettlementProblem[] {
  const problems: SettlementProblem[] = [];
  const stated = tree?.currencyText?.trim().toUpperCase() ?? '';
  if (stated !== '' && stated !== currency) {
    problems.push(
      blocking(
        null,
        'Currency',
        `Reports says ${stated}, the rows say ${currency}. Load the original export.`,
      ),
    );
  }
  const period = tree?.period;
  if (period && (span.from < period.from || span.to > period.to)) {
    const numbers: number[] = [];
    for (const { settledOn, rowNumber } of rows)
      if (settledOn < period.from || settledOn > period.to) numbers.push(rowNumber);
    problems.push(
      note(
        numbers[0] ?? null,
        null,
        `${nameRows(numbers)} settled outside the period that Reports states (${period.from} to ${period.to}).`,
      ),
    );
  }
  return problems;
}
