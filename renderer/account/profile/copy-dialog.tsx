import { useState } from 'react';
import type { ProfileView, ShopView } from '../../../app/contract/accounts.ts';
import { useQuery } from '../../data/use-query.ts';
import { Button } from '../../widgets/button.tsx';
import { Dialog } from '../../widgets/dialog.tsx';
import { SelectField } from '../../widgets/field.tsx';
import { plural } from '../../widgets/format.ts';
import { planCopy } from './copy-profile.ts';

interface CopyDialogProps {
  readonly shop: ShopView;
  readonly others: readonly ShopView[];
  /** The settings as they are edited now. */
  readonly profile: ProfileView;
  readonly onApply: (profile: ProfileView) => void;
  readonly onClose: () => void;
}

/** Takes over the settings of another shop: what changes and what cannot is shown before. Saved with Save only. */
export function CopyDialog({ shop, others, profile, onApply, onClose }: CopyDialogProps) {
  const [shopId, setShopId] = useState(others[0]?.shopId ?? '');
  const source = others.find((one) => one.shopId === shopId);
  const { data } = useQuery('profiles.get', source ? { shopId } : null);
  const plan =
    source && data?.profile
      ? planCopy(data.profile, profile, {
          sameLedger: data.profile.ledgerId === profile.ledgerId,
          sameCurrency: source.currency === shop.currency,
        })
      : null;
  const off =
    plan === null ? 'The settings are being read' : plan.changes.length === 0 ? 'Nothing would change' : null;
  const apply = () => {
    if (!plan || off !== null) return;
    onApply(plan.profile);
    onClose();
  };
  return (
    <Dialog
      title={`Copy settings to ${shop.name}`}
      wide
      holds
      onClose={onClose}
      onSubmit={apply}
      actions={
        <>
          <span className="left muted">Nothing is saved until Save is pressed in the settings.</span>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabledBecause={off}>
            Apply
          </Button>
        </>
      }
    >
      <SelectField
        label="Copy from"
        value={shopId}
        options={others.map((one) => ({ value: one.shopId, label: `${one.name} · ${one.region}` }))}
        onChange={setShopId}
      />
      {plan && <Preview plan={plan} />}
    </Dialog>
  );
}

function Preview({ plan }: { plan: ReturnType<typeof planCopy> }) {
  return (
    <>
      <h3>
        {plan.changes.length === 0
          ? 'Nothing would change'
          : `${plural(plan.changes.length, 'setting')} would change`}
      </h3>
      {plan.changes.length > 0 && (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">Setting</th>
              <th scope="col">Now</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {plan.changes.map((change) => (
              <tr key={change.field}>
                <td>{change.field}</td>
                <td className="muted">{change.from}</td>
                <td>{change.to}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {plan.kept.length > 0 && (
        <>
          <h3>Not copied</h3>
          <ul className="part-list">
            {plan.kept.map((one) => (
              <li key={one.field}>
                <span>
                  <b>{one.field}</b> {one.reason}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
