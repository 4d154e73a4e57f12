import type { ShopView } from '../../app/contract/accounts.ts';
import type { Ask } from '../../app/contract/api.ts';
import type { UndoPlanView, UndoStepView } from '../../app/contract/undo.ts';
import { useStartJob } from '../data/use-command.ts';
import { useKept, useQuery } from '../data/use-query.ts';
import { useBusy } from '../shell/use-busy.ts';
import { QueryTrouble } from '../tie-out/query-trouble.tsx';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { formatAmount, formatCount, formatDate, formatMoney, plural } from '../widgets/format.ts';
import { kindNames } from './kind-names.ts';

/** Lines shown of a list; the count and the total are of all. */
const shown = 100;

interface UndoDialogProps {
  readonly shop: ShopView;
  /** In words: `3 ticked orders`, `12 Oct 2026`. */
  readonly which: string;
  readonly selection: Ask<'undo.plan'>['selection'];
  readonly onClose: () => void;
}

/** The dry run of an undo, in four lists with counts and totals, and the button that carries it out. */
export function UndoDialog({ shop, which, selection, onClose }: UndoDialogProps) {
  const asked = useQuery('undo.plan', { selection });
  const plan = useKept(asked.data);
  const startJob = useStartJob();
  const busy = useBusy(shop.shopId);
  const doable = plan ? plan.removable.length + plan.reversible.length + plan.byHand.length : 0;
  const why =
    busy ??
    shop.postingOff ??
    asked.error?.message ??
    (plan ? (doable === 0 ? 'Nothing of it can be undone as things stand' : null) : 'Asking the ledger');
  const run = () => {
    if (why !== null) return;
    onClose();
    void startJob('undo.run', { selection });
  };
  return (
    <Dialog
      title={`Undo ${which}`}
      wide
      onClose={onClose}
      onSubmit={run}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="danger" type="submit" disabledBecause={why}>
            {plan && doable > 0 ? `Undo ${plural(doable, 'document')}` : 'Undo'}
          </Button>
        </>
      }
    >
      {asked.error && <QueryTrouble error={asked.error} />}
      {!plan && !asked.error && (
        <p className="muted" aria-busy="true">
          Asking {shop.ledgerName ?? 'the ledger'} what it has of these documents
        </p>
      )}
      {plan && <PlanLists plan={plan} ledger={shop.ledgerName ?? 'the ledger'} />}
    </Dialog>
  );
}

function PlanLists({ plan, ledger }: { plan: UndoPlanView; ledger: string }) {
  const { currency, removable, reversible, byHand, blocked } = plan;
  if (removable.length + reversible.length + byHand.length + blocked.length === 0) {
    return <p>Nothing of this is in {ledger}, and nothing waits to go there.</p>;
  }
  return (
    <>
      <p>
        Nothing has been changed yet. What is undone can be posted again; it goes document by document and can
        be stopped in between.
      </p>
      <StepList title={`Removed from ${ledger}`} steps={removable} currency={currency} />
      <StepList title="Reversed by a document of the opposite sign" steps={reversible} currency={currency} />
      <StepList
        title={`Left for a person in ${ledger}: goes to the work list`}
        steps={byHand}
        currency={currency}
      />
      <StepList title="Stays as it is" steps={blocked} currency={currency} />
    </>
  );
}

function StepList(props: { title: string; steps: readonly UndoStepView[]; currency: string }) {
  const { title, steps, currency } = props;
  if (steps.length === 0) return null;
  const total = steps.reduce((sum, step) => sum + step.totalMinor, 0);
  const left = steps.length - shown;
  return (
    <section className="undo-list" aria-label={title}>
      <h3 className="undo-head">
        <span>{title}</span>
        <span className="figures">
          {plural(steps.length, 'document')}, {formatMoney(total, currency)}
        </span>
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list longer than its box is scrolled by keyboard too. */}
      <section className="undo-box" tabIndex={0} aria-label={`${title}: documents`}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>Document</th>
              <th>Date</th>
              <th className="right">Total</th>
              <th>Why</th>
            </tr>
          </thead>
          <tbody>
            {steps.slice(0, shown).map((step) => (
              <tr key={`${step.kind} ${step.reference}`}>
                <td title={step.reference}>
                  {kindNames[step.kind]} <b className="figures">{step.number ?? step.reference}</b>
                </td>
                <td className="figures">{formatDate(step.issuedOn)}</td>
                <td className="right figures">{formatAmount(step.totalMinor, currency)}</td>
                <td>{step.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {left > 0 && <p className="muted">{formatCount(left)} more of this list.</p>}
    </section>
  );
}
