import { useEffect, useRef, useState } from 'react';
import { LedgerLinked, type LedgerView } from '../../../app/contract/accounts.ts';
import { useBackend } from '../../data/backend.tsx';
import { useJobs } from '../../data/jobs.ts';
import { TextField } from '../../widgets/field.tsx';
import { formatCount, plural } from '../../widgets/format.ts';
import { look, Status } from '../../widgets/status.tsx';
import { useStepCommand } from './use-step.ts';
import { Wizard } from './wizard.tsx';

type Step = 'keys' | 'test' | 'items' | 'linked';

const allSteps: readonly { id: Step; name: string }[] = [
  { id: 'keys', name: 'Keys' },
  { id: 'test', name: 'Test' },
  { id: 'items', name: 'Items' },
  { id: 'linked', name: 'Linked' },
];
const relinkSteps = allSteps.filter((step) => step.id !== 'test');

interface LedgerWizardProps {
  /** A ledger of the books that is linked again: only its secret key is asked for. */
  readonly relink: LedgerView | null;
  readonly onLinked?: (ledgerId: string) => void;
  readonly onClose: () => void;
}

/** Keys → test → items are read → linked. Nothing is stored until the items are read. */
export function LedgerWizard({ relink, onLinked, onClose }: LedgerWizardProps) {
  const { client } = useBackend();
  const { busy, problem, setProblem, ask } = useStepCommand();
  const [step, setStep] = useState<Step>('keys');
  const [keys, setKeys] = useState({ name: 'Stokly', accountKey: '', clientId: '', secretKey: '' });
  const [account, setAccount] = useState('');
  const [jobId, setJobId] = useState<string | null>(null);
  const job = useJobs((state) => (jobId === null ? undefined : state.jobs.get(jobId)));
  const handled = useRef<string | null>(null);
  const set = (change: Partial<typeof keys>) => setKeys({ ...keys, ...change });

  useEffect(() => {
    if (!job || job.state === 'running' || handled.current === job.jobId) return;
    handled.current = job.jobId;
    const linked = LedgerLinked.safeParse(job.result);
    if (job.state === 'done' && linked.success) {
      onLinked?.(linked.data.ledgerId);
      setStep('linked');
      return;
    }
    setProblem(job.error?.message ?? 'Stopped. Nothing was linked.');
    setStep('keys');
  }, [job, onLinked, setProblem]);

  const tryKeys = async () => {
    const answer = await ask('Stokly is being asked', 'ledgers.tryKeys', keys);
    if (!answer) return;
    setAccount(answer.accountName);
    setStep('test');
  };
  const read = async () => {
    const started = relink
      ? await ask('Stokly is being asked', 'ledgers.relink', {
          ledgerId: relink.ledgerId,
          secretKey: keys.secretKey,
        })
      : await ask('Stokly is being asked', 'ledgers.startLink', keys);
    if (!started) return;
    setJobId(started.jobId);
    setStep('items');
    // Events tell the rest; a job that ended before they were listened for is asked for once.
    const first = await client.call('jobs.get', { jobId: started.jobId });
    if (first.ok) useJobs.getState().apply(first.value.job);
  };
  const close = () => {
    if (jobId !== null && step === 'items') void client.call('jobs.cancel', { jobId });
    onClose();
  };

  const name = relink?.name ?? keys.name;
  const frame = {
    title: relink ? `Relink ${relink.name}` : 'Link Stokly',
    steps: relink ? relinkSteps : allSteps,
    step,
    problem,
    onClose: close,
  };
  switch (step) {
    case 'keys': {
      const wanted = relink ? [keys.secretKey] : Object.values(keys);
      const complete = wanted.every((text) => text.trim() !== '');
      const off =
        busy ?? (complete ? null : relink ? 'Enter the secret key first' : 'Fill in the four fields first');
      return (
        <Wizard
          {...frame}
          next={
            relink
              ? { label: 'Relink', run: () => void read(), off }
              : { label: 'Test', run: () => void tryKeys(), off }
          }
        >
          <p className="muted">
            From Stokly’s settings, under API access. Keys go to the key store of this computer and are never
            shown again.
          </p>
          {!relink && (
            <>
              <TextField label="Name in Tieout" value={keys.name} onChange={(text) => set({ name: text })} />
              <TextField
                label="Account key"
                value={keys.accountKey}
                onChange={(accountKey) => set({ accountKey })}
              />
              <TextField label="Client ID" value={keys.clientId} onChange={(clientId) => set({ clientId })} />
            </>
          )}
          <TextField
            label="Secret key"
            type="password"
            value={keys.secretKey}
            onChange={(secretKey) => set({ secretKey })}
          />
        </Wizard>
      );
    }
    case 'test':
      return (
        <Wizard
          {...frame}
          onBack={() => setStep('keys')}
          next={{ label: 'Read the items', run: () => void read(), off: busy }}
        >
          <p data-first tabIndex={-1}>
            <Status look={look('done', 'Signed in')} /> Account <b>{account}</b> answers.
          </p>
          <p className="muted">Next, its stock items are read. Nothing is stored before that has worked.</p>
        </Wizard>
      );
    case 'items':
      return (
        <Wizard {...frame} next={{ label: 'Next', run: () => undefined, off: 'The items are being read' }}>
          <p role="status">
            {job?.message || 'Signing in'} · {formatCount(job?.done ?? 0)} read
          </p>
          <progress aria-label="Items read" />
        </Wizard>
      );
    case 'linked':
      return (
        <Wizard {...frame} leave={null} next={{ label: 'Done', run: onClose }}>
          <p data-first tabIndex={-1}>
            <Status look={look('done', 'Linked')} /> {name}: {plural(job?.done ?? 0, 'item')} read.
          </p>
          <p className="muted">
            Next: link a shop and choose this ledger for it, or choose it on the card of a shop that has none.
          </p>
        </Wizard>
      );
  }
}
