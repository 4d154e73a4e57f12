import { useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { ProductRow } from '../../app/contract/products.ts';
import { Button, IconButton } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { ItemPicker } from '../widgets/item-picker.tsx';
import type { Components } from './product-state.ts';
import { VersionList } from './version-list.tsx';

interface ComponentsDialogProps {
  readonly row: ProductRow;
  readonly components: Components;
  readonly shop: ShopView;
  readonly ledgerId: string;
  readonly onSave: (components: Components) => void;
  readonly onClose: () => void;
}

interface Line {
  readonly key: number;
  readonly item: Omit<Components[number], 'quantity'> | null;
  /** As typed. */
  readonly quantity: string;
}

/** A SKU that stands for several stock items: which ones, and how many of each are in one unit. */
export function ComponentsDialog(props: ComponentsDialogProps) {
  const { row, components, shop, ledgerId, onSave, onClose } = props;
  const [lines, setLines] = useState<readonly Line[]>(() => toLines(components, 0));
  const change = (key: number, over: Partial<Line>) =>
    setLines((old) => old.map((line) => (line.key === key ? { ...line, ...over } : line)));
  const add = () => setLines((old) => [...old, { key: nextKey(old), item: null, quantity: '1' }]);

  const ready = lines.flatMap(({ item, quantity }) => {
    const units = /^[1-9]\d{0,3}$/.test(quantity.trim()) ? Number(quantity) : 0;
    return item && units >= 1 && units <= 1000 ? [{ ...item, quantity: units }] : [];
  });
  const why = ready.length === lines.length ? null : 'Each line needs an item and a quantity from 1 to 1000';
  const save = () => {
    if (why === null) onSave(ready);
  };

  return (
    <Dialog
      title="Components"
      wide
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabledBecause={why}>
            Use components
          </Button>
        </>
      }
    >
      <p>
        One <b>{row.productName}</b> {row.variation && `(${row.variation})`} takes these items out of stock.
        Its price is split over them by their own prices.
      </p>
      <ul className="component-lines">
        {lines.map((line, index) => (
          <li key={line.key}>
            <ItemPicker
              hideLabel
              label={`Item ${index + 1}`}
              ledgerId={ledgerId}
              code={line.item?.itemCode ?? ''}
              onPick={({ code, name, ...item }) =>
                change(line.key, { item: { ...item, itemCode: code, itemName: name } })
              }
            />
            <input
              className="input right"
              aria-label={`Quantity ${index + 1}`}
              inputMode="numeric"
              value={line.quantity}
              onChange={(event) => change(line.key, { quantity: event.target.value })}
            />
            <span className="muted component-name">
              {line.item?.itemName}
              {line.item?.isKit && <span className="tag">kit</span>}
            </span>
            <IconButton
              icon="cross"
              label={`Remove line ${index + 1}`}
              onClick={() => setLines((old) => old.filter((one) => one.key !== line.key))}
            />
          </li>
        ))}
      </ul>
      <div>
        <Button icon="plus" small onClick={add}>
          Add item
        </Button>
      </div>
      <h3>Versions</h3>
      <VersionList
        shop={shop}
        skuId={row.skuId}
        // New keys: the boxes show the items of the version, not what was typed in them.
        onUse={(version) => setLines((old) => toLines(version.components, nextKey(old)))}
      />
    </Dialog>
  );
}

function toLines(components: Components, firstKey: number): readonly Line[] {
  if (components.length === 0) return [{ key: firstKey, item: null, quantity: '1' }];
  return components.map(({ quantity, ...item }, index) => ({
    key: firstKey + index,
    item,
    quantity: String(quantity),
  }));
}

function nextKey(lines: readonly Line[]): number {
  return Math.max(-1, ...lines.map((line) => line.key)) + 1;
}
