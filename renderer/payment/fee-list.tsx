import { useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { SettledFee } from '../../app/contract/payments.ts';
import { useKept, useQuery } from '../data/use-query.ts';
import { toFilterTexts } from '../grid/column-filters.ts';
import type { Column, Sorting } from '../grid/columns.ts';
import { formatAmount, formatCount, formatMoney, formatShare } from '../widgets/format.ts';
import { usePaymentState } from './payment-state.ts';
import { openRows, rowScope, scopeChips } from './row-scope.ts';
import { SettlementList } from './settlement-list.tsx';

function shareText({ shareOfRevenue }: SettledFee): string {
  return shareOfRevenue === null ? '' : formatShare(shareOfRevenue);
}

function columnsIn(currency: string): readonly Column<SettledFee>[] {
  return [
    {
      id: 'name',
      header: 'Fee',
      kind: 'text',
      width: 320,
      sort: 'name',
      filter: { by: 'name', kind: 'text' },
      text: (fee) => fee.name,
      hint: (fee) => fee.name,
    },
    {
      id: 'rows',
      header: 'Rows',
      kind: 'number',
      width: 90,
      sort: 'rows',
      filter: { by: 'rows', kind: 'count' },
      text: (fee) => formatCount(fee.rowCount),
    },
    {
      id: 'amount',
      header: 'Amount',
      kind: 'money',
      width: 130,
      sort: 'amount',
      filter: { by: 'amount', kind: 'money' },
      text: (fee) => formatAmount(fee.amountMinor, currency),
    },
    {
      id: 'share',
      header: 'Share of revenue',
      kind: 'number',
      width: 130,
      text: shareText,
      hint: () => 'What was charged, of the revenue of all these rows',
    },
  ];
}

function compare(a: SettledFee, b: SettledFee, { by, descending }: Sorting): number {
  const order =
    by === 'name'
      ? a.name.localeCompare(b.name)
      : by === 'rows'
        ? a.rowCount - b.rowCount
        : a.amountMinor - b.amountMinor;
  return descending ? -order : order;
}

/** The settlement by fee: what each comes to, and its share of the revenue. */
export function FeeList({ shop, day }: { shop: ShopView; day: string | null }) {
  const { shopId, currency } = shop;
  const state = usePaymentState(shopId);
  const { feeFilters, text } = state;
  const [sorting, setSorting] = useState<Sorting>({ by: 'amount', descending: false });
  const columns = columnsIn(currency);
  const query = useQuery('payments.fees', {
    ...rowScope(shopId, state, day),
    text,
    filters: toFilterTexts(columns, feeFilters, currency),
  });
  const answer = useKept(query.data);
  const fees = (answer?.fees ?? []).toSorted((a, b) => compare(a, b, sorting));
  const facts = <span className="push">Revenue {formatMoney(answer?.revenueMinor ?? 0, currency)}</span>;
  return (
    <SettlementList
      shop={shop}
      list="fees"
      grid="settled-fees"
      title="By fee"
      label="Settlement by fee"
      noun="fee"
      searchLabel="Filter fees"
      searchHint="Name of a fee"
      columns={columns}
      source={{
        total: fees.length,
        rowAt: (index) => fees[index],
        rowsBetween: (first, last) => Promise.resolve(fees.slice(first, last + 1)),
        readAll: () => Promise.resolve({ rows: fees, error: null }),
        shownKey: `${shopId} ${sorting.by} ${sorting.descending}`,
        error: query.error,
      }}
      idOf={(fee) => fee.name}
      sums={[
        {
          columnId: 'amount',
          label: 'Fees',
          shown: answer?.sums.amountMinor,
          of: (fee) => fee.amountMinor,
        },
      ]}
      sorting={sorting}
      onSort={setSorting}
      filters={feeFilters}
      onFilters={(texts) => state.set({ feeFilters: texts })}
      chips={scopeChips(state, day)}
      facts={facts}
      hint="Enter opens the rows"
      onOpen={(fee) => openRows(state, { fee: fee.name, ...(state.onlyDay && day ? { day } : {}) })}
      empty="No settlement row carries a fee yet."
      emptyFiltered="No fee matches the filter."
    />
  );
}
