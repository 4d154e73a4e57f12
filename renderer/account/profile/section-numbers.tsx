import { SelectField, TextField } from '../../widgets/field.tsx';
import type { SectionProps } from './shared.tsx';
import { ZonePicker } from './zone-picker.tsx';

export function TaxFields({ draft, set, problems }: SectionProps) {
  return (
    <>
      <SelectField
        label="Tax"
        hint="Per line: net = gross ÷ (1 + rate), rounded; the gross stays exact."
        value={draft.taxMode}
        options={[
          { value: 'none', label: 'None' },
          { value: 'inclusive', label: 'Prices include tax' },
        ]}
        onChange={(value) => set({ taxMode: value === 'inclusive' ? 'inclusive' : 'none' })}
      />
      {draft.taxMode === 'inclusive' && (
        <>
          <TextField
            label="Tax rate, %"
            hint="From 0 to 100, at most two decimals."
            value={draft.taxPercent}
            problem={problems.get('tax')}
            onChange={(taxPercent) => set({ taxPercent })}
          />
          <TextField
            label="Name of the tax"
            hint="As it is called in the books."
            value={draft.taxName}
            onChange={(taxName) => set({ taxName })}
          />
        </>
      )}
    </>
  );
}

export function NumberFields({ draft, set, problems }: SectionProps) {
  return (
    <>
      <ZonePicker
        zone={draft.timeZone}
        problem={problems.get('timeZone')}
        onChange={(timeZone) => set({ timeZone })}
      />
      <TextField
        label="Invoice orders from"
        hint="Older orders are never posted. Empty: all of them may be."
        placeholder="YYYY-MM-DD"
        value={draft.invoiceFromText}
        problem={problems.get('invoiceFrom')}
        onChange={(invoiceFromText) => set({ invoiceFromText })}
      />
      <TextField
        label="Prefix of numbers"
        hint={`Put before the order ID: ${draft.numberPrefix}576461413038785752.`}
        value={draft.numberPrefix}
        problem={problems.get('numberPrefix')}
        onChange={(numberPrefix) => set({ numberPrefix })}
      />
    </>
  );
}
