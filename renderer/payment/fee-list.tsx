import { useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { SettledFee } from '../../app/contract/payments.ts';
import { useKept, useQuery } from '../data/use-query.ts';
import { columnChips, filterPhrases, toFilterTexts } from '../grid/column-filters.ts';
import type { Column, Sorting } from '../grid/columns.ts';
import { ExportButton } from '../grid/export-button.tsx';
import { FootSums, type Sum } from '../grid/foot-sums.tsx';
import { Grid } from '../grid/grid.tsx';
import { FilterBox } from '../widgets/field.tsx';
import { FilterChips } from '../widgets/filter-chips.tsx';
import { formatAmount, formatCount, formatMoney, formatShare, plural } from '../widgets/format.ts';
import { everyRow, usePaymentState } from './payment-state.ts';
import { openRows, rowScope, scopeChips } from './row-scope.ts';

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
  const sums: readonly Sum[] = [
    { columnId: 'amount', label: 'Fees', shown: answer?.sums.amountMinor ?? 0, currency },
  ];
  const chips = scopeChips(state, day);
  return (
    <>
      <div className="toolbar rows-toolbar">
        <b>By fee</b>
        <FilterBox
          label="Filter fees"
          placeholder="Name of a fee"
          value={text}
          onChange={(next) => state.set({ text: next })}
        />
        <span className="push" />
        <ExportButton
          grid="settled-fees"
          label="Settlement by fee"
          shopName={shop.name}
          columns={columns}
          total={fees.length}
          filters={[...chips.map(({ label }) => label), ...filterPhrases(columns, feeFilters, currency)]}
          sums={sums}
          readAll={() => Promise.resolve({ rows: fees, error: null })}
        />
      </div>
      <FilterChips
        chips={[
          ...chips,
          ...columnChips(columns, feeFilters, currency, (texts) => state.set({ feeFilters: texts })),
        ]}
        onClear={() => state.set(everyRow)}
      />
      <Grid
        name="settled-fees"
        label="Settlement by fee"
        columns={columns}
        total={fees.length}
        rowAt={(index) => fees[index]}
        idOf={(fee) => fee.name}
        sorting={sorting}
        onSort={setSorting}
        filters={feeFilters}
        onFilters={(texts) => state.set({ feeFilters: texts })}
        currency={currency}
        viewKey={`${shopId} ${sorting.by} ${sorting.descending}`}
        onOpen={(fee) => openRows(state, { fee: fee.name, ...(state.onlyDay && day ? { day } : {}) })}
        empty={chips.length > 0 ? 'No fee matches the filter.' : 'No settlement row carries a fee yet.'}
        footer={
          <>
            <span>
              <b>{plural(fees.length, 'fee')}</b>, Enter opens the rows
            </span>
            {query.error && <span className="missing">{query.error.message}</span>}
            <span className="push">Revenue {formatMoney(answer?.revenueMinor ?? 0, currency)}</span>
            <FootSums sums={sums} />
          </>
        }
      />
    </>
  );
}
