import { useRef, useState } from 'react';
import { ComboBox, Input, type Key, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import type { Output } from '../../app/contract/api.ts';
import { stillFound } from '../../app/domain/item-search.ts';
import { useKept, useQuery } from '../data/use-query.ts';

export type ItemChoice = Output<'items.search'>['items'][number];

export interface ItemPickerProps {
  readonly ledgerId: string;
  readonly label: string;
  /** Code of the item chosen now; empty when none is. */
  readonly code: string;
  readonly onPick: (item: ItemChoice) => void;
  /** Emptied on purpose (the box was cleared and left or Enter pressed). */
  readonly onClear?: () => void;
  /** Tab: the item at hand is meant for more than this place; null = the code as it stands. It ends like a choice. */
  readonly onFill?: (item: ItemChoice | null) => void;
  /** Left without a choice: Esc, or focus went elsewhere. */
  readonly onLeave?: () => void;
  readonly hideLabel?: boolean;
  readonly autoFocus?: boolean;
  /** What was typed to open it (a grid cell starts editing with the first key). */
  readonly initialText?: string;
  readonly placeholder?: string;
}

/** Type-ahead over the ledger's stock items: type code, name or barcode, arrows to choose, Enter takes, Esc leaves. */
export function ItemPicker(props: ItemPickerProps) {
  const [text, setText] = useState(props.initialText ?? props.code);
  const [touched, setTouched] = useState(props.initialText !== undefined);
  const done = useRef(false);
  const asked = touched ? text.trim() : '';
  const search = useQuery('items.search', { ledgerId: props.ledgerId, text: asked, limit: 12 });
  const kept = useKept(search.data)?.items ?? [];
  // Arrow and Enter can come before the answer: they must not take an item that was found by less of the text.
  const items = search.data ? kept : stillFound(kept, asked);

  const leave = () => {
    if (done.current) return;
    if (touched && text.trim() === '' && props.code !== '') props.onClear?.();
    else setText(props.code);
    setTouched(false);
    props.onLeave?.();
  };
  const take = (key: Key | null) => {
    const item = items.find((one) => one.itemId === key);
    if (!item) return;
    // A cell's editor goes away when it has its answer; focus lost on the way out is not a second answer.
    done.current = props.onLeave !== undefined;
    setText(item.code);
    setTouched(false);
    props.onPick(item);
  };

  /** True when Tab was taken for filling: there is an item at hand, or a code that nobody has changed. */
  const fill = (input: HTMLInputElement): boolean => {
    if (!props.onFill) return false;
    const option = document.getElementById(input.getAttribute('aria-activedescendant') ?? '');
    const written = text.trim().toLowerCase();
    const item =
      items.find((one) => one.itemId === option?.dataset.key) ??
      (touched ? items.find((one) => one.code.toLowerCase() === written) : undefined);
    if (!item && (touched || props.code === '')) return false;
    done.current = true;
    props.onFill(item ?? null);
    return true;
  };

  return (
    <ComboBox
      className="combo"
      items={items}
      inputValue={text}
      onInputChange={(value) => {
        setText(value);
        if (value !== props.code) setTouched(true);
      }}
      selectedKey={null}
      onSelectionChange={take}
      onBlur={leave}
      menuTrigger="focus"
      allowsEmptyCollection
      allowsCustomValue
      {...(props.hideLabel ? { 'aria-label': props.label } : {})}
    >
      {!props.hideLabel && <Label>{props.label}</Label>}
      <Input
        className="input code"
        ref={props.autoFocus ? focusAndSelect : undefined}
        placeholder={props.placeholder ?? 'Type a code or name'}
        // Before the combo box, which would take Tab as the choice for this place alone.
        onKeyDownCapture={(event) => {
          if (event.key !== 'Tab' || event.shiftKey || !fill(event.currentTarget)) return;
          event.preventDefault();
          event.stopPropagation();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            const isOpen = event.currentTarget.getAttribute('aria-expanded') === 'true';
            // With nothing to take back, Esc belongs to what is around: the dialog closes.
            if (!isOpen && !touched && props.onLeave === undefined) return;
            event.stopPropagation();
            done.current = props.onLeave !== undefined;
            setText(props.code);
            setTouched(false);
            props.onLeave?.();
          }
          if (event.key === 'Enter' && touched && text.trim() === '') leave();
        }}
      />
      <Popover className="popover combo-list" offset={2}>
        <ListBox<ItemChoice>
          className="list-box"
          renderEmptyState={() => (
            <div className="list-empty">{search.busy ? 'Searching' : 'No such item'}</div>
          )}
        >
          {(item) => (
            <ListBoxItem id={item.itemId} textValue={item.code} className="list-item">
              <span className="code">{item.code}</span>
              <span className="muted">{item.name}</span>
              {item.isKit && <span className="tag">kit</span>}
              {barcodeFound(item, text) && <span className="muted figures">{barcodeFound(item, text)}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

/** The barcode that what was typed is part of: without it nobody sees why the item was found. */
function barcodeFound(item: ItemChoice, text: string): string | undefined {
  const typed = text.trim();
  return /\d{4,}/.test(typed) ? item.barcodes.find((barcode) => barcode.includes(typed)) : undefined;
}

function focusAndSelect(input: HTMLInputElement | null): void {
  if (!input || input === document.activeElement) return;
  input.focus();
  input.select();
}
