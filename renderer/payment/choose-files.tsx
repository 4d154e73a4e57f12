import { useRef } from 'react';
import { Button } from '../widgets/button.tsx';
import { Icon } from '../widgets/icons.tsx';

export function LoadButton(props: {
  busy: string | null;
  isFirst: boolean;
  onFiles: (files: readonly File[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        accept=".xlsx,.csv"
        hidden
        aria-label="Settlement file"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file can be chosen again: a correction has the same name.
          event.target.value = '';
          if (files.length > 0) props.onFiles(files);
        }}
      />
      <Button
        kind={props.isFirst ? 'primary' : 'plain'}
        icon="upload"
        disabledBecause={props.busy}
        title="Settlement export of Seller Center, .xlsx or .csv. Several can be chosen or dropped at once."
        onClick={() => input.current?.click()}
      >
        Load file
      </Button>
    </>
  );
}

/** Opens the dialog for files; the field for it is beside the Load file button. */
export function chooseFiles(): void {
  document.querySelector<HTMLInputElement>('input[aria-label="Settlement file"]')?.click();
}

/** Before the first file: where it comes from and where to put it. `text` takes the place of that when there is some. */
export function DropZone({
  text,
  isKnown,
  busy,
}: {
  text: string | null;
  isKnown: boolean;
  busy: string | null;
}) {
  if (text === null && !isKnown) return <div className="full-page" aria-busy="true" />;
  return (
    <div className="full-page">
      <div className="drop-zone">
        <Icon name="upload" size={28} />
        <h2>{text ?? 'No settlement yet'}</h2>
        {text === null && (
          <>
            <p>
              Load the settled income file exported from TikTok Shop Seller Center (.xlsx or .csv), or drop
              one or several here. Each is read and proved first; nothing is posted before it was shown and
              confirmed.
            </p>
            <Button disabledBecause={busy} onClick={chooseFiles}>
              Choose files
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
