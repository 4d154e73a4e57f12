import { useState } from 'react';
import type { ApiError } from '../../app/contract/errors.ts';
import { useBackend } from '../data/backend.tsx';
import { Button } from '../widgets/button.tsx';
import { formatInstant } from '../widgets/format-dates.ts';
import { lastGoodOf } from './last-good.ts';

/** Shown in place of everything when the backend does not answer at the start. */
export function Trouble({ error: first }: { error: ApiError }) {
  const { cache, client } = useBackend();
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const [isRestoring, setRestoring] = useState(false);
  const error = refusal ?? first;
  const copy = lastGoodOf(error) ?? lastGoodOf(first);
  const again = () => {
    setRefusal(null);
    cache.invalidate(() => true);
  };
  const startFromCopy = async (name: string) => {
    setRestoring(true);
    const reply = await client.call('books.restore', { name });
    setRestoring(false);
    if (reply.ok) again();
    else setRefusal(reply.error);
  };
  return (
    <main className="full-page">
      <div className="trouble" role="alert" aria-busy={isRestoring}>
        <h1>Tieout could not start</h1>
        <p>{error.message}</p>
        {copy && (
          <p>
            The newest copy is of {formatInstant(copy.at)}. It is verified before it is put in place, and the
            file that is there now is kept beside it. What was posted after the copy is in Stokly, but not in
            the copy: before posting, use the line under the header that offers to look it up.
          </p>
        )}
        <p className="muted">The books on disk are not touched by this. Code: {error.code}</p>
        {copy ? (
          <div className="trouble-ways">
            <Button
              kind="primary"
              onClick={() => void startFromCopy(copy.name)}
              disabledBecause={isRestoring ? 'The copy is verified and put in place' : null}
            >
              {isRestoring ? 'Verifying the copy…' : `Start again from the copy of ${formatInstant(copy.at)}`}
            </Button>
            <Button icon="refresh" onClick={again}>
              Try again
            </Button>
          </div>
        ) : (
          <Button kind="primary" icon="refresh" onClick={again}>
            Try again
          </Button>
        )}
      </div>
    </main>
  );
}
