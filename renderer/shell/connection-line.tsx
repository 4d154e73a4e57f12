import { Icon } from '../widgets/icons.tsx';

const words = {
  lost: 'Tieout does not answer. What was posted is in the books. This window goes on by itself as soon as it answers again; if it was closed, start it again.',
  ended:
    'Tieout was started again and has a window of its own. This one belongs to the earlier run and can be closed.',
} as const;

/** Stands in the place of messages for as long as nothing can be done. */
export function ConnectionLine({ state }: { state: 'lost' | 'ended' }) {
  return (
    <div className="message tone-attention">
      <Icon name="alert" />
      <span className="text" role="alert" title={words[state]}>
        {words[state]}
      </span>
    </div>
  );
}
