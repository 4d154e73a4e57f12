import { useState } from 'react';
import type { LedgerView, ShopView } from '../../app/contract/accounts.ts';
import { useCommand } from '../data/use-command.ts';
import { useQuery } from '../data/use-query.ts';
import { showDone } from '../shell/messages.ts';
import { ConfirmDialog } from '../widgets/dialog.tsx';
import { SelectField } from '../widgets/field.tsx';
import { plural } from '../widgets/format.ts';

interface MoveDialogProps {
  readonly shop: ShopView;
  readonly ledgers: readonly LedgerView[];
  readonly onClose: () => void;
}

/** From now on a shop is booked into another ledger. What was posted is not carried over. */
export function MoveDialog({ shop, ledgers, onClose }: MoveDialogProps) {
  const command = useCommand();
  const others = ledgers.filter((one) => one.ledgerId !== shop.ledgerId && one.link !== 'unlinked');
  const [ledgerId, setLedgerId] = useState(others[0]?.ledgerId ?? '');
  const [busy, setBusy] = useState(false);
  const { data } = useQuery('profiles.postedWith', { shopId: shop.shopId });
  const target = others.find((one) => one.ledgerId === ledgerId);
  const move = async () => {
    setBusy(true);
    const done = await command('profiles.prepare', { shopId: shop.shopId, ledgerId });
    setBusy(false);
    if (!done) return;
    onClose();
    showDone(
      `${shop.name} is booked into ${target?.name ?? 'the other ledger'} from now on. Check its settings.`,
    );
  };
  return (
    <ConfirmDialog
      title={`Move ${shop.name} to another ledger`}
      confirm="Move"
      danger
      disabledBecause={busy ? 'The ledger is being asked' : target ? null : 'No other ledger is linked'}
      onConfirm={() => void move()}
      onClose={onClose}
    >
      <SelectField
        label="Ledger"
        value={ledgerId}
        options={others.map((one) => ({ value: one.ledgerId, label: one.name }))}
        onChange={setLedgerId}
      />
      <ul className="warnings">
        <li>
          {data === undefined
            ? `What was posted stays in ${shop.ledgerName ?? 'the old ledger'}.`
            : `${plural(data.documents, 'document')} posted so far ${data.documents === 1 ? 'stays' : 'stay'} in ${shop.ledgerName ?? 'the old ledger'}; nothing is copied.`}
        </li>
        <li>
          An order that was posted there can be posted here again: agree on a first date in the settings.
        </li>
        <li>Customer, channel, location, items and payment methods are chosen anew in the other ledger.</li>
      </ul>
    </ConfirmDialog>
  );
}
