import { catalogue, commandIds, tabTitles } from '../../app/contract/command-catalogue.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { useOverlay } from './overlay.ts';
import { tabs } from './shell-state.ts';

type Shortcut = readonly [keys: readonly string[], meaning: string];

interface Group {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

/** Those of the registry of commands: what has keys there is listed here. */
function everywhereGroups(): readonly Group[] {
  const ofTabs = tabs.map((tab, index): Shortcut => [[`Alt+${index + 1}`], `Go to ${tabTitles[tab]}`]);
  const commands = commandIds.flatMap((id): Shortcut[] => {
    const { tab, title, keys } = catalogue[id];
    return keys === undefined ? [] : [[[keys], `${title} (on ${tabTitles[tab]})`]];
  });
  return [
    {
      title: 'Everywhere',
      shortcuts: [
        [['Ctrl+K'], 'All commands, shops and orders by id'],
        ...ofTabs,
        [['/'], 'Write in the filter'],
        [['?'], 'This list'],
        [['F5', 'Ctrl+R'], 'Open the screens anew: jobs go on, the view is kept'],
      ],
    },
    { title: 'Commands', shortcuts: commands },
  ];
}

const groups: readonly Group[] = [
  {
    title: 'In every grid',
    shortcuts: [
      [['↑', '↓', '←', '→'], 'Move; with Ctrl to the edge'],
      [['Page Up', 'Page Down'], 'A page up or down'],
      [['Home', 'End'], 'First or last column; with Ctrl first or last row'],
      [['Space'], 'Tick the row, or untick it'],
      [['Shift+↑', 'Shift+↓'], 'Tick rows while moving; with Ctrl, Home or End to the edge'],
      [['Ctrl+click', 'Shift+click'], 'Tick the row, or all rows up to it'],
      [['Ctrl+A'], 'Tick all rows the filter finds'],
      [['Enter'], 'Open the row'],
      [['Ctrl+C'], 'Copy the ticked rows, else the cell; with Shift the names of the columns too'],
      [['Ctrl+Shift+←', 'Ctrl+Shift+→'], 'Move the column'],
      [['Alt+Shift+←', 'Alt+Shift+→'], 'Make the column narrower or wider'],
      [['↑'], 'From the first row into the box above the column; ↓ goes back'],
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
      [['*'], 'Use the code of the row for others like it'],
      [['F4'], 'Several items for the row, and its earlier versions'],
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
    ],
  },
];

/** What the keyboard can do: the keys of the grids, and those of all commands that have some. */
export function ShortcutList() {
  const close = useOverlay((state) => state.close);
  return (
    <Dialog
      title="Keyboard shortcuts"
      wide
      onClose={close}
      onSubmit={close}
      actions={
        <Button kind="primary" type="submit" autoFocus>
          Done
        </Button>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a low window the list scrolls, and is reached by keyboard */}
      <section className="shortcuts" aria-label="All shortcuts" tabIndex={0}>
        {[...everywhereGroups(), ...groups].map(({ title, shortcuts }) => (
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
      </section>
    </Dialog>
  );
}
