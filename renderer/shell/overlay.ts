import { create } from 'zustand';

export type OverlayName = 'palette' | 'shortcuts' | 'messages' | 'preferences' | 'guide';

interface OverlayState {
  readonly open: OverlayName | null;
  show(name: OverlayName): void;
  close(): void;
}

/** Which window over the tabs is open: one at a time, wherever it was asked for. */
export const useOverlay = create<OverlayState>((set) => ({
  open: null,
  show: (open) => set({ open }),
  close: () => set({ open: null }),
}));

/** True while a dialog is open, whoever opened it: keys belong to it then. */
export function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
}
