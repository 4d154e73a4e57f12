import { useEffect, useState } from 'react';
import { Button, IconButton } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';

type Shortcut = readonly [keys: readonly string[], meaning: string];

const groups: readonly { readonly title: string; readonly shortcuts: readonly Shortcut[] }[] = [
  {
    title: 'In every grid',
    shortcuts: [
      [['↑', '↓', '←', '→'], 'Move; with Ctrl to the edge'],
      [['Page Up', 'Page Down'], 'A page up or down'],
      [['Home', 'End'], 'First or last column; with Ctrl first or last row'],
      [['Space'], 'Tick the row, or untick it'],
      [['Shift+↑', 'Shift+↓'], 'Tick rows while moving; Shift+click ticks a range'],
      [['Ctrl+A'], 'Tick all rows the filter finds'],
      [['Enter'], 'Open the row'],
      [['Ctrl+C'], 'Copy the cell; Ctrl+Shift+C the row'],
    ],
  },
  {
    title: 'Item codes (Product)',
    shortcuts: [
      [['F2', 'Enter'], 'Edit the item code; typing starts it too'],
      [['Alt+↓'], 'Open the list of items'],
      [['Enter'], 'Take the item (while editing)'],
      [['Tab'], 'Take the item for all ticked rows (while editing)'],
      [['Esc'], 'Leave without a change (while editing)'],
      [['+'], 'Copy the code of the row above'],
      [['Ctrl+V'], 'Paste codes into this row and those below'],
      [['Ctrl+Z'], 'Take the last edit back'],
    ],
  },
  {
    title: 'Elsewhere',
    shortcuts: [
      [['Tab', 'Shift+Tab'], 'Next or previous button, box or grid'],
      [['←', '→'], 'Next tab, when a tab has the focus'],
      [['Esc'], 'Close a dialog or a list'],
      [['?'], 'This list'],
    ],
  },
];

/** True while keys are text (a field) or belong to an open dialog. */
function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return true;
  return target instanceof Element && target.closest('input, textarea, select, [role="menu"]') !== null;
}

/** The button in the header and the `?` key: what the keyboard can do. */
export function Shortcuts() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.defaultPrevented || isTaken(event.target)) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <IconButton icon="question" label="Keyboard shortcuts (?)" onClick={() => setOpen(true)} />
      {open && (
        <Dialog
          title="Keyboard shortcuts"
          wide
          onClose={() => setOpen(false)}
          onSubmit={() => setOpen(false)}
          actions={
            <Button kind="primary" type="submit" autoFocus>
              Done
            </Button>
          }
        >
          <div className="shortcuts">
            {groups.map(({ title, shortcuts }) => (
              <section key={title} aria-label={title}>
                <h3>{title}</h3>
                <dl>
                  {shortcuts.map(([keys, meaning]) => (
                    <div key={meaning}>
                      <dt>
                        {keys.map((key) => (
                          <kbd key={key}>{key}</kbd>
                        ))}
                      </dt>
                      <dd>{meaning}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        </Dialog>
      )}
    </>
  );
}
