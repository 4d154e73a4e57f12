import { useRef, useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { SkuProfitView } from '../../app/contract/profit.ts';
import { sumMinor } from '../../app/domain/money.ts';
import { useKept, useQuery } from '../data/use-query.ts';
import type { Column } from '../grid/columns.ts';
import { ExportButton } from '../grid/export-button.tsx';
import { FootSums, type Sum } from '../grid/foot-sums.tsx';
import { Grid } from '../grid/grid.tsx';
import { QueryTrouble } from '../tie-out/query-trouble.tsx';
import { toRange } from '../tie-out/tie-out-state.ts';
import { Button } from '../widgets/button.tsx';
import { formatAmount, formatCount, formatMoney, plural } from '../widgets/format.ts';
import { lazily } from '../widgets/lazily.tsx';
import { marginOf, missingWords } from './profit-words.ts';
import { useReportState } from './reports-state.ts';
import { useCosts } from './use-costs.ts';

const CostDialog = lazily(async () => (await import('./cost-dialog.tsx')).CostDialog);

function columnsOf(currency: string): readonly Column<SkuProfitView>[] {
  const money = (
    id: string,
    header: string,
    pick: (row: SkuProfitView) => number | null,
  ): Column<SkuProfitView> => ({
    id,
    header,
    kind: 'money',
    width: 96,
    text: (row) => {
      const minor = pick(row);
      return minor === null ? '' : formatAmount(minor, currency);
    },
  });
  return [
    { id: 'sku', header: 'Seller SKU', kind: 'code', width: 130, text: (row) => row.sellerSku },
    {
      id: 'product',
      header: 'Product',
      kind: 'text',
      width: 170,
      grow: true,
      text: (row) => [row.productName, row.variation].filter((part) => part !== '').join(' · '),
      hint: (row) => `${row.productName} ${row.variation}`.trim(),
    },
    { id: 'units', header: 'Units', kind: 'number', width: 66, text: (row) => formatCount(row.units) },
    money('sale', 'Goods', (row) => row.saleMinor),
    money('refund', 'Refunds', (row) => row.refundMinor),
    money('fees', 'Fees', (row) => row.feesMinor),
    {
      id: 'cost',
      header: 'Cost',
      kind: 'money',
      // Room for “No cost of” and the code of a stock item.
      width: 200,
      text: (row) =>
        row.costMinor === null ? missingWords(row.missing) : formatAmount(row.costMinor, currency),
      hint: (row) => (row.costMinor === null ? missingWords(row.missing) : 'Units × cost of their items'),
    },
    money('profit', 'Profit', (row) => row.profitMinor),
    { id: 'margin', header: 'Margin', kind: 'number', width: 76, text: marginOf },
  ];
}

/** What is left of each SKU after refunds, fees and the cost of its items, where that is known. */
export function ProfitView({ shop }: { shop: ShopView }) {
  const { shopId, currency } = shop;
  const state = useReportState(shopId);
  const asked = useQuery('profit.bySku', { shopId, ...toRange(state) });
  const answer = useKept(asked.data);
  const costs = useCosts(shop);
  const input = useRef<HTMLInputElement>(null);
  const [activeId, setActive] = useState<string | null>(null);
  const [isEntering, setEntering] = useState(false);
  if (asked.error) return <QueryTrouble error={asked.error} />;
  if (!answer) return <div className="full-page" aria-busy="true" />;
  const { skus, otherMinor, settlementMinor } = answer;
  const active = skus.find(({ skuId }) => skuId === activeId) ?? skus[0];
  const known = skus.flatMap(({ profitMinor }) => profitMinor ?? []);
  const sum = (columnId: string, label: string, of: readonly number[]): Sum => ({
    columnId,
    label,
    shown: sumMinor(of),
    currency,
  });
  const sums = [
    sum(
      'sale',
      'Goods',
      skus.map((row) => row.saleMinor),
    ),
    sum(
      'refund',
      'Refunds',
      skus.map((row) => row.refundMinor),
    ),
    sum(
      'fees',
      'Fees',
      skus.map((row) => row.feesMinor),
    ),
    sum(
      'profit',
      known.length === skus.length ? 'Profit' : `Profit of ${plural(known.length, 'SKU')}`,
      known,
    ),
  ];
  return (
    <section className="report-part profit" aria-label="Profit per SKU" aria-busy={asked.busy || undefined}>
      <header className="drawer-tools">
        <h2>Profit per SKU</h2>
        <span className="muted">
          Settled {formatMoney(settlementMinor, currency)}, of it {formatMoney(otherMinor, currency)} of no
          product.
        </span>
        <span className="push" />
        <Button icon="plus" onClick={() => setEntering(true)}>
          Enter a cost
        </Button>
        <Button title="All stock items with their costs, to be filled in" onClick={costs.save}>
          Save the cost list
        </Button>
        <Button
          icon="upload"
          title="CSV or .xlsx with the columns Item code, Cost and, if need be, From"
          onClick={() => input.current?.click()}
        >
          Load costs
        </Button>
        <input
          ref={input}
          type="file"
          className="visually-hidden"
          aria-label="Costs file"
          tabIndex={-1}
          accept=".csv,.xlsx"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            event.target.value = '';
            if (file) costs.load(file);
          }}
        />
        <ExportButton
          grid="profit"
          label="Profit per SKU"
          shopName={shop.name}
          columns={columnsOf(currency)}
          total={skus.length}
          filters={[]}
          sums={sums}
          readAll={() => Promise.resolve({ rows: [...skus], error: null })}
        />
      </header>
      <Grid
        name="profit"
        label="Profit per SKU"
        columns={columnsOf(currency)}
        total={skus.length}
        rowAt={(index) => skus[index]}
        idOf={(row) => row.skuId}
        viewKey={`${shopId} ${state.from} ${state.to}`}
        activeId={active?.skuId ?? null}
        onActivate={(row) => setActive(row.skuId)}
        onOpen={(row) => {
          setActive(row.skuId);
          setEntering(true);
        }}
        empty="No order of these dates is both settled and fetched."
        footer={
          <>
            <span>
              <b>{plural(skus.length, 'SKU')}</b> · Enter gives one a cost
            </span>
            <FootSums sums={sums} />
          </>
        }
      />
      <p className="report-note muted">
        Refunds and fees of an order are shared over its products by their goods. Units and their cost count
        once for an order, also when refunded goods came back.
      </p>
      {isEntering && (
        <CostDialog
          currency={currency}
          itemCode={active?.missing.find((code) => code !== '') ?? ''}
          onSave={costs.enter}
          onClose={() => setEntering(false)}
        />
      )}
    </section>
  );
}
