import { Button, IconButton } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { CheckField } from '../widgets/field.tsx';
import type { Column } from './columns.ts';
import { declaredLayout, inOrder, moveColumn, showColumn } from './layout.ts';
import { useLayout } from './use-layout.ts';

interface ColumnsDialogProps<Row> {
  /** Name under which the grid keeps its columns. */
  readonly grid: string;
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly onClose: () => void;
}

/** Which columns a grid shows, and in which order. Each change is seen behind the dialog at once, and kept. */
export function ColumnsDialog<Row>({ grid, label, columns, onClose }: ColumnsDialogProps<Row>) {
  const { layout, change } = useLayout(grid);
  const ordered = inOrder(columns, layout);
  return (
    <Dialog
      title={`Columns of ${label}`}
      onClose={onClose}
      onSubmit={onClose}
      actions={
        <>
          <span className="left">
            <Button onClick={() => change(() => declaredLayout)}>Restore default</Button>
          </span>
          <Button kind="primary" type="submit">
            Done
          </Button>
        </>
      }
    >
      <ul className="column-list">
        {ordered.map(({ id, header }) => (
          <li key={id}>
            <CheckField
              label={header}
              checked={!layout.hidden.includes(id)}
              onChange={(show) => change((old) => showColumn(columns, old, id, show))}
            />
            <IconButton
              icon="caretUp"
              label={`Move ${header} to the left`}
              onClick={() => change((old) => moveColumn(columns, old, id, -1))}
            />
            <IconButton
              icon="caretDown"
              label={`Move ${header} to the right`}
              onClick={() => change((old) => moveColumn(columns, old, id, 1))}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
