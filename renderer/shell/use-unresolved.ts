import { useEffect, useState } from 'react';
import type { DocumentView } from '../../app/contract/documents.ts';
import { useStartJob } from '../data/use-command.ts';
import { useQuery } from '../data/use-query.ts';
import { plural } from '../widgets/format.ts';
import { useBusy } from './use-busy.ts';
import { useShop } from './use-shop.ts';

/** The books are asked again shortly after a job has ended: until then its documents still seem to be on their way. */
const settleMs = 1500;

const states = ['unknown', 'sending', 'removing'];
/** As many are listed in the question; the number counts all. */
const shown = 100;

export interface Unresolved {
  /** What it means and what the button does, in full. */
  readonly text: string;
  readonly button: string;
  readonly lookUp: () => void;
  /** Stokly said that it took these and does not show them: they are sent again only when a person has looked there. */
  readonly accepted: readonly DocumentView[];
  readonly planAccepted: () => void;
}

/**
 * Documents that left and were never answered. They are looked up by reference, never sent again blindly
 * (design.md §5). Null while there is none, and while a job runs: its documents are on their way then.
 */
export function useUnresolved(): Unresolved | null {
  const shopId = useShop()?.shopId ?? null;
  const startJob = useStartJob();
  const busy = useBusy(shopId ?? '');
  const asked = useQuery(
    'documents.list',
    shopId === null ? null : { shopId, states, limit: shown },
    'later',
  );
  const total = asked.data?.total ?? 0;
  // An answer that is being asked for again says nothing yet: on a busy computer that takes longer than the pause.
  const isOpen = useLasting(total > 0 && busy === null && !asked.busy, settleMs);
  if (!isOpen || shopId === null) return null;
  const accepted = (asked.data?.documents ?? []).filter(({ acceptedAt }) => acceptedAt !== null);
  const removing = (asked.data?.documents ?? []).filter(({ removingAt }) => removingAt !== null).length;
  const sent = total - removing;
  const texts = [
    accepted.length > 0 ? describeAccepted(accepted.length) : sent > 0 ? describeUnconfirmed(sent) : null,
    removing > 0 ? describeRemoving(removing) : null,
  ];
  return {
    text: texts.filter((one) => one !== null).join(' '),
    button: `Look up ${plural(total, 'document')}`,
    lookUp: () => void startJob('documents.resolve', { shopId }),
    accepted,
    planAccepted: () => void startJob('documents.resolve', { shopId, accepted: 'planAgain' }),
  };
}

function describeUnconfirmed(count: number): string {
  return `${plural(count, 'document')} ${count === 1 ? 'was' : 'were'} on the way to Stokly and not confirmed. Looking them up by their reference tells which arrived; nothing is sent twice.`;
}

function describeRemoving(count: number): string {
  return `${plural(count, 'document')} ${count === 1 ? 'was' : 'were'} being taken out of Stokly when the work stopped. Looking up tells which are gone.`;
}

function describeAccepted(count: number): string {
  const [was, are, itIs] = count === 1 ? ['was', 'is', 'It is'] : ['were', 'are', 'They are'];
  return `${plural(count, 'document')} ${was} accepted by Stokly and ${are} not shown there. ${itIs} not sent again until somebody has looked in Stokly.`;
}

/** True when `value` has been true for that long, false at once. */
function useLasting(value: boolean, ms: number): boolean {
  const [lasted, setLasted] = useState(false);
  useEffect(() => {
    if (!value) {
      setLasted(false);
      return;
    }
    const timer = setTimeout(() => setLasted(true), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return value && lasted;
}
