import { z } from 'zod';
import { type Currency, formatMinor, parseMinor, sumMinor } from '../../app/domain/money.ts';

const Amount = z.number();
const State = z.object({
  customers: z.array(z.object({ customerId: z.string(), barcode: z.string().nullable().optional() })),
  saleOrders: z.array(z.object({ customerId: z.string(), stage: z.string() })),
  invoices: z.array(
    z.object({
      customerId: z.string(),
      sourceReferenceId: z.string().optional(),
      reference: z.string().nullable().optional(),
      amountOutstanding: Amount,
    }),
  ),
  creditNotes: z.array(z.object({ customerId: z.string(), amountOutstanding: Amount })),
  payments: z.array(z.object({ customerId: z.string(), amount: Amount, unallocated: Amount })),
});

/** What the sandbox's ledger holds for one shop's customer, in minor units: read from the ledger, not from our books. */
export interface LedgerHoldings {
  readonly documents: number;
  readonly outstandingMinor: number;
  /** Invoices of orders in `settled` and every other document: none of these may be open at the end. */
  readonly openSettled: number;
  readonly unallocatedMinor: number;
  readonly paymentsMinor: number;
  readonly payments: number;
}

export async function readLedgerHoldings(
  stoklyUrl: string,
  customerCode: string,
  currency: Currency,
  unsettledReferences: ReadonlySet<string>,
): Promise<LedgerHoldings> {
  const answer = await fetch(`${stoklyUrl}/__sandbox/state`);
  const state = State.parse(await answer.json());
  const customer = state.customers.find((one) => one.barcode === customerCode);
  const mine = <T extends { readonly customerId: string }>(all: readonly T[]): readonly T[] =>
    all.filter((one) => one.customerId === customer?.customerId);
  const invoices = mine(state.invoices);
  const notes = mine(state.creditNotes);
  const payments = mine(state.payments);
  const minor = (amount: number): number => {
    const parsed = parseMinor(String(amount), currency);
    if (!parsed.ok) throw new Error(`The ledger holds ${amount}, which is no amount of ${currency}`);
    return parsed.value;
  };
  const open = [...invoices.filter((one) => !unsettledReferences.has(one.reference ?? '')), ...notes].filter(
    (one) => minor(one.amountOutstanding) !== 0,
  );
  return {
    documents: mine(state.saleOrders).length + invoices.length + notes.length + payments.length,
    outstandingMinor: sumMinor([...invoices, ...notes].map((one) => minor(one.amountOutstanding))),
    openSettled: open.length,
    unallocatedMinor: sumMinor(payments.map((one) => minor(one.unallocated))),
    paymentsMinor: sumMinor(payments.map((one) => minor(one.amount))),
    payments: payments.length,
  };
}

export function decimal(minor: number, currency: Currency): string {
  return formatMinor(minor, currency);
}
