import { useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { JobView } from '../../app/contract/fields.ts';
import { CompareStatementsResult } from '../../app/contract/statements.ts';
import { useBackend } from '../data/backend.tsx';
import { useJobs } from '../data/jobs.ts';
import { useCommand } from '../data/use-command.ts';
import { useBusy } from '../shell/use-busy.ts';
import { Button } from '../widgets/button.tsx';
import { DateBox } from '../widgets/date-box.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { Comparison } from './comparison.tsx';

interface StatementsDialogProps {
  readonly shop: ShopView;
  /** The dates that the settlement files cover; empty = there is none yet. */
  readonly from: string;
  readonly to: string;
  readonly onClose: () => void;
}

/** Statements straight from TikTok Shop: compared with the files in the books, or stored instead of one. */
export function StatementsDialog({ shop, onClose, ...files }: StatementsDialogProps) {
  const { shopId } = shop;
  const [from, setFrom] = useState(files.from);
  const [to, setTo] = useState(files.to);
  const { compared, start } = useStatementJobs(shopId);
  const busy = useBusy(shopId);
  const why = busy ?? (from === '' || to === '' ? 'Choose the first and the last settled date' : null);
  return (
    <Dialog
      title="Statements of TikTok Shop"
      wide
      onClose={onClose}
      onSubmit={() => why === null && files.from !== '' && start('statements.compare', from, to)}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button disabledBecause={why} onClick={() => start('statements.fetch', from, to)}>
            Fetch their rows
          </Button>
          <Button
            kind="primary"
            type="submit"
            disabledBecause={
              files.from === '' ? 'There is no settlement file to compare with. Load one first' : why
            }
          >
            Compare with the files
          </Button>
        </>
      }
    >
      <p>
        TikTok Shop gives its statements without a file, where the shop has granted its finances.{' '}
        <b>Compare</b> stores nothing. <b>Fetch</b> stores their rows as a file would: what is known already
        is counted, not doubled.
      </p>
      <div className="statement-dates">
        <DateBox label="From" value={from} onChange={setFrom} />
        <DateBox label="To" value={to} onChange={setTo} />
      </div>
      <Outcome job={compared} />
    </Dialog>
  );
}

/** Starts a job on the statements and keeps an eye on it. */
function useStatementJobs(shopId: string) {
  const { client } = useBackend();
  const command = useCommand();
  const [jobId, setJobId] = useState<string | null>(null);
  const job = useJobs((state) => (jobId === null ? undefined : state.jobs.get(jobId)));
  const run = async (method: 'statements.compare' | 'statements.fetch', from: string, to: string) => {
    const started = await command(method, { shopId, from, to });
    if (!started) return;
    setJobId(started.jobId);
    const now = await client.call('jobs.get', { jobId: started.jobId });
    if (now.ok) useJobs.getState().apply(now.value.job);
  };
  return {
    compared: job,
    start: (...asked: Parameters<typeof run>) => void run(...asked),
  };
}

function Outcome({ job }: { job: JobView | undefined }) {
  if (!job) return null;
  if (job.state === 'running') {
    return (
      <p className="muted" aria-busy="true">
        {job.message}
      </p>
    );
  }
  if (job.state !== 'done') {
    return (
      <p className="missing" role="alert">
        {job.error?.message ?? job.message}
      </p>
    );
  }
  const result = CompareStatementsResult.safeParse(job.result);
  return (
    <>
      <p role="status">{job.message}</p>
      {result.success && <Comparison result={result.data} />}
    </>
  );
}
