import { useState } from 'react';
import type { LedgerView, ShopView } from '../../app/contract/accounts.ts';
import { useCommand } from '../data/use-command.ts';
import { showDone } from '../shell/messages.ts';
import { Button } from '../widgets/button.tsx';
import { ConfirmDialog } from '../widgets/dialog.tsx';
import { formatInstant, plural } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { lazily } from '../widgets/lazily.tsx';
import { Status } from '../widgets/status.tsx';
import { Fact, LinkMessage, Missing, TestResult } from './link-parts.tsx';
import { linkLook } from './looks.ts';
import { useTest } from './use-test.ts';

const MoveDialog = lazily(async () => (await import('./move-dialog.tsx')).MoveDialog);

interface ShopCardProps {
  readonly shop: ShopView;
  readonly ledgers: readonly LedgerView[];
  readonly onSettings: () => void;
  readonly onRelink: () => void;
}

/** One shop: its link, where it is booked, and what must still be chosen. Double click opens the settings. */
export function ShopCard({ shop, ledgers, onSettings, onRelink }: ShopCardProps) {
  const [asking, setAsking] = useState<'unlink' | 'move' | null>(null);
  const { test, busy } = useTest({ method: 'shops.test', input: { shopId: shop.shopId } });
  const prepared = shop.ledgerId !== null;
  const unlinked = shop.link === 'unlinked';
  const close = () => setAsking(null);
  const titleId = `shop-${shop.shopId}`;

  return (
    // The Settings button does the same for the keyboard; double click is what the grid's users expect.
    <article
      className="card"
      aria-labelledby={titleId}
      onDoubleClick={(event) => {
        // A dialog of the card stands elsewhere on the page, but its clicks arrive here too.
        const { target } = event;
        if (prepared && target instanceof Node && event.currentTarget.contains(target)) onSettings();
      }}
    >
      <header>
        <h3 id={titleId}>{shop.name}</h3>
        {shop.isSample && <span className="badge">Sandbox</span>}
        {prepared && shop.gaps.length > 0 && (
          <span className="badge gap-badge">
            <Icon name="alert" size={12} /> {plural(shop.gaps.length, 'choice')} missing
          </span>
        )}
        <Status look={linkLook(shop.link, shop.daysLeft)} />
      </header>
      <LinkMessage
        link={shop.link}
        message={shop.message}
        action={<WayOut shop={shop} onRelink={onRelink} onTest={test} />}
      />
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
      {prepared && shop.gaps.length > 0 && (
        <ul className="gaps" aria-label="Still to choose">
          {shop.gaps.map((gap) => (
            <li key={gap.field}>
              <Icon name="alert" size={14} /> {gap.message}
            </li>
          ))}
        </ul>
      )}
      {!prepared && <Prepare shop={shop} ledgers={ledgers} />}
      <output>{shop.lastTest && <TestResult test={shop.lastTest} />}</output>
      <footer>
        <Button
          icon="gear"
          onClick={onSettings}
          label={`Settings of ${shop.name}`}
          disabledBecause={prepared ? null : 'Choose a ledger first: the shop has no posting profile yet'}
        >
          Settings
        </Button>
        <Button onClick={test} disabledBecause={busy ?? (unlinked ? 'The shop is unlinked' : null)}>
          Test connection
        </Button>
        {prepared && ledgers.length > 1 && (
          <Button onClick={() => setAsking('move')}>Move to another ledger</Button>
        )}
        {!unlinked && (
          <Button kind="quiet" onClick={() => setAsking('unlink')}>
            Unlink
          </Button>
        )}
      </footer>
      {asking === 'unlink' && <UnlinkShop shop={shop} onClose={close} />}
      {asking === 'move' && <MoveDialog shop={shop} ledgers={ledgers} onClose={close} />}
    </article>
  );
}

/** What mends the state the link is in. */
function WayOut({ shop, onRelink, onTest }: { shop: ShopView; onRelink: () => void; onTest: () => void }) {
  if (shop.link === 'clockWrong' || shop.link === 'unreachable') {
    return (
      <Button small icon="refresh" onClick={onTest}>
        Test again
      </Button>
    );
  }
  return (
    <Button
      small
      icon="link"
      onClick={onRelink}
      label={`${shop.link === 'unlinked' ? 'Link' : 'Relink'} ${shop.name}`}
    >
      {shop.link === 'unlinked' ? 'Link again' : 'Relink'}
    </Button>
  );
}

/** A shop without a posting profile: choose the ledger it is booked into. */
function Prepare({ shop, ledgers }: { shop: ShopView; ledgers: readonly LedgerView[] }) {
  const command = useCommand();
  const [busy, setBusy] = useState(false);
  const [ledgerId, setLedgerId] = useState('');
  const chosen = ledgerId || (ledgers[0]?.ledgerId ?? '');
  if (ledgers.length === 0) return <Missing>Link a ledger: the shop is booked into one.</Missing>;
  const prepare = async () => {
    setBusy(true);
    const done = await command('profiles.prepare', { shopId: shop.shopId, ledgerId: chosen });
    setBusy(false);
    if (done) showDone(`${shop.name} is prepared. Its settings can be changed at any time.`);
  };
  return (
    <div className="prepare">
      <select
        className="input"
        aria-label={`Ledger for ${shop.name}`}
        value={chosen}
        onChange={(event) => setLedgerId(event.target.value)}
      >
        {ledgers.map((ledger) => (
          <option key={ledger.ledgerId} value={ledger.ledgerId}>
            {ledger.name}
          </option>
        ))}
      </select>
      <Button
        kind="primary"
        onClick={() => void prepare()}
        disabledBecause={busy ? 'The ledger is being asked' : null}
      >
        Prepare
      </Button>
      <span className="muted">Finds or makes the customer and the service items in Stokly.</span>
    </div>
  );
}

function UnlinkShop({ shop, onClose }: { shop: ShopView; onClose: () => void }) {
  const command = useCommand();
  const unlink = async () => {
    onClose();
    const done = await command('shops.unlink', { shopId: shop.shopId });
    if (done) showDone(`${shop.name} is unlinked. The books stay.`);
  };
  return (
    <ConfirmDialog
      title={`Unlink ${shop.name}`}
      confirm="Unlink"
      danger
      onConfirm={() => void unlink()}
      onClose={onClose}
    >
      <p>The books stay: orders, documents, settlements and settings can be looked at as before.</p>
      <p>
        The access to TikTok Shop is forgotten, and nothing more is fetched or posted for this shop until it
        is linked again.
      </p>
    </ConfirmDialog>
  );
}
