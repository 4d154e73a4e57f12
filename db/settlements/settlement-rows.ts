import type { ShopId } from '../../app/domain/ids.ts';
import type { SettlementRow, WithdrawalRow } from '../../app/domain/settlement/types.ts';
import type { StoredWithdrawal } from '../../app/ports/settlement-book.ts';
import { fromJson, toFlag, toJson } from '../json.ts';
import type { SettlementRowTable, WithdrawalTable } from '../schema/schema.ts';

/** The values of a row in the order of the columns of `settlement_rows`, `changes_row_key` left out. */
export function toRowValues(shopId: ShopId, settlementId: string, row: SettlementRow): unknown[] {
  return [
    shopId,
    row.key,
    settlementId,
    row.rowNumber,
    row.kind,
    row.type,
    row.typeName,
    row.id,
    row.relatedOrderId,
    row.createdOn,
    row.settledOn,
    row.currency,
    row.settlementMinor,
    row.revenueMinor,
    row.feesMinor,
    row.adjustmentMinor,
    row.listMinor,
    row.saleMinor,
    row.refundMinor,
    row.reserveMinor,
    toJson(row.fees),
    toFlag(row.startsWith7),
    toFlag(row.isGmvAds),
  ];
}

export function fromTableRow(row: SettlementRowTable): SettlementRow {
  return {
    key: row.row_key,
    rowNumber: row.row_number,
    kind: row.kind,
    type: row.type,
    typeName: row.type_name,
    id: row.id,
    relatedOrderId: row.related_order_id,
    createdOn: row.created_on,
    settledOn: row.settled_on,
    currency: row.currency,
    settlementMinor: row.settlement_minor,
    revenueMinor: row.revenue_minor,
    feesMinor: row.fees_minor,
    adjustmentMinor: row.adjustment_minor,
    listMinor: row.list_minor,
    saleMinor: row.sale_minor,
    refundMinor: row.refund_minor,
    reserveMinor: row.reserve_minor,
    fees: fromJson(row.fees),
    startsWith7: row.starts_with_7 === 1,
    isGmvAds: row.is_gmv_ads === 1,
  };
}

export function fromWithdrawalRow(row: WithdrawalTable): StoredWithdrawal {
  return {
    withdrawalId: row.identity,
    rowNumber: row.row_number,
    type: row.type,
    typeText: row.type_text,
    referenceId: row.reference_id,
    requestedOn: row.requested_on,
    succeededOn: row.succeeded_on,
    amountMinor: row.amount_minor,
    status: row.status,
  };
}

/**
 * Withdrawals with the identity by which each counts once, whatever file it came in: the reference id. A line
 * without one is told apart by its day, its amount and its ordinal among such lines of the file.
 */
export function toWithdrawalRows(
  shopId: ShopId,
  settlementId: string,
  rows: readonly WithdrawalRow[],
): WithdrawalTable[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const named = row.referenceId.trim();
    let identity = named;
    if (named === '' || named === '/' || named === '-') {
      const like = `${row.type} ${row.requestedOn ?? '-'} ${row.amountMinor}`;
      const ordinal = (seen.get(like) ?? 0) + 1;
      seen.set(like, ordinal);
      identity = `no id ${like} ${ordinal}`;
    }
    // An unknown type is told apart by its own words.
    if (row.type === 'unknown') identity = `${row.typeText.toLowerCase()} ${identity}`;
    return {
      shop_id: shopId,
      type: row.type,
      identity,
      settlement_id: settlementId,
      row_number: row.rowNumber,
      type_text: row.typeText,
      reference_id: row.referenceId,
      requested_on: row.requestedOn,
      succeeded_on: row.succeededOn,
      amount_minor: row.amountMinor,
      status: row.status,
    };
  });
}
