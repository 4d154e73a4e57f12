import { useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { RateCardView } from '../../app/contract/fees.ts';
import type { Column } from '../grid/columns.ts';
import { ExportButton } from '../grid/export-button.tsx';
import { Grid } from '../grid/grid.tsx';
import { Button } from '../widgets/button.tsx';
import { formatDate, plural } from '../widgets/format.ts';
import { lazily } from '../widgets/lazily.tsx';
import { ruleWords } from './rule-words.ts';
import { useRules } from './use-rules.ts';

const RuleDialog = lazily(async () => (await import('./rule-dialog.tsx')).RuleDialog);

function columnsOf(currency: string): readonly Column<RateCardView>[] {
  return [
    {
      id: 'name',
      header: 'Fee',
      kind: 'text',
      width: 144,
      grow: true,
      text: (row) => row.name,
      hint: (row) => row.name,
    },
    { id: 'from', header: 'From', kind: 'date', width: 96, text: (row) => formatDate(row.from) },
    {
      id: 'rule',
      header: 'Costs',
      kind: 'text',
      width: 144,
      text: (row) => ruleWords(row.rule, currency),
      hint: (row) => ruleWords(row.rule, currency),
    },
    {
      id: 'source',
      header: 'Known from',
      kind: 'text',
      width: 110,
      text: (row) => (row.rows === 0 ? 'Entered' : plural(row.rows, 'row')),
      hint: (row) =>
        row.rows === 0
          ? 'Entered here; it stands before what was learned'
          : 'Learned: what most rows were charged',
    },
  ];
}

const idOf = (row: RateCardView) => `${row.name} ${row.from} ${row.rows === 0 ? 'entered' : 'learned'}`;

/** What each fee costs and since when: learned from the rows, or entered. */
export function RateCard(props: {
  shop: ShopView;
  card: readonly RateCardView[];
  isEntering: boolean;
  onEntering: (isEntering: boolean) => void;
  onChoose: (fee: string) => void;
}) {
  const { shop, card } = props;
  const { currency } = shop;
  const [activeId, setActive] = useState<string | null>(null);
  const { save, takeBack } = useRules(shop, card);
  const active = card.find((row) => idOf(row) === activeId) ?? card[0];
  const columns = columnsOf(currency);
  const names = [...new Set(card.map(({ name }) => name))];
  return (
    <section className="report-part" aria-label="Rate card">
      <header className="drawer-tools">
        <h2>Rate card</h2>
        <span className="push" />
        <Button
          icon="plus"
          disabledBecause={names.length === 0 ? 'Load a settlement file first' : null}
          onClick={() => props.onEntering(true)}
        >
          Enter a rule
        </Button>
        <Button
          disabledBecause={active?.rows === 0 ? null : 'Only an entered rule can be taken back: choose one'}
          onClick={() => active && takeBack(active)}
        >
          Take back
        </Button>
        <ExportButton
          grid="rate-card"
          label="Rate card"
          shopName={shop.name}
          columns={columns}
          total={card.length}
          filters={[]}
          sums={[]}
          readAll={() => Promise.resolve({ rows: [...card], error: null })}
        />
      </header>
      <Grid
        name="rate-card"
        label="Rate card"
        columns={columns}
        total={card.length}
        rowAt={(index) => card[index]}
        idOf={idOf}
        viewKey={shop.shopId}
        activeId={active ? idOf(active) : null}
        onActivate={(row) => setActive(idOf(row))}
        onOpen={(row) => props.onChoose(row.name)}
        empty="No fee is known yet."
        footer={
          <span>
            <b>{plural(names.length, 'fee')}</b> · Enter shows the differences of one
          </span>
        }
      />
      {props.isEntering && (
        <RuleDialog
          names={names}
          currency={currency}
          start={active ?? null}
          onSave={save}
          onClose={() => props.onEntering(false)}
        />
      )}
    </section>
  );
}
