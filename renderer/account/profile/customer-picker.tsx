import { useEffect, useState } from 'react';
import { ComboBox, Input, type Key, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import type { ProfileView, ShopView } from '../../../app/contract/accounts.ts';
import { useCommand } from '../../data/use-command.ts';
import { useKept, useQuery } from '../../data/use-query.ts';
import { Button } from '../../widgets/button.tsx';
import { Icon } from '../../widgets/icons.tsx';

type Customer = ProfileView['customer'];

/** Typing rests this long before the ledger is asked: it allows few calls a minute. */
const restMs = 350;

interface CustomerPickerProps {
  readonly shop: ShopView;
  readonly ledgerId: string;
  readonly customer: Customer;
  readonly problem: string | undefined;
  readonly onChange: (customer: Customer) => void;
}

/** Type-ahead over the ledger's customers by a part of the name or the whole code, and a button that makes one. */
export function CustomerPicker({ shop, ledgerId, customer, problem, onChange }: CustomerPickerProps) {
  const command = useCommand();
  const [text, setText] = useState(customer?.name ?? '');
  const [shownFor, setShownFor] = useState(customer);
  const [busy, setBusy] = useState(false);
  // Chosen from outside (made, copied): the box follows.
  if (customer !== shownFor) {
    setShownFor(customer);
    setText(customer?.name ?? '');
  }
  const typed = text.trim() === (customer?.name ?? '') ? '' : text.trim();
  const asked = useRested(typed);
  const search = useQuery('customers.search', asked.length < 2 ? null : { ledgerId, text: asked });
  const found = useKept(search.data)?.customers ?? [];
  const shown = asked.length < 2 ? [] : found;

  const take = (key: Key | null) => {
    const one = shown.find(({ id }) => id === key);
    if (one) onChange({ customerId: one.id, name: one.name });
  };
  const make = async () => {
    setBusy(true);
    const name = typed === '' ? `TikTok Shop ${shop.name}` : typed;
    const made = await command('customers.make', { ledgerId, shopId: shop.shopId, name });
    setBusy(false);
    if (made) onChange({ customerId: made.customer.id, name: made.customer.name });
  };
  const below =
    search.error?.message ??
    (customer ? 'Stands for all buyers of this shop.' : 'Type two letters of the name, or the whole code.');
  return (
    <div className="field">
      <div className="with-button">
        <ComboBox
          className="combo"
          items={shown}
          inputValue={text}
          onInputChange={setText}
          selectedKey={null}
          onSelectionChange={take}
          onBlur={() => setText(customer?.name ?? '')}
          menuTrigger="input"
          allowsEmptyCollection
          allowsCustomValue
        >
          <Label>Customer</Label>
          <Input
            className="input"
            placeholder="Type a part of the name"
            aria-invalid={problem !== undefined || undefined}
          />
          <Popover className="popover combo-list" offset={2}>
            <ListBox<{ id: string; name: string }>
              className="list-box"
              renderEmptyState={() => (
                <div className="list-empty">
                  {asked !== typed || search.busy
                    ? 'Searching'
                    : asked.length < 2
                      ? 'Type two letters'
                      : 'No such customer'}
                </div>
              )}
            >
              {(one) => (
                <ListBoxItem id={one.id} textValue={one.name} className="list-item">
                  {one.name}
                </ListBoxItem>
              )}
            </ListBox>
          </Popover>
        </ComboBox>
        {!customer && (
          <Button
            onClick={() => void make()}
            label="Make a customer for this shop"
            disabledBecause={busy ? 'The ledger is being asked' : null}
          >
            Make one
          </Button>
        )}
        {customer && (
          <Button kind="quiet" onClick={() => onChange(null)} label="Clear the customer">
            Clear
          </Button>
        )}
      </div>
      {problem === undefined ? (
        <span className="field-hint">{below}</span>
      ) : (
        <span className="field-problem">
          <Icon name="alert" size={13} /> {problem}
        </span>
      )}
    </div>
  );
}

function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setRested(text), restMs);
    return () => window.clearTimeout(timer);
  }, [text]);
  return rested;
}
