import { useRef } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Icon } from '../widgets/icons.tsx';

interface MappingFileMenuProps {
  readonly onSave: () => void;
  readonly onFile: (file: File) => void;
}

/** Mappings out of the books and in again, as a file for a spreadsheet. */
export function MappingFileMenu({ onSave, onFile }: MappingFileMenuProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <MenuTrigger>
        <AriaButton className="button">
          <Icon name="file" />
          Mappings file
          <Icon name="chevronDown" />
        </AriaButton>
        <Popover className="popover" placement="bottom end" offset={4}>
          <Menu className="menu" aria-label="Mappings file">
            <MenuItem className="menu-item" onAction={onSave}>
              Save all mappings as CSV
            </MenuItem>
            <MenuItem className="menu-item" onAction={() => input.current?.click()}>
              Read mappings from a file
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.xlsx"
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be chosen again after it was corrected.
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
    </>
  );
}
