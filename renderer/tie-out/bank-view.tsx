import { useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { Output } from '../../app/contract/api.ts';
import type { BankLineView } from '../../app/contract/tieout.ts';
import { sumMinor } from '../../app/domain/money.ts';
import { ExportButton } from '../grid/export-button.tsx';
import { FootSums } from '../grid/foot-sums.tsx';
import { Grid } from '../grid/grid.tsx';
import { Button } from '../widgets/button.tsx';
import { plural } from '../widgets/format.ts';
import { lazily } from '../widgets/lazily.tsx';
import { lineColumns, withdrawalColumns } from './bank-columns.tsx';
import { OpeningField } from './opening-field.tsx';
import { useTieOutState } from './tie-out-state.ts';
import { type Bank, clearMatches } from './use-bank.ts';
import { WithdrawalPanel } from './withdrawal-panel.tsx';

const LineDialog = lazily(async () => (await import('./line-dialog.tsx')).LineDialog);

interface BankViewProps {
  readonly shop: ShopView;
  readonly answer: Output<'bank.list'>;
  readonly payouts: Output<'tieout.payouts'>;
  readonly bank: Bank;
  readonly onChooseFile: () => void;
}

/** Withdrawals and the bank lines they arrived as. */
export function BankView({ shop, answer, payouts, bank, onChooseFile }: BankViewProps) {
  const { shopId, currency } = shop;
  const state = useTieOutState(shopId);
  const [isEntering, setEntering] = useState(false);
  const withdrawals = [...answer.withdrawals].reverse();
  const chosen =
    withdrawals.find(({ withdrawalId }) => withdrawalId === state.withdrawalId) ??
    withdrawals.find(({ line }) => line === null) ??
    withdrawals[0];
  const columns = withdrawalColumns(currency);
  const clear = clearMatches(withdrawals);
  const sumOf = (rows: readonly { amountMinor: number }[]) => [
    { columnId: 'amount', label: 'Amount', shown: sumMinor(rows.map((row) => row.amountMinor)), currency },
  ];
  return (
    <>
      <div className="toolbar">
        <Button
          icon="upload"
          disabledBecause={bank.busy}
          title="CSV, .xlsx, OFX or camt.053. It can also be dropped here."
          onClick={onChooseFile}
        >
          Load bank statement
        </Button>
        {shop.isSample && (
          <Button
            disabledBecause={bank.busy}
            title="The statement of the sample company's bank. The line of one payout is missing."
            onClick={bank.loadSample}
          >
            Load the sample statement
          </Button>
        )}
        <Button icon="plus" onClick={() => setEntering(true)}>
          Enter a line
        </Button>
        <Button
          kind="primary"
          disabledBecause={clear.length === 0 ? 'No withdrawal has a bank line that fits nothing else' : null}
          title="Withdrawals whose bank line fits no other, and that no other line fits"
          onClick={bank.acceptAll}
        >
          Accept all that fit nothing else ({clear.length})
        </Button>
        <span className="push" />
        <OpeningField
          currency={currency}
          openingMinor={payouts.openingMinor}
          missingMinor={payouts.missingOpeningMinor}
          onSave={(minor) => bank.setOpening(minor, payouts.openingMinor)}
        />
        <ExportButton
          grid="withdrawals"
          label="Withdrawals"
          shopName={shop.name}
          columns={columns}
          total={withdrawals.length}
          filters={[]}
          sums={sumOf(withdrawals)}
          readAll={() => Promise.resolve({ rows: withdrawals, error: null })}
        />
      </div>
      <div className="bank-split">
        <Grid
          name="withdrawals"
          label="Withdrawals"
          columns={columns}
          total={withdrawals.length}
          rowAt={(index) => withdrawals[index]}
          idOf={(row) => row.withdrawalId}
          viewKey={shopId}
          activeId={chosen?.withdrawalId ?? null}
          onActivate={(row) => state.set({ withdrawalId: row.withdrawalId })}
          empty="No withdrawal is known. They are on the sheet “Withdrawal records” of a settlement export."
          footer={
            <>
              <span>
                <b>{plural(withdrawals.length, 'withdrawal')}</b>
              </span>
              <FootSums sums={sumOf(withdrawals)} />
            </>
          }
        />
        <div className="bank-side">
          {chosen && <WithdrawalPanel withdrawal={chosen} currency={currency} bank={bank} />}
          <FreeLines shop={shop} lines={answer.freeLines} bank={bank} />
        </div>
      </div>
      {isEntering && (
        <LineDialog
          currency={currency}
          start={
            chosen?.line === null ? { bookedOn: chosen.requestedOn, amountMinor: chosen.amountMinor } : null
          }
          onEnter={bank.addLine}
          onClose={() => setEntering(false)}
        />
      )}
    </>
  );
}

/** Bank lines that are matched to nothing. */
function FreeLines({ shop, lines, bank }: { shop: ShopView; lines: readonly BankLineView[]; bank: Bank }) {
  const { currency } = shop;
  const [activeId, setActive] = useState<string | null>(null);
  const active = lines.find(({ lineId }) => lineId === activeId) ?? lines[0];
  const columns = lineColumns(currency);
  return (
    <section className="free-lines" aria-label="Free bank lines">
      <header className="bridge-head">
        <h2>Free bank lines</h2>
        <span className="push" />
        <Button
          small
          disabledBecause={active ? null : 'There is no free line'}
          onClick={() => active && bank.removeLine(active)}
        >
          Take the line out
        </Button>
      </header>
      <Grid
        name="bank-lines"
        label="Free bank lines"
        columns={columns}
        total={lines.length}
        rowAt={(index) => lines[index]}
        idOf={(row) => row.lineId}
        viewKey={shop.shopId}
        activeId={active?.lineId ?? null}
        onActivate={(row) => setActive(row.lineId)}
        empty="No bank line is free. Load a bank statement, or drop it here."
        footer={
          <span>
            <b>{plural(lines.length, 'line')}</b> of {currency}
          </span>
        }
      />
    </section>
  );
}
