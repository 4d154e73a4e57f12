import { useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import { useQuery } from '../data/use-query.ts';
import { useCommands } from '../shell/use-commands.ts';
import { useShop } from '../shell/use-shop.ts';
import { useOpenSample } from '../shell/welcome.tsx';
import { Button } from '../widgets/button.tsx';
import { LedgerCard } from './ledger-card.tsx';
import { LinkShop } from './link-shop.tsx';
import { LinkStokly } from './link-stokly.tsx';
import { ProfileDialog } from './profile-dialog.tsx';
import { ShopCard } from './shop-card.tsx';

type Panel = 'shop' | 'ledger' | null;

/** Shops and ledgers with the state of their links, and the ways to link more. */
export function AccountTab({ shops }: { shops: readonly ShopView[] }) {
  const { data } = useQuery('ledgers.list', {});
  const ledgers = data?.ledgers ?? [];
  const [panel, setPanel] = useState<Panel>(null);
  const [settingsOf, setSettingsOf] = useState<string | null>(null);
  const sample = useOpenSample();
  const nothingLinked = shops.length === 0;
  const settingsShop = shops.find((shop) => shop.shopId === settingsOf);
  const close = () => setPanel(null);
  const chosen = useShop();
  useCommands({
    'account.linkShop': { why: null, run: () => setPanel('shop') },
    'account.linkLedger': { why: null, run: () => setPanel('ledger') },
    'account.settings': {
      why: chosen?.ledgerId ? null : 'Prepare the shop first',
      run: () => setSettingsOf(chosen?.shopId ?? null),
    },
  });
  return (
    <div className={nothingLinked ? 'account side-by-side' : 'account'}>
      <section aria-labelledby="account-shops">
        <div className="account-head">
          <h2 id="account-shops">TikTok Shops</h2>
          <Button icon="plus" onClick={() => setPanel('shop')}>
            Link TikTok Shop
          </Button>
        </div>
        <div className="cards">
          {shops.map((shop) => (
            <ShopCard
              key={shop.shopId}
              shop={shop}
              ledgers={ledgers}
              onSettings={() => setSettingsOf(shop.shopId)}
            />
          ))}
          {(panel === 'shop' || nothingLinked) && <LinkShop onDone={close} />}
        </div>
      </section>
      <section aria-labelledby="account-ledgers">
        <div className="account-head">
          <h2 id="account-ledgers">Ledgers</h2>
          <Button icon="plus" onClick={() => setPanel('ledger')}>
            Link Stokly
          </Button>
        </div>
        <div className="cards">
          {ledgers.map((ledger) => (
            <LedgerCard key={ledger.ledgerId} ledger={ledger} />
          ))}
          {ledgers.length === 0 && panel !== 'ledger' && !nothingLinked && (
            <p className="muted">No ledger is linked yet.</p>
          )}
          {(panel === 'ledger' || (nothingLinked && ledgers.length === 0)) && <LinkStokly onDone={close} />}
        </div>
      </section>
      {!shops.some((shop) => shop.isSample) && (
        <section className="account-sample">
          <p className="muted">A made-up company to try things with; nothing leaves this computer.</p>
          <Button icon="box" onClick={sample.open} disabledBecause={sample.busy}>
            Open the sample company
          </Button>
        </section>
      )}
      {settingsShop && <ProfileDialog shop={settingsShop} onClose={() => setSettingsOf(null)} />}
    </div>
  );
}
