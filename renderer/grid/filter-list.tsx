import { Button, Dialog, DialogTrigger, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { joinChoices, parseColumnFilter } from '../../app/domain/column-filter.ts';
import { formatCount } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import type { FilterBoxProps } from './filter-box.tsx';

function valuesOf(text: string): readonly string[] {
  const parsed = parseColumnFilter('choice', text, null);
  return parsed.ok && parsed.value?.test === 'oneOf' && !parsed.value.negated ? parsed.value.values : [];
}

/** The values of a column with how many rows each has; any number of them can be ticked. */
export function FilterList({ header, filter, text, onText }: FilterBoxProps) {
  const choices = filter.choices?.() ?? [];
  const chosen = valuesOf(text);
  const names = choices.filter(({ value }) => chosen.includes(value)).map(({ label }) => label);
  const words = names.length === 0 ? 'All' : names.join(', ');
  return (
    <DialogTrigger>
      <Button className="column-filter list" aria-label={`Filter ${header}: ${words}`}>
        <span className="grid-text" aria-hidden="true">
          {names.length === 0 ? '' : words}
        </span>
        <Icon name="chevronDown" size={12} />
      </Button>
      <Popover className="popover" placement="bottom start" offset={2}>
        <Dialog className="filter-list" aria-label={`Filter ${header}`}>
          <ListBox
            className="list-box"
            aria-label={header}
            selectionMode="multiple"
            selectedKeys={chosen}
            // Escape closes the list; what is ticked stays.
            escapeKeyBehavior="none"
            autoFocus
            items={choices.map((choice) => ({ ...choice, id: choice.value }))}
            dependencies={[chosen]}
            onSelectionChange={(keys) =>
              onText(joinChoices(keys === 'all' ? choices.map(({ value }) => value) : [...keys].map(String)))
            }
          >
            {({ value, label, count }) => (
              <ListBoxItem
                id={value}
                textValue={label}
                className="list-item"
                aria-label={count === null ? label : `${label}, ${formatCount(count)}`}
              >
                {({ isSelected }) => (
                  <>
                    <span className="choice-tick">{isSelected && <Icon name="check" size={13} />}</span>
                    <span className="choice-label">{label}</span>
                    {count !== null && <span className="muted figures">{formatCount(count)}</span>}
                  </>
                )}
              </ListBoxItem>
            )}
          </ListBox>
          <Button className="button quiet small" isDisabled={chosen.length === 0} onPress={() => onText('')}>
            Show all
          </Button>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
