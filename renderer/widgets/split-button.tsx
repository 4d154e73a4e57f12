import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icons.tsx';

export interface SplitAction {
  readonly id: string;
  readonly label: string;
  readonly onAction: () => void;
}

/** The usual action as a button, and the other ways under the arrow beside it. */
export function SplitButton(props: {
  label: string;
  menuLabel: string;
  icon?: IconName;
  onClick: () => void;
  disabledBecause: string | null;
  actions: readonly SplitAction[];
}) {
  return (
    <div className="split-button">
      <Button
        kind="primary"
        onClick={props.onClick}
        disabledBecause={props.disabledBecause}
        {...(props.icon ? { icon: props.icon } : {})}
      >
        {props.label}
      </Button>
      <MenuTrigger>
        <AriaButton
          className="button primary arrow"
          aria-label={props.menuLabel}
          isDisabled={props.disabledBecause !== null}
        >
          <Icon name="chevronDown" />
        </AriaButton>
        <Popover className="popover" placement="bottom end" offset={4}>
          <Menu className="menu" items={props.actions}>
            {(action) => (
              <MenuItem className="menu-item" onAction={action.onAction}>
                {action.label}
              </MenuItem>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
    </div>
  );
}
