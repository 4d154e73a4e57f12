import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { ProfileView, ShopView } from '../../../app/contract/accounts.ts';
import { profileGaps } from '../../../app/domain/profile.ts';
import { useCommand } from '../../data/use-command.ts';
import { useQuery } from '../../data/use-query.ts';
import { showDone } from '../../shell/messages.ts';
import { Button } from '../../widgets/button.tsx';
import { Dialog } from '../../widgets/dialog.tsx';
import { plural } from '../../widgets/format.ts';
import { lazily } from '../../widgets/lazily.tsx';
import { type ProfileDraft, toDraft, toProfile } from './profile-draft.ts';
import { sections } from './sections.tsx';

const CopyDialog = lazily(async () => (await import('./copy-dialog.tsx')).CopyDialog);

interface ProfileDialogProps {
  readonly shop: ShopView;
  readonly shops: readonly ShopView[];
  readonly onClose: () => void;
}

/** How a shop is booked: one dialog with a list of sections, gaps told at their fields. */
export function ProfileDialog({ shop, shops, onClose }: ProfileDialogProps) {
  const { data, error } = useQuery('profiles.get', { shopId: shop.shopId });
  if (data?.profile) {
    return <ProfileForm shop={shop} shops={shops} profile={data.profile} onClose={onClose} />;
  }
  return (
    <Dialog title={`Settings of ${shop.name}`} wide onClose={onClose}>
      <p className="muted">
        {error?.message ??
          (data ? 'There is no posting profile yet. Choose a ledger for the shop first.' : 'Loading')}
      </p>
    </Dialog>
  );
}

function ProfileForm({ shop, shops, profile, onClose }: ProfileDialogProps & { profile: ProfileView }) {
  const command = useCommand();
  const choices = useQuery('ledgers.choices', { ledgerId: profile.ledgerId });
  const [draft, setDraft] = useState<ProfileDraft>(() => toDraft(profile));
  const [busy, setBusy] = useState(false);
  const [copying, setCopying] = useState(false);
  const ready = toProfile(draft);
  const gaps = profileGaps(draft);
  const others = shops.filter((one) => one.shopId !== shop.shopId && one.ledgerId !== null);

  const save = async () => {
    if (!ready.ok || busy) return;
    setBusy(true);
    const saved = await command('profiles.save', { profile: ready.value });
    setBusy(false);
    if (!saved) return;
    showDone(
      saved.gaps.length === 0
        ? `Settings of ${shop.name} are saved.`
        : `Settings of ${shop.name} are saved. ${plural(saved.gaps.length, 'choice')} still missing before anything can be posted.`,
    );
    onClose();
  };

  const problems = new Map<string, string>(gaps.map((gap) => [gap.field, gap.message]));
  if (!ready.ok) problems.set(ready.error.field, ready.error.message);
  const set = (change: Partial<ProfileDraft>) => setDraft((before) => ({ ...before, ...change }));
  const shared = { shop, draft, set, choices: choices.data, problems };
  return (
    <Dialog
      title={`Settings of ${shop.name}`}
      className="profile"
      holds
      onClose={onClose}
      onSubmit={() => void save()}
      actions={
        <>
          <span className="left profile-left">
            <Button
              onClick={() => setCopying(true)}
              disabledBecause={others.length === 0 ? 'There is no other shop with settings' : null}
            >
              Copy from another shop
            </Button>
            <span className="muted" role="status">
              {gaps.length > 0 && `${plural(gaps.length, 'choice')} missing before anything can be posted`}
            </span>
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
      {choices.error && (
        <p className="missing" role="alert">
          The ledger’s lists could not be read: {choices.error.message} What is chosen can still be kept.
        </p>
      )}
      <Tabs className="profile-sections" orientation="vertical">
        <TabList className="profile-list" aria-label="Sections">
          {sections.map((section) => (
            <Tab key={section.id} id={section.id} className="profile-section">
              {section.name}
              <Marks count={[...problems.keys()].filter((field) => section.owns(field)).length} />
            </Tab>
          ))}
        </TabList>
        {sections.map(({ id, name, about, Fields }) => (
          <TabPanel key={id} id={id} className="profile-panel">
            <h3>{name}</h3>
            <p className="muted">{about}</p>
            <div className="profile-fields">
              <Fields {...shared} />
            </div>
          </TabPanel>
        ))}
      </Tabs>
      {copying && (
        <CopyDialog
          shop={shop}
          others={others}
          profile={ready.ok ? ready.value : profile}
          onApply={(copied) => setDraft(toDraft(copied))}
          onClose={() => setCopying(false)}
        />
      )}
    </Dialog>
  );
}

/** How many fields of a section need a choice. */
function Marks({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className="badge gap-badge">
      {count}
      <span className="visually-hidden"> to choose or correct</span>
    </span>
  );
}
