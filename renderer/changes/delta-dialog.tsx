import type { ShopView } from '../../app/contract/accounts.ts';
import type { ChangeView, DeltaView } from '../../app/contract/changes.ts';
import { useKept, useQuery } from '../data/use-query.ts';
import { useBusy } from '../shell/use-busy.ts';
import { QueryTrouble } from '../tie-out/query-trouble.tsx';
import { kindNames } from '../undo/kind-names.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { formatAmount, formatDate, formatMoney } from '../widgets/format.ts';

interface DeltaDialogProps {
  readonly shop: ShopView;
  readonly change: ChangeView;
  readonly onPost: () => void;
  /** The other way: the whole date is taken back and posted again. */
  readonly onUndoDate: () => void;
  readonly onClose: () => void;
}

/** The dry run of posting by how much a changed row differs, and the button that does it. */
export function DeltaDialog({ shop, change, onPost, onUndoDate, onClose }: DeltaDialogProps) {
  const asked = useQuery('changes.delta', { shopId: shop.shopId, changeId: change.changeId });
  const delta = useKept(asked.data)?.delta;
  const busy = useBusy(shop.shopId);
  const why =
    busy ??
    shop.postingOff ??
    asked.error?.message ??
    (delta ? (delta.blockers[0] ?? null) : 'The difference is being worked out');
  const post = () => {
    if (why === null) onPost();
  };
  return (
    <Dialog
      title={`Post the difference of ${formatDate(change.on)}`}
      wide
      onClose={onClose}
      onSubmit={post}
      actions={
        <>
          <span className="left">
            <Button onClick={onUndoDate}>Undo the whole date instead…</Button>
          </span>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabledBecause={why}>
            Post the difference
          </Button>
        </>
      }
    >
      {asked.error && <QueryTrouble error={asked.error} />}
      {!delta && !asked.error && (
        <p className="muted" aria-busy="true">
          Comparing the two rows
        </p>
      )}
      {delta && <Values delta={delta} />}
      {delta && <Documents delta={delta} ledger={shop.ledgerName ?? 'the ledger'} />}
    </Dialog>
  );
}

function Values({ delta: { differences, currency } }: { delta: DeltaView }) {
  return (
    <table className="plain-table" aria-label="What the later file says">
      <thead>
        <tr>
          <th>Of the row</th>
          <th className="right">Posted</th>
          <th className="right">Now</th>
          <th className="right">Difference</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ name, booksMinor, nowMinor }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="right figures">{formatAmount(booksMinor, currency)}</td>
            <td className="right figures">{formatAmount(nowMinor, currency)}</td>
            <td className="right figures">{formatAmount(nowMinor - booksMinor, currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Documents({ delta, ledger }: { delta: DeltaView; ledger: string }) {
  const { blockers, documents, currency, settledOn } = delta;
  if (blockers.length > 0) {
    return (
      <div className="missing" role="alert">
        {blockers.map((blocker) => (
          <p key={blocker}>{blocker}</p>
        ))}
        <p>
          The difference cannot be posted by itself. Undo the whole date and post it again: it is booked with
          the new values then.
        </p>
      </div>
    );
  }
  const moved = documents.find((one) => one.issuedOn !== settledOn)?.issuedOn;
  return (
    <section className="delta-documents" aria-label="What is posted">
      <p>
        What was posted stays. Beside it {ledger} gets, and {formatDate(settledOn)} then adds up to what the
        later file says:
      </p>
      <ul>
        {documents.map((one) => (
          <li key={`${one.kind} ${one.description}`}>
            <div className="undo-head">
              <b>
                {kindNames[one.kind]}: {one.description}
              </b>
              <b className="figures">{formatMoney(one.totalMinor, currency)}</b>
            </div>
            {one.lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity and never move.
              <div key={index} className="undo-head muted">
                <span>{line.description}</span>
                <span className="figures">{formatAmount(line.amountMinor, currency)}</span>
              </div>
            ))}
          </li>
        ))}
      </ul>
      {moved !== undefined && (
        <p className="muted">
          {formatDate(settledOn)} is locked: the documents are dated {formatDate(moved)} and booked for{' '}
          {formatDate(settledOn)}.
        </p>
      )}
    </section>
  );
}
