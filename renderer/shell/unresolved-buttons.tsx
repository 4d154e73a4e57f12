import { useState } from 'react';
import { kindNames } from '../undo/kind-names.ts';
import { Button } from '../widgets/button.tsx';
import { ConfirmDialog } from '../widgets/dialog.tsx';
import { formatDate } from '../widgets/format.ts';
import type { Unresolved } from './use-unresolved.ts';

/** Look up what was not confirmed; and, for what Stokly accepted without showing it, the person's word that it is not there. */
export function UnresolvedButtons({ unresolved }: { unresolved: Unresolved }) {
  const [asks, setAsks] = useState(false);
  const { accepted } = unresolved;
  return (
    <>
      <Button small title={unresolved.text} onClick={unresolved.lookUp}>
        {unresolved.button}
      </Button>
      {accepted.length > 0 && (
        <Button small onClick={() => setAsks(true)}>
          Not in Stokly…
        </Button>
      )}
      {asks && (
        <ConfirmDialog
          title="Are these not in Stokly?"
          confirm="Not in Stokly, post again"
          danger
          onConfirm={() => {
            setAsks(false);
            unresolved.planAccepted();
          }}
          onClose={() => setAsks(false)}
        >
          <p>
            Stokly answered that it took them and has not shown them since. Look for each reference in Stokly.
            One that is there must not be posted again: press Cancel, and Look up finds it.
          </p>
          <ul className="reason-list">
            {accepted.map(({ kind, reference, issuedOn }) => (
              <li key={`${kind} ${reference}`}>
                {kindNames[kind]} {reference}, {formatDate(issuedOn)}
              </li>
            ))}
          </ul>
          <p>
            They are looked up once more. Those still not there become postable: the next Post sends them.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
