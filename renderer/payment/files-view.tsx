import { useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { SettlementFileView } from '../../app/contract/settlements.ts';
import { sumMinor } from '../../app/domain/money.ts';
import { useQuery } from '../data/use-query.ts';
import type { Column } from '../grid/columns.ts';
import { ExportButton } from '../grid/export-button.tsx';
import { FootSums, type Sum } from '../grid/foot-sums.tsx';
import { Grid } from '../grid/grid.tsx';
import { Button } from '../widgets/button.tsx';
import { formatAmount, formatCount, formatDate, formatInstant, plural } from '../widgets/format.ts';
import { lazily } from '../widgets/lazily.tsx';
import { Status } from '../widgets/status.tsx';
import { allProofsLook, FileCard } from './file-card.tsx';
import { usePaymentState } from './payment-state.ts';

const StatementsDialog = lazily(
  async () => (await import('../statements/statements-dialog.tsx')).StatementsDialog,
);

function count(
  id: string,
  header: string,
  pick: (file: SettlementFileView) => number,
): Column<SettlementFileView> {
  return { id, header, kind: 'number', width: 74, text: (file) => formatCount(pick(file)) };
}

const columns: readonly Column<SettlementFileView>[] = [
  {
    id: 'name',
    header: 'File',
    kind: 'text',
    width: 240,
    grow: true,
    text: (file) => file.fileName,
    hint: (file) => `${file.fileName}, layout ${file.layout}`,
  },
  { id: 'from', header: 'From', kind: 'date', width: 92, text: (file) => formatDate(file.periodFrom) },
  { id: 'to', header: 'To', kind: 'date', width: 92, text: (file) => formatDate(file.periodTo) },
  count('rows', 'Rows', (file) => file.rowCount),
  count('new', 'New', (file) => file.added),
  count('known', 'Known', (file) => file.alreadyKnown),
  count('changed', 'Changed', (file) => file.changed),
  {
    id: 'settlement',
    header: 'Settlement',
    kind: 'money',
    width: 110,
    text: (file) => formatAmount(file.settlementMinor, file.currency),
  },
  {
    id: 'proofs',
    header: 'Proofs',
    kind: 'status',
    width: 130,
    text: (file) => allProofsLook(file).label,
    cell: (file) => <Status look={allProofsLook(file)} />,
  },
  {
    id: 'loaded',
    header: 'Loaded',
    kind: 'date',
    width: 150,
    text: (file) => formatInstant(file.loadedAt),
    hint: () => 'When it was loaded last',
  },
];

/** Every file that was loaded, with the card it had when it was loaded last. */
export function FilesView({ shop }: { shop: ShopView }) {
  const { shopId } = shop;
  const state = usePaymentState(shopId);
  const { data, error } = useQuery('settlements.list', { shopId });
  const [isAsking, setAsking] = useState(false);
  const files = data?.files ?? [];
  const first = files.map((file) => file.periodFrom).sort()[0] ?? '';
  const last =
    files
      .map((file) => file.periodTo)
      .sort()
      .at(-1) ?? '';
  const active = files.find((file) => file.settlementId === state.activeFile) ?? files[0];
  // What was loaded last has its card above already.
  const isShown = state.loads.some((one) => one.file?.settlementId === active?.settlementId);
  const sums: readonly Sum[] = [
    {
      columnId: 'settlement',
      label: 'Settlement of the files',
      shown: sumMinor(files.map((file) => file.settlementMinor)),
      currency: shop.currency,
    },
  ];
  return (
    <>
      <div className="toolbar rows-toolbar">
        <b>Files</b>
        <span className="push" />
        <Button
          title="Compares the files with the statements that TikTok Shop gives itself, or takes those instead of a file"
          onClick={() => setAsking(true)}
        >
          Statements of TikTok Shop…
        </Button>
        <ExportButton
          grid="files"
          label="Files"
          shopName={shop.name}
          columns={columns}
          total={files.length}
          filters={[]}
          sums={sums}
          readAll={() => Promise.resolve({ rows: [...files], error: null })}
        />
      </div>
      {isAsking && <StatementsDialog shop={shop} from={first} to={last} onClose={() => setAsking(false)} />}
      {active && !isShown && <FileCard shopId={shopId} file={active} />}
      <Grid
        name="files"
        label="Files"
        columns={columns}
        total={files.length}
        rowAt={(index) => files[index]}
        idOf={(file) => file.settlementId}
        viewKey={shopId}
        activeId={active?.settlementId ?? null}
        onActivate={(file) => state.set({ activeFile: file.settlementId })}
        empty="No settlement file is loaded yet. Load file reads the export of Seller Center."
        footer={
          <>
            <span>
              <b>{plural(files.length, 'file')}</b>
            </span>
            {error && <span className="missing">{error.message}</span>}
            <FootSums sums={sums} />
          </>
        }
      />
    </>
  );
}
