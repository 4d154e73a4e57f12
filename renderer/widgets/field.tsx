import { type ReactNode, useId } from 'react';
import { Icon } from './icons.tsx';
import { useTyped } from './use-typed.ts';

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is missing or wrong, told at the field. */
  readonly problem?: string | undefined;
}

function Below({ id, hint, problem }: { id: string; hint?: ReactNode; problem?: string | undefined }) {
  if (problem !== undefined) {
    return (
      <span className="field-problem" id={id}>
        <Icon name="alert" size={13} /> {problem}
      </span>
    );
  }
  return hint ? (
    <span className="field-hint" id={id}>
      {hint}
    </span>
  ) : null;
}

export function TextField(
  props: FieldProps & {
    value: string;
    onChange: (value: string) => void;
    type?: 'text' | 'password';
    placeholder?: string;
    required?: boolean;
  },
) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        className="input"
        type={props.type ?? 'text'}
        value={props.value}
        placeholder={props.placeholder}
        required={props.required}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={props.problem !== undefined || undefined}
        aria-describedby={`${id}-below`}
        onChange={(event) => props.onChange(event.target.value)}
      />
      <Below id={`${id}-below`} hint={props.hint} problem={props.problem} />
    </div>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export function SelectField(
  props: FieldProps & { value: string; options: readonly Option[]; onChange: (value: string) => void },
) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        className="input"
        value={props.value}
        aria-invalid={props.problem !== undefined || undefined}
        aria-describedby={`${id}-below`}
        onChange={(event) => props.onChange(event.target.value)}
      >
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Below id={`${id}-below`} hint={props.hint} problem={props.problem} />
    </div>
  );
}

export function CheckField(props: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label className="check-field">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      {props.label}
    </label>
  );
}

/** A box that narrows a list while typing. */
export function FilterBox(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
}) {
  const { typed, type } = useTyped(props.value, props.onChange);
  return (
    <div className="filter-box">
      <Icon name="search" />
      <input
        type="search"
        className="input"
        aria-label={props.label}
        placeholder={props.placeholder ?? props.label}
        value={typed}
        maxLength={200}
        spellCheck={false}
        onChange={(event) => type(event.target.value)}
      />
    </div>
  );
}
