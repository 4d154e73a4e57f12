import { useState } from 'react';
import type { ProfileView, ShopView } from '../../app/contract/accounts.ts';
import { useCommand } from '../data/use-command.ts';
import { useQuery } from '../data/use-query.ts';
import { showDone } from '../shell/messages.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { plural } from '../widgets/format.ts';
import { type ProfileDraft, toDraft, toProfile } from './profile-draft.ts';
import { ProfileFields } from './profile-fields.tsx';

/** How a shop is booked: one dialog, gaps told at their fields. */
export function ProfileDialog({ shop, onClose }: { shop: ShopView; onClose: () => void }) {
  const { data, error } = useQuery('profiles.get', { shopId: shop.shopId });
  if (data?.profile) return <ProfileForm shop={shop} profile={data.profile} onClose={onClose} />;
  return (
    <Dialog title={`Settings of ${shop.name}`} wide onClose={onClose}>
      <p className="muted">
        {error?.message ?? (data ? 'There is no posting profile yet. Prepare the shop first.' : 'Loading')}
      </p>
    </Dialog>
  );
}

function ProfileForm({
  shop,
  profile,
  onClose,
}: {
  shop: ShopView;
  profile: ProfileView;
  onClose: () => void;
}) {
  const command = useCommand();
  const choices = useQuery('ledgers.choices', { ledgerId: profile.ledgerId });
  const [draft, setDraft] = useState<ProfileDraft>(() => toDraft(profile));
  const [gaps, setGaps] = useState(shop.gaps);
  const [busy, setBusy] = useState(false);
  const ready = toProfile(draft);

  const save = async () => {
    if (!ready.ok || busy) return;
    setBusy(true);
    const saved = await command('profiles.save', { profile: ready.value });
    setBusy(false);
    if (!saved) return;
    setGaps(saved.gaps);
    if (saved.gaps.length > 0) return;
    showDone(`Settings of ${shop.name} are saved.`);
    onClose();
  };

  const problems = new Map(gaps.map((gap) => [gap.field, gap.message]));
  if (!ready.ok) problems.set(ready.error.field, ready.error.message);
  return (
    <Dialog
      title={`Settings of ${shop.name}`}
      wide
      onClose={onClose}
      onSubmit={() => void save()}
      actions={
        <>
          <span className="left muted" role="status">
            {gaps.length > 0 &&
              `${plural(gaps.length, 'choice')} still to make before anything can be posted`}
          </span>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            type="submit"
            disabledBecause={busy ? 'Saving' : ready.ok ? null : ready.error.message}
          >
            Save
          </Button>
        </>
      }
    >
      <ProfileFields draft={draft} onChange={setDraft} choices={choices.data} problems={problems} />
    </Dialog>
  );
}
