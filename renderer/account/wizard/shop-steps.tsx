import { useState } from 'react';
import type { LedgerView } from '../../../app/contract/accounts.ts';
import type { Output } from '../../../app/contract/api.ts';
import { Button } from '../../widgets/button.tsx';
import { TextField } from '../../widgets/field.tsx';
import { LedgerWizard } from './ledger-wizard.tsx';
import { RadioList } from './wizard.tsx';

export interface AppKeysDraft {
  readonly appKey: string;
  readonly appSecret: string;
  readonly serviceId: string;
}
export const noKeys: AppKeysDraft = { appKey: '', appSecret: '', serviceId: '' };

export function AppKeys({ keys, onChange }: { keys: AppKeysDraft; onChange: (keys: AppKeysDraft) => void }) {
  const set = (change: Partial<AppKeysDraft>) => onChange({ ...keys, ...change });
  return (
    <>
      <p className="muted">
        From the shop’s app in TikTok Shop Partner Center, page “App & service”. The secret goes to the key
        store of this computer and is never shown again.
      </p>
      <TextField label="App key" value={keys.appKey} onChange={(appKey) => set({ appKey })} />
      <TextField
        label="App secret"
        type="password"
        value={keys.appSecret}
        onChange={(appSecret) => set({ appSecret })}
      />
      <TextField
        label="Service ID"
        hint="It names the app on the consent page; it is not the app key."
        value={keys.serviceId}
        onChange={(serviceId) => set({ serviceId })}
      />
    </>
  );
}

export function Consent(props: {
  opened: boolean;
  pasted: string;
  onPaste: (text: string) => void;
  failed: boolean;
}) {
  return (
    <>
      {!props.failed && (
        <p role="status">
          {props.opened
            ? 'The browser shows TikTok Shop’s consent page. This goes on by itself once it is answered.'
            : 'No browser could be opened. The address is shown where Tieout was started: open it by hand, agree, and paste the address it ends on.'}
        </p>
      )}
      <TextField
        label="Address or code"
        hint="Only when the browser does not come back by itself: paste the address it ended on. A code works once and for 30 minutes."
        value={props.pasted}
        onChange={props.onPaste}
      />
    </>
  );
}

export function ChooseShops(props: {
  shops: Output<'shops.linkState'>['authorised'];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}) {
  const toggle = (shopId: string) => {
    const next = new Set(props.chosen);
    if (!next.delete(shopId)) next.add(shopId);
    props.onChange(next);
  };
  return (
    <fieldset className="radio-list">
      <legend>The consent covers these shops. Which are linked?</legend>
      {props.shops.map((shop) => (
        <label key={shop.shopId} className="radio">
          <input
            type="checkbox"
            checked={props.chosen.has(shop.shopId)}
            onChange={() => toggle(shop.shopId)}
          />
          <span>
            {shop.name}
            <span className="field-hint">
              {shop.region} · {shop.currency}
              {shop.isKnown ? ' · in the books already: it is linked again and keeps its settings' : ''}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

export function ChooseLedger(props: {
  ledgers: readonly LedgerView[];
  ledgerId: string | null;
  onChange: (ledgerId: string | null) => void;
  busy: string | null;
}) {
  const [linking, setLinking] = useState(false);
  return (
    <>
      <RadioList
        label="Into which ledger are they booked?"
        name="ledger"
        value={props.ledgerId ?? ''}
        choices={[
          ...props.ledgers.map((ledger) => ({
            value: ledger.ledgerId,
            label: ledger.name,
            hint: ledger.shopNames.length === 0 ? 'Stokly' : `Stokly · also ${ledger.shopNames.join(', ')}`,
          })),
          {
            value: '',
            label: 'Decide later',
            hint: 'Orders can be fetched; nothing can be posted until then.',
          },
        ]}
        onChange={(value) => props.onChange(value === '' ? null : value)}
      />
      <p className="muted" role="status">
        {props.busy ?? 'The customer of each shop and its service items are found in Stokly, or made.'}
      </p>
      <div>
        <Button icon="plus" onClick={() => setLinking(true)}>
          Link another ledger
        </Button>
      </div>
      {linking && <LedgerWizard relink={null} onLinked={props.onChange} onClose={() => setLinking(false)} />}
    </>
  );
}
