import { create } from 'zustand';
import type { HostEvent } from '../../app/contract/jobs.ts';

interface HostRequests {
  /** Commands of the desktop's menu that were not done yet, the oldest first. */
  readonly commands: readonly string[];
  /** Settlement files from the desktop, until the Payment tab takes them. */
  readonly files: readonly File[];
}

/** What came from the desktop around the window. Nothing in a browser. */
export const useHostRequests = create<HostRequests>(() => ({ commands: [], files: [] }));

export function takeHostEvent(event: HostEvent): void {
  if (event.event === 'host.command') {
    useHostRequests.setState(({ commands }) => ({ commands: [...commands, event.command] }));
    return;
  }
  const bytes = Uint8Array.from(atob(event.contentBase64), (character) => character.charCodeAt(0));
  useHostRequests.setState(({ files }) => ({ files: [...files, new File([bytes], event.fileName)] }));
}
