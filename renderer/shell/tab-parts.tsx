import { lazily } from '../widgets/lazily.tsx';

const waiting = <div className="full-page" aria-busy="true" />;

/** The tabs, each in a file of its own: a start reads that of its first screen, the others follow when there is time. */
export const tabParts = {
  account: lazily(async () => (await import('../account/account-tab.tsx')).AccountTab, waiting),
  product: lazily(async () => (await import('../product/product-tab.tsx')).ProductTab, waiting),
  orders: lazily(async () => (await import('../orders/orders-tab.tsx')).OrdersTab, waiting),
  payment: lazily(async () => (await import('../payment/payment-tab.tsx')).PaymentTab, waiting),
  tieOut: lazily(async () => (await import('../tie-out/tie-out-tab.tsx')).TieOutTab, waiting),
  reports: lazily(async () => (await import('../reports/reports-tab.tsx')).ReportsTab, waiting),
};
