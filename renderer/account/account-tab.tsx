import { useState } from 'react';
import type { LedgerView, ShopView } from '../../app/contract/accounts.ts';
import { useQuery } from '../data/use-query.ts';
import { useCommands } from '../shell/use-commands.ts';
import { useShop } from '../shell/use-shop.ts';
import { useOpenSample } from '../shell/welcome.tsx';
import { Button } from '../widgets/button.tsx';
import { FilterBox } from '../widgets/field.tsx';
import { plural } from '../widgets/format.ts';
import { lazily } from '../widgets/lazily.tsx';
import { BooksCard } from './books-card.tsx';
import { LedgerCard } from './ledger-card.tsx';
import { ShopCard } from './shop-card.tsx';
import { useFreshLinks } from './use-fresh-links.ts';

const ProfileDialog = lazily(async () => (await import('./profile/profile-dialog.tsx')).ProfileDialog);
const LedgerWizard = lazily(async () => (await import('./wizard/ledger-wizard.tsx')).LedgerWizard);
const ShopWizard = lazily(async () => (await import('./wizard/shop-wizard.tsx')).ShopWizard);

type Open =
  | { readonly what: 'shop'; readonly relink: ShopView | null }
  | { readonly what: 'ledger'; readonly relink: LedgerView | null }
  | { readonly what: 'settings'; readonly shopId: string };

/** From this many shops on, they can be searched. */
const manyShops = 7;

/** Shops and ledgers with the state of their links, and the ways to link more. */
export function AccountTab({ shops }: { shops: readonly ShopView[] }) {
  useFreshLinks();
  const { data, error } = useQuery('ledgers.list', {});
  const ledgers = data?.ledgers ?? [];
  const [open, setOpen] = useState<Open | null>(null);
  const [text, setText] = useState('');
  const sample = useOpenSample();
  const close = () => setOpen(null);
  const chosen = useShop();
  useCommands({
    'account.linkShop': { why: null, run: () => setOpen({ what: 'shop', relink: null }) },
    'account.linkLedger': { why: null, run: () => setOpen({ what: 'ledger', relink: null }) },
    'account.settings': {
      why: chosen?.ledgerId ? null : 'Choose a ledger for the shop first',
      run: () => {
        if (chosen) setOpen({ what: 'settings', shopId: chosen.shopId });
      },
    },
  });
  const wanted = text.trim().toLowerCase();
  const shown = shops.filter((shop) =>
    `${shop.name} ${shop.region} ${shop.ledgerName ?? ''}`.toLowerCase().includes(wanted),
  );
  const settingsShop = open?.what === 'settings' && shops.find((shop) => shop.shopId === open.shopId);
  const relinkShop = (shop: ShopView) => {
    // The keys of the sample company are nobody's to type: opening it again links all of it.
    if (shop.isSample && shop.link === 'unlinked') sample.open();
    else setOpen({ what: 'shop', relink: shop });
  };
  const relinkLedger = (ledger: LedgerView) => {
    if (ledger.isSample) sample.open();
    else setOpen({ what: 'ledger', relink: ledger });
  };

  return (
    <div className="account">
      <section aria-labelledby="account-shops">
        <div className="account-head">
          <h2 id="account-shops">TikTok Shops</h2>
          {shops.length >= manyShops && (
            <>
              <FilterBox label="Find a shop" value={text} onChange={setText} />
              <span className="muted" role="status">
                {wanted === ''
                  ? plural(shops.length, 'shop')
                  : `${shown.length} of ${plural(shops.length, 'shop')}`}
              </span>
            </>
          )}
          <Button
            icon="plus"
            kind={shops.length === 0 ? 'primary' : 'plain'}
            onClick={() => setOpen({ what: 'shop', relink: null })}
          >
            Link TikTok Shop
          </Button>
        </div>
        {shops.length === 0 && (
          <p className="account-empty">
            No shop is linked yet. Link one: it takes the keys of the shop’s app and a consent in the browser.
          </p>
        )}
        {shops.length > 0 && shown.length === 0 && (
          <p className="account-empty">No shop has “{text}” in its name.</p>
        )}
        <div className="cards">
          {shown.map((shop) => (
            <ShopCard
              key={shop.shopId}
              shop={shop}
              ledgers={ledgers}
              onSettings={() => setOpen({ what: 'settings', shopId: shop.shopId })}
              onRelink={() => relinkShop(shop)}
            />
          ))}
        </div>
      </section>
      <div className="account-pair">
        <section aria-labelledby="account-ledgers">
          <div className="account-head">
            <h2 id="account-ledgers">Ledgers</h2>
            <Button
              icon="plus"
              // One step after the other: the shop first.
              kind={shops.length > 0 && data && ledgers.length === 0 ? 'primary' : 'plain'}
              onClick={() => setOpen({ what: 'ledger', relink: null })}
            >
              Link Stokly
            </Button>
          </div>
          {error && <p className="missing">{error.message}</p>}
          {data && ledgers.length === 0 && (
            <p className="account-empty">No ledger is linked yet. Invoices and payments are posted to one.</p>
          )}
          <div className="cards">
            {ledgers.map((ledger) => (
              <LedgerCard key={ledger.ledgerId} ledger={ledger} onRelink={() => relinkLedger(ledger)} />
            ))}
          </div>
        </section>
        <section aria-labelledby="account-books">
          <div className="account-head">
            <h2 id="account-books">Books</h2>
          </div>
          <div className="cards">
            <BooksCard />
          </div>
        </section>
      </div>
      {!shops.some((shop) => shop.isSample) && (
        <section className="account-sample">
          <p className="muted">A made-up company to try things with; nothing leaves this computer.</p>
          <Button icon="box" onClick={sample.open} disabledBecause={sample.busy}>
            Open the sample company
          </Button>
        </section>
      )}
      {settingsShop && <ProfileDialog shop={settingsShop} shops={shops} onClose={close} />}
      {open?.what === 'shop' && (
        <ShopWizard
          relink={open.relink}
          ledgers={ledgers}
          onSettings={(shopId) => setOpen({ what: 'settings', shopId })}
          onClose={close}
        />
      )}
      {open?.what === 'ledger' && <LedgerWizard relink={open.relink} onClose={close} />}
    </div>
  );
}
