import type { ShopView } from '../../app/contract/accounts.ts';
import { sumMinor } from '../../app/domain/money.ts';
import { useKept, useQuery } from '../data/use-query.ts';
import type { Column } from '../grid/columns.ts';
import { ExportButton } from '../grid/export-button.tsx';
import { FootSums } from '../grid/foot-sums.tsx';
import { Grid } from '../grid/grid.tsx';
import { QueryTrouble } from '../tie-out/query-trouble.tsx';
import { toRange } from '../tie-out/tie-out-state.ts';
import { formatAmount, formatMoney, plural } from '../widgets/format.ts';
import { Segments } from '../widgets/segments.tsx';
import { FeeChart } from './fee-chart.tsx';
import { type FeeLine, type FeeTimeline, toTimeline } from './fee-months.ts';
import { useReportState } from './reports-state.ts';
import { shareWords } from './rule-words.ts';

function columnsOf({ months }: FeeTimeline, isShare: boolean, currency: string): readonly Column<FeeLine>[] {
  const total: Column<FeeLine> = {
    id: 'total',
    header: 'Total',
    kind: 'money',
    width: 104,
    text: (row) => formatAmount(row.totalMinor, currency),
  };
  return [
    {
      id: 'name',
      header: 'Fee',
      kind: 'text',
      width: 220,
      grow: true,
      text: (row) => row.name,
      hint: (row) => row.name,
    },
    ...months.map(
      (month, index): Column<FeeLine> => ({
        id: month,
        header: month,
        kind: 'money',
        width: 96,
        text: (row) => {
          const value = (isShare ? row.shares : row.amounts)[index] ?? null;
          if (value === null) return '';
          return isShare ? shareWords(value) : formatAmount(value, currency);
        },
      }),
    ),
    ...(isShare ? [] : [total]),
  ];
}

/** Fees by month and name: drawn, and as a table. */
export function FeeMonthsView({ shop }: { shop: ShopView }) {
  const { shopId, currency } = shop;
  const state = useReportState(shopId);
  const asked = useQuery('fees.months', { shopId, ...toRange(state) });
  const answer = useKept(asked.data);
  if (asked.error) return <QueryTrouble error={asked.error} />;
  if (!answer) return <div className="full-page" aria-busy="true" />;
  const timeline = toTimeline(answer.months);
  const { lines, months } = timeline;
  const isShare = state.measure === 'share';
  const columns = columnsOf(timeline, isShare, currency);
  const sums = isShare
    ? []
    : [{ columnId: 'total', label: 'Fees', shown: sumMinor(lines.map((line) => line.totalMinor)), currency }];
  return (
    <section className="report-part" aria-label="Fees over time">
      <header className="drawer-tools">
        <h2>Fees over time</h2>
        <Segments
          label="Measure"
          value={isShare ? 'share' : 'amount'}
          choices={[
            { value: 'amount', label: 'Amounts' },
            { value: 'share', label: 'Share of the goods' },
          ]}
          onChoose={(measure) => state.set({ measure })}
        />
        <span className="push" />
        <ExportButton
          grid="fee-months"
          label={isShare ? 'Fees over time, share of the goods' : 'Fees over time'}
          shopName={shop.name}
          columns={columns}
          total={lines.length}
          filters={[]}
          sums={sums}
          readAll={() => Promise.resolve({ rows: [...lines], error: null })}
        />
      </header>
      <FeeChart
        timeline={timeline}
        valuesOf={(line) =>
          isShare ? line.shares : line.amounts.map((minor) => (minor === null ? null : 0 - minor))
        }
        write={(value) => (isShare ? shareWords(value) : formatMoney(value, currency))}
      />
      <Grid
        name="fee-months"
        label="Fees by month"
        columns={columns}
        total={lines.length}
        rowAt={(index) => lines[index]}
        idOf={(row) => row.name}
        viewKey={`${shopId} ${months.join()}`}
        empty="No fee was charged in these dates."
        footer={
          <>
            <span>
              <b>{plural(lines.length, 'fee')}</b>
            </span>
            <FootSums sums={sums} />
          </>
        }
      />
    </section>
  );
}
