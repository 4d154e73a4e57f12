import { type ReactNode, useState } from 'react';
import type { LedgerView, ShopView } from '../../app/contract/accounts.ts';
import { useCommand } from '../data/use-command.ts';
import { showDone } from '../shell/messages.ts';
import { Button } from '../widgets/button.tsx';
import { ConfirmDialog } from '../widgets/dialog.tsx';
import { formatInstant } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { Status } from '../widgets/status.tsx';
import { shopLinkLooks } from './looks.ts';
import { TestButton } from './test-button.tsx';

interface ShopCardProps {
  readonly shop: ShopView;
  readonly ledgers: readonly LedgerView[];
  readonly onSettings: () => void;
}

/** One shop: its link, where it is booked, and what must still be chosen. Double click opens the settings. */
export function ShopCard({ shop, ledgers, onSettings }: ShopCardProps) {
  const command = useCommand();
  const [unlinking, setUnlinking] = useState(false);
  const [ledgerId, setLedgerId] = useState(shop.ledgerId ?? ledgers[0]?.ledgerId ?? '');
  const chosenLedger = ledgerId || (ledgers[0]?.ledgerId ?? '');
  const prepared = shop.ledgerId !== null;

  const prepare = async () => {
    const done = await command('profiles.prepare', { shopId: shop.shopId, ledgerId: chosenLedger });
    if (done) showDone(`${shop.name} is prepared. Its settings can be changed at any time.`);
  };
  const unlink = async () => {
    setUnlinking(false);
    const done = await command('shops.unlink', { shopId: shop.shopId });
    if (done) showDone(`${shop.name} is unlinked. The books stay.`);
  };

  return (
    // The Settings button does the same for the keyboard; double click is what the grid's users expect.
    <article className="card" onDoubleClick={prepared ? onSettings : undefined}>
      <header>
        <h3>{shop.name}</h3>
        {shop.isSample && <span className="badge">Sandbox</span>}
        <Status look={shopLinkLooks[shop.link]} />
      </header>
      <dl className="facts">
        <Fact name="Region">
          {shop.region} · {shop.currency} · {shop.timeZone}
        </Fact>
        <Fact name="Session">
          {shop.expiresAt === null ? 'No end known' : `until ${formatInstant(shop.expiresAt, shop.timeZone)}`}
        </Fact>
        <Fact name="Ledger">{shop.ledgerName ?? <Missing>Not chosen</Missing>}</Fact>
        <Fact name="Customer">{shop.customerName ?? <Missing>Not chosen</Missing>}</Fact>
        <Fact name="Payment method">{shop.clearingMethodName ?? <Missing>Not chosen</Missing>}</Fact>
      </dl>
      {shop.gaps.length > 0 && (
        <ul className="gaps" aria-label="Still to choose">
          {shop.gaps.map((gap) => (
            <li key={gap.field}>
              <Icon name="alert" size={14} /> {gap.message}
            </li>
          ))}
        </ul>
      )}
      {!prepared && ledgers.length > 0 && (
        <div className="prepare">
          <select
            className="input"
            aria-label={`Ledger for ${shop.name}`}
            value={chosenLedger}
            onChange={(event) => setLedgerId(event.target.value)}
          >
            {ledgers.map((ledger) => (
              <option key={ledger.ledgerId} value={ledger.ledgerId}>
                {ledger.name}
              </option>
            ))}
          </select>
          <Button kind="primary" onClick={() => void prepare()}>
            Prepare
          </Button>
          <span className="muted">Finds or makes the customer and the service items in Stokly.</span>
        </div>
      )}
      <footer>
        <Button
          icon="gear"
          onClick={onSettings}
          disabledBecause={prepared ? null : 'Prepare the shop first: it has no posting profile yet'}
        >
          Settings
        </Button>
        <TestButton run={() => command('shops.test', { shopId: shop.shopId })} />
        <Button kind="quiet" onClick={() => setUnlinking(true)}>
          Unlink
        </Button>
      </footer>
      {unlinking && (
        <ConfirmDialog
          title={`Unlink ${shop.name}`}
          confirm="Unlink"
          danger
          onConfirm={() => void unlink()}
          onClose={() => setUnlinking(false)}
        >
          <p>
            The tokens of this shop are forgotten. Orders, documents and settlements stay in the books, and
            the shop can be linked again later.
          </p>
        </ConfirmDialog>
      )}
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Missing({ children }: { children: ReactNode }) {
  return (
    <span className="missing">
      <Icon name="alert" size={13} /> {children}
    </span>
  );
}
