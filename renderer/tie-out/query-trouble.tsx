import type { ApiError } from '../../app/contract/errors.ts';
import { useBackend } from '../data/backend.tsx';
import { useShell } from '../shell/shell-state.ts';
import { Button } from '../widgets/button.tsx';
import { Icon } from '../widgets/icons.tsx';

/** A question to the books that failed: its sentence, and the way on. */
export function QueryTrouble({ error }: { error: ApiError }) {
  const { cache } = useBackend();
  const openTab = useShell((state) => state.openTab);
  return (
    <div className="message tone-failed" role="alert">
      <Icon name="alert" />
      <span className="text">{error.message}</span>
      {error.code === 'PROFILE_INCOMPLETE' && (
        <Button onClick={() => openTab('account')}>Open the Account tab</Button>
      )}
      <Button icon="refresh" onClick={() => cache.invalidate(() => true)}>
        Try again
      </Button>
    </div>
  );
}
