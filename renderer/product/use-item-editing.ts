import type { KeyboardEvent } from 'react';
import type { ProductRow } from '../../app/contract/products.ts';
import { useBackend } from '../data/backend.tsx';
import { showDone, useMessage } from '../shell/messages.ts';
import { formatCount, plural } from '../widgets/format.ts';
import type { ItemChoice } from '../widgets/item-picker.tsx';
import { codeText } from './code-text.ts';
import { matchCode, pastedCodes } from './pasted-codes.ts';
import type { Components, ProductState } from './product-state.ts';

interface ItemEditingOptions {
  readonly state: ProductState;
  readonly ledgerId: string | null;
  readonly rowAt: (index: number) => ProductRow | undefined;
  readonly rowsBetween: (first: number, last: number) => Promise<ProductRow[]>;
  readonly tickedIds: () => Promise<string[]>;
  /** `*`: the code of the row for others like it. */
  readonly onAlike: (row: ProductRow) => void;
  /** F4: several components, and the versions. */
  readonly onComponents: (row: ProductRow) => void;
}

export interface ItemEditing {
  readonly componentsOf: (row: ProductRow) => Components;
  /** Tab in the editor: the item (or, with null, the code the row has) goes to every ticked row. */
  readonly fill: (row: ProductRow, item: ItemChoice | null) => Promise<void>;
  /** Keys of the grid that belong to item codes; true when it was one. */
  readonly onKey: (event: KeyboardEvent, row: ProductRow, index: number) => boolean;
  readonly onPaste: (text: string, index: number) => Promise<void>;
}

const backNote = 'Ctrl+Z takes it back.';

export function toComponents(item: ItemChoice): Components {
  const { code, name, ...rest } = item;
  return [{ ...rest, itemCode: code, itemName: name, quantity: 1 }];
}

function inform(text: string): void {
  useMessage.getState().show({ tone: 'info', text, details: [] });
}

/** Choosing item codes for many rows without the mouse: fill down, copy from above, paste, take back. */
export function useItemEditing(options: ItemEditingOptions): ItemEditing {
  const { state, ledgerId } = options;
  const { client } = useBackend();
  const componentsOf = (row: ProductRow) => state.drafts.get(row.skuId)?.components ?? row.components;

  const fill = async (row: ProductRow, item: ItemChoice | null) => {
    const components = item ? toComponents(item) : componentsOf(row);
    const ids = new Set([...(await options.tickedIds()), row.skuId]);
    state.edit(new Map([...ids].map((id) => [id, components])));
    if (ids.size > 1)
      showDone(`${codeText(components)} chosen for ${formatCount(ids.size)} ticked rows. ${backNote}`);
  };

  const copyAbove = (row: ProductRow, index: number) => {
    const above = options.rowAt(index - 1);
    const components = above ? componentsOf(above) : [];
    if (components.length === 0) inform('There is no item code above to copy.');
    else state.edit(new Map([[row.skuId, components]]));
  };

  const undo = () => {
    inform(state.past.length > 0 ? 'The last edit was taken back.' : 'There is no edit to take back.');
    state.undo();
  };

  const onKey = (event: KeyboardEvent, row: ProductRow, index: number): boolean => {
    const withCtrl = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (withCtrl && event.key.toLowerCase() === 'z') {
      undo();
      return true;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || ledgerId === null) return false;
    if (event.key === '+') copyAbove(row, index);
    else if (event.key === '*') options.onAlike(row);
    else if (event.key === 'F4') options.onComponents(row);
    else return false;
    return true;
  };

  const onPaste = async (text: string, index: number) => {
    if (ledgerId === null) return;
    const codes = pastedCodes(text);
    const found = new Map<string, ItemChoice>();
    for (const code of new Set(codes)) {
      if (code === '' || code.length > 200) continue;
      const reply = await client.call('items.search', { ledgerId, text: code, limit: 50 });
      const item = reply.ok ? matchCode(reply.value.items, code) : undefined;
      if (item) found.set(code, item);
    }
    const rows = codes.length > 0 ? await options.rowsBetween(index, index + codes.length - 1) : [];
    const edits = new Map<string, Components>();
    const details: string[] = [];
    codes.forEach((code, offset) => {
      const row = rows[offset];
      const item = found.get(code);
      if (code === '') return;
      if (!row) details.push(`${code}: there is no row left for it.`);
      else if (!item) details.push(`Row ${index + offset + 1}: no item has the code ${code}.`);
      else edits.set(row.skuId, toComponents(item));
    });
    if (edits.size > 0) state.edit(edits);
    const missed = details.length > 0 ? ` ${plural(details.length, 'code')} not used.` : '';
    if (edits.size > 0) showDone(`${plural(edits.size, 'item code')} pasted.${missed} ${backNote}`, details);
    else useMessage.getState().show({ tone: 'info', text: `No item code was pasted.${missed}`, details });
  };

  return { componentsOf, fill, onKey, onPaste };
}
