import { useState } from 'react';
import { ComboBox, Input, type Key, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { Icon } from '../../widgets/icons.tsx';

/** As the computer knows them; UTC is always one. */
const zones: readonly { readonly id: string; readonly hay: string }[] = [
  ...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]),
].map((id) => ({ id, hay: id.replaceAll('_', ' ').toLowerCase() }));

/** Searchable list of IANA zones: `kuala`, `london`, `asia` find what they should. */
export function ZonePicker(props: {
  zone: string;
  problem: string | undefined;
  label?: string;
  hint?: string;
  onChange: (zone: string) => void;
}) {
  const { zone, problem } = props;
  const [text, setText] = useState(zone);
  const [shownFor, setShownFor] = useState(zone);
  if (zone !== shownFor) {
    setShownFor(zone);
    setText(zone);
  }
  const wanted = text === zone ? '' : text.trim().replaceAll('_', ' ').toLowerCase();
  const shown = zones.filter(({ hay }) => hay.includes(wanted));
  const take = (key: Key | null) => {
    const found = zones.find(({ id }) => id === key);
    if (!found) return;
    setText(found.id);
    props.onChange(found.id);
  };
  return (
    <div className="field">
      <ComboBox
        className="combo"
        items={shown}
        inputValue={text}
        onInputChange={setText}
        selectedKey={zone}
        onSelectionChange={take}
        onBlur={() => setText(zone)}
        menuTrigger="input"
        allowsEmptyCollection
        allowsCustomValue
      >
        <Label>{props.label ?? 'Time zone of business dates'}</Label>
        <Input
          className="input"
          placeholder="Type a city"
          aria-invalid={problem !== undefined || undefined}
        />
        <Popover className="popover combo-list" offset={2}>
          <ListBox<{ id: string }>
            className="list-box"
            renderEmptyState={() => <div className="list-empty">No such zone</div>}
          >
            {({ id }) => (
              <ListBoxItem id={id} textValue={id} className="list-item">
                {id}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
      {problem === undefined ? (
        <span className="field-hint">
          {props.hint ?? 'Decides on which date an order falls. Type a city to search.'}
        </span>
      ) : (
        <span className="field-problem">
          <Icon name="alert" size={13} /> {problem}
        </span>
      )}
    </div>
  );
}
