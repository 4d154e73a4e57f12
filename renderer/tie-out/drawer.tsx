import type { ReactNode } from 'react';
import { Dialog } from '../widgets/dialog.tsx';

/** Rows behind a figure, at the right edge of the window. Esc closes it and gives the focus back. */
export function Drawer(props: {
  title: string;
  onClose: () => void;
  /** Beside the words at the bottom: what can be done with the row the cursor is on. */
  actions: ReactNode;
  head?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Dialog title={props.title} className="drawer" onClose={props.onClose} actions={props.actions}>
      {props.head && <div className="drawer-tools">{props.head}</div>}
      {props.children}
    </Dialog>
  );
}
