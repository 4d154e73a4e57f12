import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { formatCount, plural } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import type { ReadFile } from './use-mapping-file.ts';

interface MappingFileDialogProps {
  readonly file: ReadFile;
  readonly onEdit: () => void;
  readonly onClose: () => void;
}

/** What a file would change, line by line where it is refused, before any row is edited. */
export function MappingFileDialog({ file, onEdit, onClose }: MappingFileDialogProps) {
  const { changes, same, blank, refused, problems } = file.plan;
  const why = changes.length === 0 ? 'The file changes no row' : null;
  return (
    <Dialog
      wide
      title={`Mappings of ${file.fileName}`}
      onClose={onClose}
      onSubmit={() => {
        if (why === null) onEdit();
      }}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" autoFocus disabledBecause={why}>
            {changes.length === 0 ? 'Edit rows' : `Edit ${plural(changes.length, 'row')}`}
          </Button>
        </>
      }
    >
      <p className="impact-sentence">
        {plural(changes.length, 'row')} will change, {formatCount(same)} the same, {formatCount(refused)}{' '}
        refused.
      </p>
      {blank > 0 && (
        <p className="muted">
          {plural(blank, 'row')} without an item code in the file {blank === 1 ? 'is' : 'are'} left alone.
        </p>
      )}
      {problems.length > 0 && (
        <>
          <p>
            <Icon name="alert" size={13} /> Refused: correct these lines and read the file again, or go on
            without them.
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
          <section className="file-problems" aria-label="Refused lines" tabIndex={0}>
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col" className="right">
                    Row
                  </th>
                  <th scope="col">Column</th>
                  <th scope="col">Why</th>
                </tr>
              </thead>
              <tbody>
                {problems.map(({ row, column, message }) => (
                  <tr key={`${row} ${column} ${message}`}>
                    <td className="right">{row}</td>
                    <td>{column}</td>
                    <td>{message}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
      <p className="muted">
        The rows are edited and ticked; nothing is saved until Post. Ctrl+Z takes it back.
      </p>
    </Dialog>
  );
}
