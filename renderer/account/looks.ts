import type { ShopView, TestPart } from '../../app/contract/accounts.ts';
import { plural } from '../widgets/format.ts';
import { look, type StatusLook } from '../widgets/status.tsx';

type Link = ShopView['link'];

const linkLooks: Readonly<Record<Link, StatusLook>> = {
  linked: look('done', 'Linked'),
  expiring: look('attention', 'Expires soon', 'clock'),
  relinkNeeded: look('failed', 'Relink needed', 'link'),
  clockWrong: look('failed', 'Clock is wrong', 'clock'),
  unreachable: look('attention', 'Not reachable', 'question'),
  unlinked: look('skipped', 'Unlinked'),
};

/** The state of a link in words; a session that ends says in how many days. */
export function linkLook(link: Link, daysLeft: number | null): StatusLook {
  if (link !== 'expiring' || daysLeft === null) return linkLooks[link];
  const label = daysLeft === 0 ? 'Expires today' : `Expires in ${plural(daysLeft, 'day')}`;
  return { ...linkLooks.expiring, label };
}

export const partLooks: Readonly<Record<TestPart['result'], StatusLook>> = {
  fine: look('done', 'Fine'),
  wrong: look('failed', 'Wrong'),
  notTried: look('skipped', 'Not tried'),
};
