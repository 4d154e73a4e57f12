import { useEffect, useState } from 'react';
import { useStartJob } from '../data/use-command.ts';
import { useQuery } from '../data/use-query.ts';
import { Button } from '../widgets/button.tsx';
import { plural } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { useBusy } from './use-busy.ts';

/** The books are asked again shortly after a job has ended: until then its documents still seem to be on their way. */
const settleMs = 1500;

/**
 * Documents that left and were never answered. They are looked up by reference, never sent again blindly
 * (design.md §5). Hidden while a job runs: its documents are on their way then.
 */
export function UnresolvedLine({ shopId }: { shopId: string }) {
  const startJob = useStartJob();
  const busy = useBusy(shopId);
  const states = ['unknown', 'sending'];
  const asked = useQuery('documents.list', { shopId, states, limit: 1 });
  const total = asked.data?.total ?? 0;
  // An answer that is being asked for again says nothing yet: on a busy computer that takes longer than the pause.
  const isOpen = useLasting(total > 0 && busy === null && !asked.busy, settleMs);
  if (!isOpen) return null;
  return (
    <div className="message tone-attention" role="status">
      <Icon name="question" />
      <span className="text">
        {plural(total, 'document')} {total === 1 ? 'was' : 'were'} on the way to Stokly and not confirmed.
        Looking them up by their reference tells which arrived; nothing is sent twice.
      </span>
      <Button onClick={() => void startJob('documents.resolve', { shopId })}>Look them up</Button>
    </div>
  );
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
