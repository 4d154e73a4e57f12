import { Button } from './button.tsx';
import { Icon } from './icons.tsx';

/** One active filter in words, and how to take it off. */
export interface FilterChip {
  readonly id: string;
  readonly label: string;
  readonly onRemove: () => void;
}

/** What narrows the list below. Nothing is shown while nothing does. */
export function FilterChips({ chips, onClear }: { chips: readonly FilterChip[]; onClear: () => void }) {
  if (chips.length === 0) return null;
  return (
    <fieldset className="toolbar chips">
      <legend className="visually-hidden">Active filters</legend>
      {chips.map(({ id, label, onRemove }) => (
        <button
          key={id}
          type="button"
          className="chip"
          aria-label={`Remove filter ${label}`}
          title="Remove this filter"
          onClick={onRemove}
        >
          {label}
          <Icon name="cross" size={12} />
        </button>
      ))}
      <Button kind="quiet" small onClick={onClear}>
        Clear all
      </Button>
    </fieldset>
  );
}
