import { useState } from 'react';
import {
  Dialog as AriaDialog,
  Autocomplete,
  Input,
  Keyboard,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  TextField,
} from 'react-aria-components';
import type { ShopView } from '../../app/contract/accounts.ts';
import { Icon } from '../widgets/icons.tsx';
import { useOverlay } from './overlay.ts';
import { findCommands, paletteCommands } from './palette-commands.ts';
import { useShell } from './shell-state.ts';
import { useRegistry } from './use-commands.ts';
import { useRunPalette } from './use-run-palette.ts';

interface PaletteProps {
  readonly shops: readonly ShopView[];
  readonly shop: ShopView | null;
}

/** Everything that can be done, found by typing: arrows choose, Enter does it, Esc leaves. */
export function Palette({ shops, shop }: PaletteProps) {
  const [typed, setTyped] = useState('');
  const close = useOverlay((state) => state.close);
  const tab = useShell((state) => state.tab);
  const live = useRegistry((state) => state.live);
  const run = useRunPalette(shop);
  const shopId = shop?.shopId ?? null;
  const all = paletteCommands({ tab, live: Object.fromEntries(live), shops, shopId });
  const found = findCommands(all, typed, shop !== null);
  const choose = (id: string) => {
    // What cannot be done says why beside its name; the palette stays for another choice.
    if (found.find((one) => one.id === id)?.why !== null) return;
    close();
    run(id);
  };
  return (
    <ModalOverlay
      className="overlay palette-overlay"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) close();
      }}
    >
      <Modal className="modal palette">
        <AriaDialog className="dialog palette-dialog" aria-label="Commands">
          <Autocomplete inputValue={typed} onInputChange={setTyped}>
            <TextField className="palette-field" aria-label="Command" autoFocus>
              <Icon name="search" />
              <Input className="input" placeholder="Command, shop or order id" maxLength={200} />
            </TextField>
            <Menu
              className="menu palette-list"
              aria-label="Commands found"
              items={found}
              renderEmptyState={() => <div className="list-empty">No command has these words.</div>}
            >
              {(command) => (
                <MenuItem
                  id={command.id}
                  className={command.why === null ? 'menu-item' : 'menu-item off'}
                  textValue={`${command.title} ${command.why ?? ''}`}
                  onAction={() => choose(command.id)}
                >
                  <span className="palette-group">{command.group}</span>
                  <span className="palette-title">
                    {command.title}
                    {command.why !== null && <span className="palette-why">{command.why}</span>}
                  </span>
                  {command.keys && <Keyboard className="keys">{command.keys}</Keyboard>}
                </MenuItem>
              )}
            </Menu>
          </Autocomplete>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
