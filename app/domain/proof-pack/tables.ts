import { type Currency, formatMinor, sumMinor } from '../money.ts';
import type { SettlementRow } from '../settlement/types.ts';
import { guard, toCsvText } from '../spreadsheet-text.ts';
import { type Bridge, planBridge } from '../tieout/bridge.ts';
import type { ProofFacts, ProofRow } from './facts.ts';
import { toUtcText } from './verdict.ts';

/** The bridge of each date, and of all of them under `settledOn: null`. */
export interface DatedBridge {
  readonly settledOn: string | null;
  readonly bridge: Bridge;
}

export function planBridges(rows: readonly ProofRow[]): readonly DatedBridge[] {
  const days = new Map<string, SettlementRow[]>();
  for (const { row } of rows) {
    const day = days.get(row.settledOn);
    if (day) day.push(row);
    else days.set(row.settledOn, [row]);
  }
  return [
    ...[...days]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([settledOn, ofDay]) => ({ settledOn, bridge: planBridge(ofDay) })),
    { settledOn: null, bridge: planBridge(rows.map(({ row }) => row)) },
  ];
}

export function writeBridgeCsv(bridges: readonly DatedBridge[], currency: Currency): string {
  const money = decimals(currency);
  return toCsvText([
    ['Settled on', 'Step', 'Name', `Amount ${currency}`, 'Rows'],
    ...bridges.flatMap(({ settledOn, bridge }) => {
      const date = settledOn ?? 'all dates';
      return [
        ...bridge.steps.map((step) => [
          date,
          step.kind,
          guard(step.name),
          money(step.amountMinor),
          String(step.rows),
        ]),
        [date, 'settlement', 'Settlement', money(bridge.settlementMinor), ''],
      ];
    }),
  ]);
}

/** One line a row of the settlement: every step of the bridge is a sum over these columns and `row-fees.csv`. */
export function writeRowsCsv({ rows, shop }: ProofFacts): string {
  const money = decimals(shop.currency);
  return toCsvText([
    [
      'Settled on',
      'Type',
      'Id',
      'Order',
      'Goods',
      'Seller discounts',
      'Refunds',
      'Revenue',
      'Fees',
      'Adjustment',
      'Settlement',
      'Booked by',
      'File',
      'Row of the file',
      'Row key',
    ],
    ...rows.map(({ row, fileName, bookedBy }) => [
      row.settledOn,
      guard(row.type),
      guard(row.id),
      guard(row.relatedOrderId ?? ''),
      money(row.listMinor),
      money(row.saleMinor - row.listMinor),
      money(row.refundMinor),
      money(row.revenueMinor),
      money(row.feesMinor),
      money(row.adjustmentMinor),
      money(row.settlementMinor),
      guard(bookedBy ?? ''),
      guard(fileName),
      String(row.rowNumber),
      guard(row.key),
    ]),
  ]);
}

export function writeRowFeesCsv({ rows, shop }: ProofFacts): string {
  const money = decimals(shop.currency);
  return toCsvText([
    ['Settled on', 'Id', 'Fee', `Amount ${shop.currency}`, 'Row key'],
    ...rows.flatMap(({ row }) =>
      row.fees.map((fee) => [
        row.settledOn,
        guard(row.id),
        guard(fee.name),
        money(fee.amountMinor),
        guard(row.key),
      ]),
    ),
  ]);
}

export function writeDocumentsCsv({ documents, shop }: ProofFacts): string {
  const money = decimals(shop.currency);
  return toCsvText([
    [
      'Date',
      'Document',
      'Made from',
      'Number',
      'Reference',
      'State',
      `Total ${shop.currency}`,
      'Outstanding',
      'Orders',
      'Description',
      'Posted at',
    ],
    ...documents.map((one) => [
      one.issuedOn,
      documentNames[one.kind],
      one.isTarget ? 'order' : 'settlement',
      guard(one.number ?? ''),
      guard(one.reference),
      one.state,
      money(one.totalMinor),
      one.outstandingMinor === null ? '' : money(one.outstandingMinor),
      guard(one.orderIds.join(' ')),
      guard(one.description),
      one.postedAt === null ? '' : toUtcText(one.postedAt),
    ]),
  ]);
}

export function writeKnockOffsCsv({ knockOffs, shop }: ProofFacts): string {
  const money = decimals(shop.currency);
  return toCsvText([
    [
      'Paid on',
      'Payment',
      'Knocks off',
      'Document',
      'Order',
      `Amount ${shop.currency}`,
      'Cash',
      'Fees',
      'Fees by name',
    ],
    ...knockOffs.map((one) => [
      one.paidOn,
      guard(one.payment),
      documentNames[one.targetKind],
      guard(one.target),
      guard(one.orderId ?? ''),
      money(one.amountMinor),
      money(one.cashMinor),
      money(sumMinor(one.fees.map((fee) => fee.amountMinor))),
      guard(one.fees.map((fee) => `${fee.name} ${money(fee.amountMinor)}`).join('; ')),
    ]),
  ]);
}

export function writeBankCsv({ bank, shop }: ProofFacts): string {
  const money = decimals(shop.currency);
  return toCsvText([
    [
      'Settled on',
      'Withdrawal',
      'Part of the date',
      'Requested on',
      `Withdrawn ${shop.currency}`,
      'In the bank on',
      'Bank amount',
      'Bank text',
      'Matched at',
    ],
    ...bank.map((one) => [
      one.settledOn,
      guard(one.withdrawalId),
      money(one.partMinor),
      one.requestedOn ?? '',
      money(one.withdrawnMinor),
      ...(one.line
        ? [
            one.line.bookedOn,
            money(one.line.amountMinor),
            guard(one.line.text),
            toUtcText(one.line.acceptedAt),
          ]
        : ['', '', '', '']),
    ]),
  ]);
}

export const documentNames = {
  order: 'Sales order',
  invoice: 'Invoice',
  amendment: 'Invoice amendment',
  creditNote: 'Credit note',
  payment: 'Payment',
} as const;

/** Minor units as plain decimals, for reading by programs. */
export function decimals(currency: Currency): (minor: number) => string {
  return (minor) => formatMinor(minor, currency);
}
