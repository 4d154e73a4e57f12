import { useState } from 'react';
import { useBackend } from '../data/backend.tsx';
import { useCommand } from '../data/use-command.ts';
import { Button } from '../widgets/button.tsx';
import { useShell } from './shell-state.ts';

/** The first screen, while no shop is linked: two ways to begin. */
export function Welcome() {
  const { startLinking } = useShell();
  const openSample = useOpenSample(true);
  return (
    <main className="full-page">
      <div className="welcome">
        <h1>Every payout, tied out</h1>
        <p className="welcome-lead">
          Tieout turns TikTok Shop orders and settlement files into invoices, fees, payments and knock-offs in
          Stokly, and shows that each payout agrees to the cent.
        </p>
        <div className="choices">
          <section className="choice">
            <h2>Look around first</h2>
            <p>
              A made-up company with a month of orders and its settlement file. It runs on this computer:
              nothing leaves it, nothing reaches TikTok Shop or Stokly.
            </p>
            <Button kind="primary" icon="box" onClick={openSample.open} disabledBecause={openSample.busy}>
              Open the sample company
            </Button>
          </section>
          <section className="choice">
            <h2>Start with real books</h2>
            <p>
              Link a TikTok Shop and a Stokly account. Keys stay on this computer, and nothing is posted
              before it was shown and confirmed.
            </p>
            <Button icon="link" onClick={startLinking}>
              Link real accounts
            </Button>
          </section>
        </div>
      </div>
    </main>
  );
}

/** Opens the sandbox company; used by the first screen and by the Account tab. */
export function useOpenSample(isFirstScreen = false): {
  readonly open: () => void;
  readonly busy: string | null;
} {
  const { cache } = useBackend();
  const command = useCommand();
  const { chooseShop, openTab } = useShell();
  const [busy, setBusy] = useState<string | null>(null);
  const open = async () => {
    setBusy('The sample company is being prepared');
    if (isFirstScreen) useShell.setState({ isOpeningSample: true });
    const opened = await command('sample.open', {});
    setBusy(null);
    const first = opened?.shops[0];
    if (first) {
      chooseShop(first.shopId);
      openTab('product');
      cache.invalidate(() => true);
    }
    useShell.setState({ isOpeningSample: false });
  };
  return { open: () => void open(), busy };
}
