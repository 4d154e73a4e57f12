import { describe, expect, it } from 'vitest';
import { toSettlementTable } from '../../domain/statements/to-settlement-table.ts';
import { gbp } from '../../domain/testing/builders.ts';
import { readSettlement } from '../../files/read-settlement.ts';
import { transactionPageSchema } from './statement-wire.ts';
import { toStatement } from './to-statement.ts';

const order = {
  id: '1636700041413599290',
  type: 'ORDER',
  order_id: '576461413038785752',
  order_create_time: 1_685_000_000,
  revenue_amount: '36.00',
  shipping_cost_amount: '-2.00',
  fee_tax_amount: '-3.50',
  adjustment_amount: '0',
  settlement_amount: '30.50',
  revenue_breakdown: { subtotal_before_discount_amount: '40.00', seller_discount_amount: '-4.00' },
  fee_tax_breakdown: {
    fee: { platform_commission_amount: '-3.00', fee_nobody_knows_amount: '-0.50', retired_amount: '' },
    tax: {},
  },
};
const adjustment = {
  id: '1636700041413599291',
  type: 'LOGISTICS_REIMBURSEMENT',
  adjustment_id: '7238804564097517332',
  adjustment_order_id: '576461413038785752',
  adjustment_amount: '2.00',
  settlement_amount: '2.00',
};
const wire = {
  id: '7238804564097517339',
  statement_time: Date.UTC(2026, 9, 11) / 1000,
  currency: 'GBP',
  settlement_amount: '32.50',
};

function statementOf(transactions: readonly object[], settlement = wire.settlement_amount) {
  const page = transactionPageSchema.parse({ transactions, next_page_token: '' });
  return toStatement({ ...wire, settlement_amount: settlement }, page.transactions);
}

async function rowsOf(transactions: readonly object[], settlement?: string) {
  const statement = statementOf(transactions, settlement);
  if (!statement.ok) throw new Error(statement.error);
  const read = await readSettlement(toSettlementTable([statement.value], gbp));
  if (!read.ok) throw new Error(read.error.message);
  return { ...read.value, rows: [...read.value.rows] };
}

describe('a statement as a settlement file', () => {
  it('is of the day before it was made, with fees by the names of the file', async () => {
    const file = await rowsOf([order, adjustment]);
    expect(file.proofs.filter((proof) => proof.failed > 0)).toEqual([]);
    expect(file.rows.map((row) => [row.settledOn, row.typeName, row.settlementMinor, row.feesMinor])).toEqual(
      [
        ['2026-10-10', 'Order', 3050, -550],
        ['2026-10-10', 'Logistics reimbursement', 200, 0],
      ],
    );
    const fees = new Map(file.rows[0]?.fees.map((fee) => [fee.name, fee.amountMinor]));
    expect(fees.get('Platform commission fee')).toBe(-300);
    expect(fees.get('Shipping cost')).toBe(-200);
    expect([...fees.values()].reduce((sum, fee) => sum + fee, 0)).toBe(-550);
    expect(file.rows[0]).toMatchObject({ listMinor: 4000, saleMinor: 3600, refundMinor: 0 });
  });

  it('takes an adjustment for one in both shapes seen, with the same identity', async () => {
    const asRevenue = {
      ...adjustment,
      order_id: adjustment.adjustment_order_id,
      revenue_amount: '2.00',
      adjustment_amount: '0',
    };
    const one = (await rowsOf([order, adjustment])).rows[1];
    const other = (await rowsOf([order, asRevenue])).rows[1];
    expect(other).toEqual(one);
    expect(one).toMatchObject({ adjustmentMinor: 200, revenueMinor: 0, kind: 'adjustment' });
  });

  it('keeps a type that nobody knows as a question, and does not drop its money', async () => {
    const file = await rowsOf([order, { ...adjustment, type: '=HYPERLINK("x"), "new"' }]);
    expect(file.rows[1]).toMatchObject({ kind: 'unknown', settlementMinor: 200 });
  });

  it('is refused when its transactions do not add up to it, with both values', async () => {
    const short = statementOf([order]);
    expect(short.ok ? '' : short.error).toMatch(/says 32\.50, its 1 transactions add up to 30\.50/);
  });

  it('is refused when an amount cannot be read, with the name of the field', async () => {
    const odd = statementOf([{ ...order, fee_tax_amount: '1e3' }, adjustment]);
    expect(odd.ok ? '' : odd.error).toContain('fee_tax_amount');
  });
});
