import { useEffect, useRef, useState } from 'react';
import type { LedgerView, ShopView } from '../../../app/contract/accounts.ts';
import type { Output } from '../../../app/contract/api.ts';
import { useBackend } from '../../data/backend.tsx';
import { useShell } from '../../shell/shell-state.ts';
import { Linked, ProfileCheck } from './shop-linked.tsx';
import { AppKeys, type AppKeysDraft, ChooseLedger, ChooseShops, Consent, noKeys } from './shop-steps.tsx';
import { useConsent } from './use-consent.ts';
import { useStepCommand } from './use-step.ts';
import { RadioList, Wizard } from './wizard.tsx';

type Step = 'market' | 'keys' | 'consent' | 'shops' | 'ledger' | 'check' | 'linked';
type Authorised = Output<'shops.linkState'>['authorised'];

const allSteps: readonly { id: Step; name: string }[] = [
  { id: 'market', name: 'Market' },
  { id: 'keys', name: 'App keys' },
  { id: 'consent', name: 'Consent' },
  { id: 'shops', name: 'Shops' },
  { id: 'ledger', name: 'Ledger' },
  { id: 'check', name: 'Check' },
  { id: 'linked', name: 'Linked' },
];

interface ShopWizardProps {
  /** A shop of the books that is linked again: its market, its ledger and its settings stay. */
  readonly relink: ShopView | null;
  readonly ledgers: readonly LedgerView[];
  readonly onSettings: (shopId: string) => void;
  readonly onClose: () => void;
}

/** Market → app keys → consent → which shops → which ledger → check → linked. Nothing is stored before the ledger step. */
export function ShopWizard({ relink, ledgers, onSettings, onClose }: ShopWizardProps) {
  const { client } = useBackend();
  const { chooseShop } = useShell();
  const { busy, problem, setProblem, ask } = useStepCommand();
  const [step, setStep] = useState<Step>(relink ? 'consent' : 'market');
  const [market, setMarket] = useState<'rest' | 'us'>('rest');
  const [keys, setKeys] = useState<AppKeysDraft>(noKeys);
  const [link, setLink] = useState<{ linkId: string; opened: boolean } | null>(null);
  const [pasted, setPasted] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const usable = ledgers.filter((ledger) => ledger.link !== 'unlinked');
  const [ledgerId, setLedgerId] = useState<string | null>(relink?.ledgerId ?? usable[0]?.ledgerId ?? null);
  const [shops, setShops] = useState<readonly ShopView[]>([]);
  const consent = useConsent(step === 'consent' ? (link?.linkId ?? null) : null);
  const [authorised, setAuthorised] = useState<Authorised>([]);
  const asked = useRef(false);

  // What comes back from the browser moves the step on: shops to choose from, or a refusal told in place.
  useEffect(() => {
    if (step !== 'consent' || consent?.state !== 'choose') return;
    setAuthorised(consent.authorised);
    if (relink && !consent.authorised.some((shop) => shop.shopId === relink.shopId)) {
      const names = consent.authorised.map((shop) => shop.name).join(', ');
      setProblem(
        `The consent was given for ${names}, not for ${relink.name}. Go back and sign in to TikTok Shop with the account of ${relink.name}.`,
      );
      return;
    }
    const first = relink ? consent.authorised.filter((shop) => shop.isKnown) : consent.authorised;
    setChosen(new Set(first.map((shop) => shop.shopId)));
    setStep('shops');
  }, [consent, relink, step, setProblem]);

  const begin = async () => {
    if (link) void client.call('shops.cancelLink', { linkId: link.linkId });
    setPasted('');
    const started = relink
      ? await ask('TikTok Shop is being opened', 'shops.relink', { shopId: relink.shopId })
      : undefined;
    if (started) setLink(started);
    // The secret may be forgotten: then the keys are asked for.
    else if (relink) setStep('market');
  };
  useEffect(() => {
    // Once, also where React runs effects twice to find mistakes.
    if (!relink || asked.current) return;
    asked.current = true;
    void begin();
  });

  const startLink = async () => {
    if (link) void client.call('shops.cancelLink', { linkId: link.linkId });
    setPasted('');
    const started = await ask('TikTok Shop is being opened', 'shops.startLink', { ...keys, market });
    if (!started) return;
    setLink(started);
    setStep('consent');
  };
  const finish = async () => {
    if (!link) return;
    await ask('The code is being exchanged', 'shops.finishLink', { linkId: link.linkId, pasted });
  };
  const complete = async () => {
    if (!link) return;
    const done = await ask('The shops are being linked', 'shops.completeLink', {
      linkId: link.linkId,
      shopIds: [...chosen],
      ledgerId,
    });
    if (!done) return;
    setShops(done.shops);
    setStep('check');
    const first = done.shops[0];
    if (first) chooseShop(first.shopId);
  };
  const close = () => {
    if (link) void client.call('shops.cancelLink', { linkId: link.linkId });
    onClose();
  };
  const to = (next: Step) => {
    setProblem(null);
    setStep(next);
  };

  const title = relink ? `Relink ${relink.name}` : 'Link TikTok Shop';
  const failed = step === 'consent' && consent?.state === 'failed' ? consent.message : null;
  const frame = { title, steps: allSteps, step, onClose: close, problem: problem ?? failed };
  switch (step) {
    case 'market':
      return (
        <Wizard {...frame} next={{ label: 'Next', run: () => to('keys') }}>
          <RadioList
            label="Where does the shop sell?"
            name="market"
            value={market}
            choices={[
              {
                value: 'rest',
                label: 'UK, Europe, South-East Asia and others',
                hint: 'partner.tiktokshop.com',
              },
              {
                value: 'us',
                label: 'United States',
                hint: 'partner.us.tiktokshop.com, with apps of its own',
              },
            ]}
            onChange={(value) => setMarket(value === 'us' ? 'us' : 'rest')}
          />
        </Wizard>
      );
    case 'keys': {
      const complete = Object.values(keys).every((text) => text.trim() !== '');
      const off = busy ?? (complete ? null : 'Fill in the three fields first');
      return (
        <Wizard
          {...frame}
          onBack={() => to('market')}
          next={{ label: 'Open TikTok Shop', run: () => void startLink(), off }}
        >
          <AppKeys keys={keys} onChange={setKeys} />
        </Wizard>
      );
    }
    case 'consent': {
      const off =
        busy ?? (pasted.trim() === '' ? 'It goes on by itself, or with the address pasted here' : null);
      return (
        <Wizard
          {...frame}
          onBack={relink ? () => void begin() : () => to('keys')}
          next={{ label: 'Continue', run: () => void finish(), off }}
        >
          <Consent
            opened={link?.opened ?? true}
            pasted={pasted}
            onPaste={setPasted}
            failed={frame.problem !== null}
          />
        </Wizard>
      );
    }
    case 'shops': {
      const off = chosen.size === 0 ? 'Choose at least one shop' : busy;
      return (
        <Wizard
          {...frame}
          next={
            relink
              ? { label: 'Relink', run: () => void complete(), off }
              : { label: 'Next', run: () => to('ledger'), off }
          }
        >
          <ChooseShops shops={authorised} chosen={chosen} onChange={setChosen} />
        </Wizard>
      );
    }
    case 'ledger':
      return (
        <Wizard
          {...frame}
          onBack={() => to('shops')}
          next={{ label: 'Link', run: () => void complete(), off: busy }}
        >
          <ChooseLedger ledgers={usable} ledgerId={ledgerId} onChange={setLedgerId} busy={busy} />
        </Wizard>
      );
    case 'check':
      return (
        <Wizard {...frame} leave={null} next={{ label: 'Next', run: () => to('linked') }}>
          <ProfileCheck shops={shops} />
        </Wizard>
      );
    case 'linked':
      return (
        <Wizard {...frame} leave={null} next={{ label: 'Done', run: onClose }}>
          <Linked shopIds={shops.map((shop) => shop.shopId)} onSettings={onSettings} />
        </Wizard>
      );
  }
}
