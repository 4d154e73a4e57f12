import type { ApiError } from '../../app/contract/errors.ts';
import { useShell } from '../shell/shell-state.ts';
import { Button } from '../widgets/button.tsx';

interface EmptyProductsProps {
  readonly error: ApiError | undefined;
  readonly isWaiting: boolean;
  readonly isFiltered: boolean;
  readonly onShowAll: () => void;
}

/** Why there is no row, and the way out: not ready, failed, found nothing, or nothing fetched yet. */
export function EmptyProducts({ error, isWaiting, isFiltered, onShowAll }: EmptyProductsProps) {
  const openTab = useShell((shell) => shell.openTab);
  if (error) {
    return (
      <>
        <p role="alert">{error.message}</p>
        {(error.code === 'PROFILE_INCOMPLETE' || error.code === 'NOT_FOUND') && (
          <Button onClick={() => openTab('account')}>Open Account</Button>
        )}
      </>
    );
  }
  if (isWaiting) return <p>Reading products</p>;
  if (isFiltered) {
    return (
      <>
        <p>No product matches the filter.</p>
        <Button onClick={onShowAll}>Show all products</Button>
      </>
    );
  }
  return <p>No products yet. Fetch reads them from TikTok Shop, and the items from Stokly.</p>;
}
