import { type ReactNode, useEffect } from 'react';
import { type Key, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { ShopView } from '../../app/contract/accounts.ts';
import { tabTitles } from '../../app/contract/command-catalogue.ts';
import { PostingOffLine } from '../account/posting-off-line.tsx';
import { followTab } from './follow-tab.ts';
import { HeaderButtons, ShopPicker, Wordmark } from './header.tsx';
import { MessageLine } from './message-line.tsx';
import { useMessage } from './messages.ts';
import { tabs, useShell } from './shell-state.ts';
import { tabParts } from './tab-parts.tsx';

/** Header and the tabs. A tab's filters and ticks live in its store, so leaving it loses nothing. */
export function MainTabs({ shops, shop }: { shops: readonly ShopView[]; shop: ShopView | null }) {
  const { tab, openTab } = useShell();
  useEffect(
    () =>
      useShell.subscribe((now, before) => {
        // What was told on one tab is stale on the next; an error stays until it is dismissed.
        const { message, dismiss } = useMessage.getState();
        if (now.tab !== before.tab && message?.tone !== 'error') dismiss();
      }),
    [],
  );
  useEffect(followTab);
  const open = (key: Key) => {
    const next = tabs.find((one) => one === key);
    if (next) openTab(next);
  };
  const forShop = (show: (shop: ShopView) => ReactNode) =>
    shop ? (
      show(shop)
    ) : (
      <div className="full-page muted">No shop is linked yet. Link one on the Account tab.</div>
    );
  return (
    <Tabs className="tabs" selectedKey={tab} onSelectionChange={open}>
      <header className="app-head">
        <Wordmark />
        <TabList className="tab-list" aria-label="Tieout">
          {tabs.map((name) => (
            <Tab key={name} id={name} className="tab">
              {tabTitles[name]}
            </Tab>
          ))}
        </TabList>
        <span className="push" />
        <ShopPicker shops={shops} shop={shop} />
        <HeaderButtons />
      </header>
      <MessageLine />
      <main className="tab-panel">
        <h1 className="visually-hidden">{tabTitles[tab]}</h1>
        <TabPanel id="account" className="tab-panel">
          <tabParts.account shops={shops} />
        </TabPanel>
        <TabPanel id="product" className="tab-panel">
          {forShop((one) => (
            <>
              <PostingOffLine shop={one} />
              <tabParts.product key={one.shopId} shop={one} />
            </>
          ))}
        </TabPanel>
        <TabPanel id="orders" className="tab-panel">
          {forShop((one) => (
            <>
              <PostingOffLine shop={one} />
              <tabParts.orders key={one.shopId} shop={one} />
            </>
          ))}
        </TabPanel>
        <TabPanel id="payment" className="tab-panel">
          {forShop((one) => (
            <>
              <PostingOffLine shop={one} />
              <tabParts.payment key={one.shopId} shop={one} />
            </>
          ))}
        </TabPanel>
        <TabPanel id="tieOut" className="tab-panel">
          {forShop((one) => (
            <tabParts.tieOut key={one.shopId} shop={one} />
          ))}
        </TabPanel>
        <TabPanel id="reports" className="tab-panel">
          {forShop((one) => (
            <tabParts.reports key={one.shopId} shop={one} />
          ))}
        </TabPanel>
      </main>
    </Tabs>
  );
}
