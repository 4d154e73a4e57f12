import { useQuery } from './data/use-query.ts';
import { ThemeButton, Wordmark } from './shell/header.tsx';
import { MessageLine } from './shell/message-line.tsx';
import { useShell } from './shell/shell-state.ts';
import { StatusBar } from './shell/status-bar.tsx';
import { MainTabs } from './shell/tabs.tsx';
import { Trouble } from './shell/trouble.tsx';
import { useShop } from './shell/use-shop.ts';
import { Welcome } from './shell/welcome.tsx';

/** Which of four screens: not reachable, not known yet, nothing linked, or the tabs. */
export function App() {
  const shops = useQuery('shops.list', {});
  const isLinking = useShell((state) => state.isLinking);
  const shop = useShop();
  if (!shops.data) {
    return (
      <div className="app">
        {shops.error ? <Trouble error={shops.error} /> : <div className="full-page" aria-busy="true" />}
      </div>
    );
  }
  if (shops.data.shops.length === 0 && !isLinking) {
    return (
      <div className="app">
        <header className="app-head">
          <Wordmark />
          <span className="push" />
          <ThemeButton />
        </header>
        <MessageLine />
        <Welcome />
        <StatusBar shopId={null} />
      </div>
    );
  }
  return (
    <div className="app">
      <MainTabs shops={shops.data.shops} shop={shop} />
      <StatusBar shopId={shop?.shopId ?? null} />
    </div>
  );
}
