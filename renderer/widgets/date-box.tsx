import { useState } from 'react';
import { datePattern, formatDate, parseDateInput } from './format.ts';

/**
 * A business date, written as this person writes dates; `YYYY-MM-DD` is taken as well. The browser's own date box would
 * go by the browser alone. The empty box says the form, and what is no date is marked and not handed on.
 */
export function DateBox(props: { label: string; value: string; onChange: (date: string) => void }) {
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? formatDate(props.value);
  const isDate = text.trim() === '' || parseDateInput(text) !== null;
  return (
    <label className="inline-field">
      {props.label}
      <input
        className="input date-box"
        inputMode="numeric"
        placeholder={datePattern()}
        maxLength={10}
        value={text}
        aria-invalid={!isDate || undefined}
        title={isDate ? undefined : `Write the date as ${datePattern()} or YYYY-MM-DD`}
        onChange={(event) => {
          const typed = event.target.value;
          const date = typed.trim() === '' ? '' : parseDateInput(typed);
          setDraft(date === null ? typed : null);
          if (date !== null) props.onChange(date);
        }}
        onBlur={() => setDraft(null)}
      />
    </label>
  );
}
