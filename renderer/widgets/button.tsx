import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons.tsx';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick?: () => void;
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly icon?: IconName;
  /** Why it cannot be pressed now. It stays focusable, so that the reason can be read with mouse and keyboard. */
  readonly disabledBecause?: string | null;
  readonly type?: 'button' | 'submit';
  readonly title?: string;
  readonly small?: boolean;
  readonly label?: string;
  readonly autoFocus?: boolean;
  readonly tabIndex?: number;
}

export function Button({ kind = 'plain', type = 'button', disabledBecause = null, ...props }: ButtonProps) {
  const off = disabledBecause !== null;
  return (
    <button
      type={off ? 'button' : type}
      className={`button ${kind}${props.small ? ' small' : ''}`}
      aria-disabled={off || undefined}
      aria-label={props.label}
      title={disabledBecause ?? props.title}
      tabIndex={props.tabIndex}
      // The first thing to do in a dialog; nothing else passes autoFocus.
      ref={props.autoFocus ? focusOnce : undefined}
      onClick={off ? undefined : props.onClick}
    >
      {props.icon && <Icon name={props.icon} />}
      {props.children}
    </button>
  );
}

function focusOnce(button: HTMLButtonElement | null): void {
  button?.focus();
}

/** A square button with a drawing only; the label is its name for screen readers and its tooltip. */
export function IconButton(props: { icon: IconName; label: string; onClick: () => void; tabIndex?: number }) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={props.label}
      title={props.label}
      tabIndex={props.tabIndex}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}
