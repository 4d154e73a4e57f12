import { Button, IconButton } from '../widgets/button.tsx';
import { plural } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { look, Status } from '../widgets/status.tsx';
import { FileCard } from './file-card.tsx';
import { type FileLoad, usePaymentState } from './payment-state.ts';

/** The files dropped or chosen last: how far they are, what each brought, and why one was refused. */
export function LoadList(props: { shopId: string; busy: string | null; onCancel: () => void }) {
  const state = usePaymentState(props.shopId);
  const { loads } = state;
  if (loads.length === 0) return null;
  const isOver = loads.every((one) => one.state !== 'waiting' && one.state !== 'reading');
  const done = loads.filter((one) => one.state !== 'waiting' && one.state !== 'reading').length;
  return (
    <section className="load-list" aria-label="Loaded files">
      {(loads.length > 1 || !isOver) && (
        <div className="file-line">
          {!isOver && <progress aria-label="Files" value={done} max={loads.length} />}
          <span role="status">{props.busy ?? summaryOf(loads)}</span>
          <span className="push" />
          {!isOver && loads.length > 1 && (
            <Button small title="Stops after the file that is being read" onClick={props.onCancel}>
              Cancel the rest
            </Button>
          )}
          {isOver && <CloseButton onClose={() => state.set({ loads: [] })} />}
        </div>
      )}
      <div className="load-cards">
        {loads.map((one) =>
          one.file ? (
            <FileCard
              key={one.id}
              shopId={props.shopId}
              file={one.file}
              isNews
              action={
                isOver && loads.length === 1 && <CloseButton onClose={() => state.set({ loads: [] })} />
              }
            />
          ) : (
            <Unloaded key={one.id} load={one} onClose={() => state.set({ loads: without(loads, one) })} />
          ),
        )}
      </div>
    </section>
  );
}

function without(loads: readonly FileLoad[], gone: FileLoad): readonly FileLoad[] {
  return loads.filter((one) => one.id !== gone.id);
}

function CloseButton({ onClose }: { onClose: () => void }) {
  return <IconButton icon="cross" label="Close file summary" onClick={onClose} />;
}

const looks = {
  waiting: look('skipped', 'Waiting'),
  reading: look('moving', 'Being read'),
  loaded: look('done', 'Loaded'),
  failed: look('failed', 'Not loaded'),
  cancelled: look('skipped', 'Not read, cancelled'),
} as const;

/** A file that is not in the books: not yet, or not at all. */
function Unloaded({ load, onClose }: { load: FileLoad; onClose: () => void }) {
  return (
    <article className="file-card" aria-label={`File ${load.fileName}`}>
      <div className="file-line" role={load.state === 'failed' ? 'alert' : undefined}>
        <Icon name="file" />
        <b>{load.fileName}</b>
        <Status look={looks[load.state]} />
        <span className="file-problem">{load.problem}</span>
        {load.state !== 'waiting' && load.state !== 'reading' && (
          <span className="push">
            <IconButton icon="cross" label={`Close ${load.fileName}`} onClick={onClose} />
          </span>
        )}
      </div>
      {load.details.length > 0 && (
        <ul className="file-details" aria-label={`Problems of ${load.fileName}`}>
          {load.details.slice(0, 50).map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
    </article>
  );
}

function summaryOf(loads: readonly FileLoad[]): string {
  const count = (state: FileLoad['state']) => loads.filter((one) => one.state === state).length;
  const parts = [`${plural(count('loaded'), 'file')} loaded`];
  if (count('failed') > 0) parts.push(`${count('failed')} not loaded`);
  if (count('cancelled') > 0) parts.push(`${count('cancelled')} not read`);
  return `${parts.join(', ')}.`;
}
