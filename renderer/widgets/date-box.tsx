import { useState } from 'react';
import { parseBusinessDate } from '../../app/domain/dates.ts';

/**
 * A business date, written `YYYY-MM-DD` on every machine: the browser's own date box would write 10/01 for the first of
 * October on one and for the tenth of January on another. What is no date is marked and not handed on.
 */
export function DateBox(props: { label: string; value: string; onChange: (date: string) => void }) {
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? props.value;
  const isDate = text.trim() === '' || parseBusinessDate(text.trim()) !== null;
  return (
    <label className="inline-field">
      {props.label}
      <input
        className="input date-box"
        inputMode="numeric"
        placeholder="YYYY-MM-DD"
        maxLength={10}
        value={text}
        aria-invalid={!isDate || undefined}
        title={isDate ? undefined : 'Write the date as YYYY-MM-DD'}
        onChange={(event) => {
          const next = event.target.value.trim();
          const isWhole = next === '' || parseBusinessDate(next) !== null;
          setDraft(isWhole ? null : event.target.value);
          if (isWhole) props.onChange(next);
        }}
        onBlur={() => setDraft(null)}
      />
    </label>
  );
}
