import { useEffect } from 'react';
import { useHostRequests } from '../shell/host-requests.ts';

/** Loads files that were opened from the desktop, once nothing else is being done. */
export function useOfferedFiles(busy: string | null, load: (files: readonly File[]) => void): void {
  const files = useHostRequests((state) => state.files);
  useEffect(() => {
    if (files.length === 0 || busy !== null) return;
    useHostRequests.setState({ files: [] });
    load(files);
  });
}
