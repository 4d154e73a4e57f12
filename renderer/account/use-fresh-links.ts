import { useEffect } from 'react';
import { useBackend } from '../data/backend.tsx';

const minute = 60_000;

/**
 * The state of a link changes with time alone (a session ends, three days become two), and nothing tells so: it is
 * asked again every minute while the tab is open, and when the window comes back to the front.
 */
export function useFreshLinks(): void {
  const { cache } = useBackend();
  useEffect(() => {
    const ask = () => {
      if (document.visibilityState === 'visible') {
        cache.invalidate((method) => method === 'shops.list' || method === 'ledgers.list');
      }
    };
    const timer = window.setInterval(ask, minute);
    document.addEventListener('visibilitychange', ask);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', ask);
    };
  }, [cache]);
}
