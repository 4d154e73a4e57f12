import type { ReactNode } from 'react';
import { Button } from '../../widgets/button.tsx';
import { Dialog } from '../../widgets/dialog.tsx';
import { Icon } from '../../widgets/icons.tsx';

export interface WizardProps<Step extends string> {
  readonly title: string;
  /** All steps in their order, with what they are called. */
  readonly steps: readonly { readonly id: Step; readonly name: string }[];
  readonly step: Step;
  readonly onClose: () => void;
  /** What went wrong in this step, told in place. */
  readonly problem?: string | null;
  readonly onBack?: (() => void) | null;
  /** The main action; Enter does the same. */
  readonly next: { readonly label: string; readonly run: () => void; readonly off?: string | null };
  /** What leaving is called: nothing is kept before the last step, nothing is lost after it. */
  readonly leave?: string | null;
  readonly children: ReactNode;
}

/** Steps in one dialog: what is done, where one is, one action ahead. The first field of a step has the focus. */
export function Wizard<Step extends string>(props: WizardProps<Step>) {
  const at = props.steps.findIndex((one) => one.id === props.step);
  const run = () => {
    if ((props.next.off ?? null) === null) props.next.run();
  };
  return (
    <Dialog
      title={props.title}
      className="wizard"
      holds
      onClose={props.onClose}
      onSubmit={run}
      actions={
        <>
          {props.leave !== null && (
            <span className="left">
              <Button onClick={props.onClose}>{props.leave ?? 'Cancel'}</Button>
            </span>
          )}
          {props.onBack && <Button onClick={props.onBack}>Back</Button>}
          <Button kind="primary" type="submit" disabledBecause={props.next.off ?? null}>
            {props.next.label}
          </Button>
        </>
      }
    >
      <ol className="wizard-steps" aria-label="Steps">
        {props.steps.map((one, index) => (
          <li
            key={one.id}
            className={index < at ? 'past' : index === at ? 'now' : 'ahead'}
            aria-current={index === at ? 'step' : undefined}
          >
            <span className="wizard-dot">{index < at ? <Icon name="check" size={12} /> : index + 1}</span>
            {one.name}
          </li>
        ))}
      </ol>
      <div key={props.step} className="wizard-body" ref={focusFirst}>
        {props.problem && (
          <p className="wizard-problem" role="alert">
            <Icon name="alert" size={14} /> {props.problem}
          </p>
        )}
        {props.children}
      </div>
    </Dialog>
  );
}

/** Runs when a step appears: where it has nothing to fill in, its first sentence is read. */
function focusFirst(body: HTMLDivElement | null): void {
  const places = 'input:not([type=radio]), input[type=radio]:checked, select, [data-first]';
  body?.querySelector<HTMLElement>(places)?.focus();
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

/** One of a few, each with a line that explains it. */
export function RadioList(props: {
  label: string;
  name: string;
  value: string;
  choices: readonly Choice[];
  onChange: (value: string) => void;
}) {
  return (
    <fieldset className="radio-list">
      <legend>{props.label}</legend>
      {props.choices.map((choice) => (
        <label key={choice.value} className="radio">
          <input
            type="radio"
            name={props.name}
            value={choice.value}
            checked={choice.value === props.value}
            onChange={() => props.onChange(choice.value)}
          />
          <span>
            {choice.label}
            {choice.hint && <span className="field-hint">{choice.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
