import { useStartJob } from '../data/use-command.ts';
import { useQuery } from '../data/use-query.ts';
import { Button } from '../widgets/button.tsx';
import { plural } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { useBusy } from './use-busy.ts';

/**
 * Documents that left and were never answered, or that a stopped job left behind. They are looked up by reference,
 * never sent again blindly (design.md §5). Hidden while a job runs: its documents are on their way then.
 */
export function UnresolvedLine({ shopId }: { shopId: string }) {
  const startJob = useStartJob();
  const busy = useBusy(shopId);
  const states = ['unknown', 'sending', 'planned'];
  const total = useQuery('documents.list', { shopId, states, limit: 1 }).data?.total ?? 0;
  if (total === 0 || busy !== null) return null;
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
