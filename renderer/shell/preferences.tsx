import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { CheckField, SelectField } from '../widgets/field.tsx';
import { formatDate, formatInstant, formatMoney } from '../widgets/format.ts';
import { type LocaleChoice, locales } from '../widgets/format-style.ts';
import { useFormatChoice } from './format-choice.ts';
import { useOverlay } from './overlay.ts';
import { resetView } from './reset-view.ts';
import { type Theme, useTheme } from './theme.ts';

const localeNames: Readonly<Record<LocaleChoice, string>> = {
  system: 'As the computer',
  'en-GB': 'English (United Kingdom)',
  'en-US': 'English (United States)',
  'ms-MY': 'Malay (Malaysia)',
  'de-DE': 'German (Germany)',
  'id-ID': 'Indonesian (Indonesia)',
  'vi-VN': 'Vietnamese (Vietnam)',
  'th-TH': 'Thai (Thailand)',
};

const themes: readonly { readonly value: Theme; readonly label: string }[] = [
  { value: 'system', label: 'As the computer' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** What one person likes: kept with the books, without effect on what is booked. */
export function Preferences() {
  const close = useOverlay((state) => state.close);
  const { style, choose } = useFormatChoice();
  const { theme, choose: chooseTheme } = useTheme();
  return (
    <Dialog
      title="Preferences"
      onClose={close}
      onSubmit={close}
      actions={
        <>
          <span className="left">
            <Button
              title="Filters, sorting, columns and first steps as at the first start"
              onClick={() => void resetView()}
            >
              Reset the view
            </Button>
          </span>
          <Button kind="primary" type="submit" autoFocus>
            Done
          </Button>
        </>
      }
    >
      <SelectField
        label="Figures and dates"
        value={style.locale}
        options={locales.map((value) => ({ value, label: localeNames[value] }))}
        onChange={(value) => choose({ ...style, locale: locales.find((one) => one === value) ?? 'system' })}
      />
      <CheckField
        label="Dates as YYYY-MM-DD"
        checked={style.isoDates}
        onChange={(isoDates) => choose({ ...style, isoDates })}
      />
      <p className="muted">
        Looks like <span className="figures">{formatMoney(123_450, 'GBP')}</span>,{' '}
        <span className="figures">{formatMoney(-1_250_000, 'IDR')}</span>,{' '}
        <span className="figures">{formatInstant(Date.UTC(2026, 9, 14, 9, 30), 'UTC')}</span>. Boxes for dates
        take {formatDate('2026-10-14')} and 2026-10-14.
      </p>
      <SelectField
        label="Colours"
        value={theme}
        options={themes}
        onChange={(value) => chooseTheme(themes.find((one) => one.value === value)?.value ?? 'system')}
      />
      <p className="muted">
        Kept with these books, without effect on what is booked. Reset the view changes neither figures nor
        colours.
      </p>
    </Dialog>
  );
}
