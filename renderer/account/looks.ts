import type { LedgerView, ShopView } from '../../app/contract/accounts.ts';
import { look, type StatusLook } from '../widgets/status.tsx';

export const shopLinkLooks: Readonly<Record<ShopView['link'], StatusLook>> = {
  linked: look('done', 'Linked'),
  expiring: look('attention', 'Session expires soon', 'clock'),
  relinkNeeded: look('failed', 'Link again'),
  unlinked: look('skipped', 'Not linked'),
};

export const ledgerLinkLooks: Readonly<Record<LedgerView['link'], StatusLook>> = {
  linked: look('done', 'Linked'),
  relinkNeeded: look('failed', 'Link again'),
  unlinked: look('skipped', 'Not linked'),
};
