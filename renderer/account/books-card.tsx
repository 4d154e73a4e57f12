import { useState } from 'react';
import type { Output } from '../../app/contract/api.ts';
import { useCommand } from '../data/use-command.ts';
import { useQuery } from '../data/use-query.ts';
import { showDone, showInfo } from '../shell/messages.ts';
import { Button } from '../widgets/button.tsx';
import { lazily } from '../widgets/lazily.tsx';
import { look, Status } from '../widgets/status.tsx';
import {
  describeCopies,
  describeRetention,
  describeRhythm,
  describeVerify,
  formatSize,
} from './care-words.ts';
import { Fact } from './link-parts.tsx';

const CareDialog = lazily(async () => (await import('./care-dialog.tsx')).CareDialog);
const ForgetDialog = lazily(async () => (await import('./forget-dialog.tsx')).ForgetDialog);

type Doing = 'copying' | 'verifying';

const doingWords: Readonly<Record<Doing, string>> = {
  copying: 'The books are being copied',
  verifying: 'The books are being verified',
};

/** The file itself: its copies, its proof, what it remembers of buyers, and where the secrets are. */
export function BooksCard() {
  const command = useCommand();
  const { data: app } = useQuery('app.state', {});
  const { data: care, error } = useQuery('care.get', {});
  const [doing, setDoing] = useState<Doing | null>(null);
  const [open, setOpen] = useState<'care' | 'forget' | null>(null);
  const [report, setReport] = useState<Output<'books.verify'> | null>(null);
  const busy = doing && doingWords[doing];

  const backUp = async () => {
    setDoing('copying');
    const done = await command('books.backUp', {});
    setDoing(null);
    if (!done) return;
    if (done.backup) showDone(`Copied as ${done.backup.name} (${formatSize(done.backup.bytes)}).`);
    else showInfo('These books are in memory only: there is no file to copy.');
  };
  const verify = async () => {
    setDoing('verifying');
    const done = await command('books.verify', {});
    setDoing(null);
    if (done) setReport(done);
  };
  return (
    <article className="card" aria-labelledby="books-name">
      <header>
        <h3 id="books-name">{app?.booksName ?? 'Books'}</h3>
        {report && (
          <Status look={report.failed === 0 ? look('done', 'Verified') : look('failed', 'Does not agree')} />
        )}
      </header>
      {error && <p className="missing">{error.message}</p>}
      <dl className="facts">
        <Fact name="Copies">{care ? describeCopies(care.backups) : ''}</Fact>
        <Fact name="Copied">{care ? describeRhythm(care.settings) : ''}</Fact>
        <Fact name="Buyers">{care ? describeRetention(care.settings) : ''}</Fact>
        <Fact name="Secrets">{app?.secretsStore ?? ''}</Fact>
      </dl>
      <output>
        {report && (
          <>
            <p>{describeVerify(report)}</p>
            {report.failures.length > 0 && (
              <ul className="reason-list">
                {report.failures.map(({ check, subject, message }) => (
                  <li key={`${check} ${subject} ${message}`}>
                    <b>{subject}</b> {message}
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </output>
      <footer>
        <Button icon="copy" disabledBecause={busy} onClick={() => void backUp()}>
          Back up now
        </Button>
        <Button icon="check" disabledBecause={busy} onClick={() => void verify()}>
          Verify now
        </Button>
        <Button
          icon="gear"
          disabledBecause={care ? null : 'The books have not answered yet'}
          onClick={() => setOpen('care')}
        >
          Copies and retention
        </Button>
        <Button kind="quiet" onClick={() => setOpen('forget')}>
          Forget buyers…
        </Button>
      </footer>
      {open === 'care' && care && <CareDialog care={care} onClose={() => setOpen(null)} />}
      {open === 'forget' && <ForgetDialog onClose={() => setOpen(null)} />}
    </article>
  );
}
