import { Fragment } from 'react';
import { useQuery } from './data/use-query.ts';
import { styleKey, useFormatChoice } from './shell/format-choice.ts';
import { HeaderButtons, Wordmark } from './shell/header.tsx';
import { MessageLine } from './shell/message-line.tsx';
import { Overlays } from './shell/overlays.tsx';
import { useShell } from './shell/shell-state.ts';
import { StatusBar } from './shell/status-bar.tsx';
import { MainTabs } from './shell/tabs.tsx';
import { Trouble } from './shell/trouble.tsx';
import { useGlobalKeys } from './shell/use-global-keys.ts';
import { useHostRequestsOf } from './shell/use-host-requests.ts';
import { useIdSelection } from './shell/use-id-selection.ts';
import { useShop } from './shell/use-shop.ts';
import { Welcome } from './shell/welcome.tsx';

/** Which of four screens: not reachable, not known yet, nothing linked, or the tabs. */
export function App() {
  const shops = useQuery('shops.list', {});
  const { isLinking, isOpeningSample } = useShell();
  const shop = useShop();
  const style = useFormatChoice((state) => state.style);
  useGlobalKeys();
  useHostRequestsOf(shops.data ? shop : undefined);
  useIdSelection();
  if (!shops.data) {
    return (
      <div className="app">
        {shops.error ? <Trouble error={shops.error} /> : <div className="full-page" aria-busy="true" />}
      </div>
    );
  }
  if ((shops.data.shops.length === 0 && !isLinking) || isOpeningSample) {
    return (
      <div className="app">
        <header className="app-head">
          <Wordmark />
          <span className="push" />
          <HeaderButtons />
        </header>
        <MessageLine hasGuide={false} />
        <Welcome />
        <StatusBar shopId={null} />
        <Overlays shops={[]} shop={null} />
      </div>
    );
  }
  return (
    <div className="app">
      <Fragment key={styleKey(style)}>
        <MainTabs shops={shops.data.shops} shop={shop} />
        <StatusBar shopId={shop?.shopId ?? null} />
      </Fragment>
      <Overlays shops={shops.data.shops} shop={shop} />
    </div>
  );
}
