import type { ApiError } from '../../app/contract/errors.ts';
import { useBackend } from '../data/backend.tsx';
import { Button } from '../widgets/button.tsx';

/** Shown in place of everything when the backend does not answer at the start. */
export function Trouble({ error }: { error: ApiError }) {
  const { cache } = useBackend();
  return (
    <main className="full-page">
      <div className="trouble" role="alert">
        <h1>Tieout could not start</h1>
        <p>{error.message}</p>
        <p className="muted">The books on disk are not touched by this. Code: {error.code}</p>
        <Button kind="primary" icon="refresh" onClick={() => cache.invalidate(() => true)}>
          Try again
        </Button>
      </div>
    </main>
  );
}
