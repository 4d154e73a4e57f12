import { runningJob, useJobs } from '../data/jobs.ts';
import { useCommand } from '../data/use-command.ts';
import { useQuery } from '../data/use-query.ts';
import { Button } from '../widgets/button.tsx';
import { formatCount, localDates } from '../widgets/format.ts';
import { useMessage } from './messages.ts';
import { useOverlay } from './overlay.ts';

/** At the bottom: what runs, how far it is and the way to stop it; what was told so far; which books are open. */
export function StatusBar({ shopId }: { shopId: string | null }) {
  const jobs = useJobs((state) => state.jobs);
  const told = useMessage((state) => state.told.length);
  const show = useOverlay((state) => state.show);
  const command = useCommand();
  const { data: app } = useQuery('app.state', {}, 'later');
  const job = runningJob(jobs, shopId);
  return (
    <footer className="status-bar">
      {job ? (
        <>
          <progress
            aria-label="Progress"
            {...(job.total === null || job.total === 0 ? {} : { value: job.done, max: job.total })}
          />
          <span className="text running">{localDates(job.message)}</span>
          {job.total !== null && job.total > 0 && (
            <span className="figures">
              {formatCount(job.done)} of {formatCount(job.total)}
            </span>
          )}
          <Button small onClick={() => void command('jobs.cancel', { jobId: job.jobId })}>
            Cancel
          </Button>
        </>
      ) : (
        <span className="text">Ready</span>
      )}
      <span className="push">
        <Button small kind="quiet" onClick={() => show('messages')}>
          Messages ({formatCount(told)})
        </Button>
      </span>
      {app && (
        <span className="text" title={`Secrets: ${app.secretsStore}`}>
          {app.booksName} · Tieout {app.version}
        </span>
      )}
    </footer>
  );
}
