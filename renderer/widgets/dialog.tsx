import type { FormEvent, ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button, IconButton } from './button.tsx';

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
  /** A click beside it does not close it: what was typed would be lost. Esc and Cancel still do. */
  readonly holds?: boolean;
  /** Another class of the box, where its size is its own. */
  readonly className?: string;
  /** Shown at the bottom, right; the main action comes last. */
  readonly actions?: ReactNode;
  /** Enter in a field and the submit button lead here. */
  readonly onSubmit?: () => void;
}

/** A modal dialog. Esc closes, focus stays inside and goes back where it was. */
export function Dialog(props: DialogProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A dialog opened from another one stands in its form as far as React is concerned: only its own is sent.
    event.stopPropagation();
    props.onSubmit?.();
  };
  return (
    <ModalOverlay
      className="overlay"
      isOpen
      isDismissable={props.holds !== true}
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
    >
      <Modal className={`modal${props.wide ? ' wide' : ''}${props.className ? ` ${props.className}` : ''}`}>
        <AriaDialog className="dialog">
          <form className="dialog-form" onSubmit={submit} noValidate>
            <header className="dialog-head">
              <Heading slot="title">{props.title}</Heading>
              <IconButton icon="cross" label="Close" onClick={props.onClose} />
            </header>
            <div className="dialog-body">{props.children}</div>
            {props.actions && <footer className="dialog-foot">{props.actions}</footer>}
          </form>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** A question before something is done. Enter confirms. */
export function ConfirmDialog(props: {
  title: string;
  confirm: string;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
  danger?: boolean;
  disabledBecause?: string | null;
}) {
  const off = props.disabledBecause ?? null;
  const confirm = () => {
    if (off === null) props.onConfirm();
  };
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      onSubmit={confirm}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button kind={props.danger ? 'danger' : 'primary'} type="submit" disabledBecause={off} autoFocus>
            {props.confirm}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
}
