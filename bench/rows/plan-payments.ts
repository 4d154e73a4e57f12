import type { OrderId } from '../../app/domain/ids.ts';
import { toDocumentId, toReference } from '../../app/domain/ids.ts';
import { planPayments } from '../../app/domain/payments/plan-payments.ts';
import type { OpenInvoice, PaymentInput } from '../../app/domain/payments/types.ts';
import type { SettlementRow } from '../../app/domain/settlement/types.ts';
import { readSettlement } from '../../app/files/read-settlement.ts';
import { gbp } from '../../db/testing/builders.ts';
import { line } from '../../db/testing/documents.ts';
import { type BenchRow, toFigure } from '../figure.ts';
import { interleave } from '../interleave.ts';
import { completeProfile } from '../profile.ts';
import { goodsMinorOfBench, settlementCsv } from '../settlement-file.ts';

/** Row 7: the plan of a settlement in memory, against one pass over its rows that only adds. */
export const planPaymentsRow: BenchRow = {
  id: '7',
  async run({ repetitions, scale }) {
    const count = Math.round(100_000 * scale);
    const input = await makeInput(count);
    const compared = await interleave(
      repetitions,
      {
        one: { work: () => expectReady(planPayments(input).days) },
        other: { work: () => addUp(input) },
      },
      ['plan', 'one pass that only adds'],
    );
    return [
      toFigure({
        id: '7',
        work: `plan payments for ${count} rows, in memory`,
        goal: { most: 6 },
        ...compared,
      }),
    ];
  },
};

async function makeInput(count: number): Promise<PaymentInput> {
  const read = await readSettlement(settlementCsv(count));
  if (!read.ok) throw new Error(read.error.message);
  const rows = [...read.value.rows];
  return {
    shopName: 'Fern & Fable',
    currency: gbp,
    capabilities: { laterPayments: true, creditNotes: true, amendInvoice: true },
    rows,
    invoices: new Map(rows.flatMap(toInvoice)),
    uninvoiced: new Map(),
    decisions: new Map(),
    typeMeanings: new Map(),
    changes: new Map(),
    rowProblems: new Map(),
    profile: completeProfile(),
  };
}

function toInvoice({ relatedOrderId }: SettlementRow): [OrderId, OpenInvoice][] {
  if (relatedOrderId === null) return [];
  const invoice: OpenInvoice = {
    orderId: relatedOrderId,
    documentId: toDocumentId(`id of ${relatedOrderId}`),
    reference: toReference(relatedOrderId),
    number: `N-${relatedOrderId}`,
    totalMinor: goodsMinorOfBench,
    outstandingMinor: goodsMinorOfBench,
    claimedMinor: 0,
    lines: [line('goods', goodsMinorOfBench)],
    hasPayments: false,
  };
  return [[relatedOrderId, invoice]];
}

function expectReady(days: readonly { state: string; documents: readonly unknown[] }[]): void {
  const ready = days.filter(({ state, documents }) => state === 'ready' && documents.length > 0);
  if (ready.length !== 31) throw new Error(`${ready.length} of 31 dates can be posted.`);
}

interface Sums {
  settlementMinor: number;
  revenueMinor: number;
  feesMinor: number;
  adjustmentMinor: number;
  readonly fees: Map<string, number>;
}

/** The same figures per date and per invoice, without a check, a document or an order of rows. */
function addUp({ rows, invoices }: PaymentInput): Map<string, Sums> {
  const days = new Map<string, Sums>();
  const open = new Map<string, number>();
  for (const row of rows) {
    let day = days.get(row.settledOn);
    if (!day) {
      day = { settlementMinor: 0, revenueMinor: 0, feesMinor: 0, adjustmentMinor: 0, fees: new Map() };
      days.set(row.settledOn, day);
    }
    day.settlementMinor += row.settlementMinor;
    day.revenueMinor += row.revenueMinor;
    day.feesMinor += row.feesMinor;
    day.adjustmentMinor += row.adjustmentMinor;
    for (const { name, amountMinor } of row.fees) day.fees.set(name, (day.fees.get(name) ?? 0) + amountMinor);
    if (row.relatedOrderId === null) continue;
    const invoice = invoices.get(row.relatedOrderId);
    if (!invoice) continue;
    open.set(invoice.reference, (open.get(invoice.reference) ?? invoice.outstandingMinor) - row.revenueMinor);
  }
  return days;
}
