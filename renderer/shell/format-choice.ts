import { create } from 'zustand';
import { type FormatStyle, locales, setStyle, usualStyle } from '../widgets/format-style.ts';
import { recall, remember } from '../widgets/remember.ts';

interface FormatChoice {
  readonly style: FormatStyle;
  choose(style: FormatStyle): void;
}

/** How figures and dates are written. The app is drawn anew when it changes: every cell has some. */
export const useFormatChoice = create<FormatChoice>((set) => ({
  style: usualStyle,
  choose: (style) => {
    remember('locale', style.locale);
    remember('dates', style.isoDates ? 'iso' : 'locale');
    setStyle(style);
    set({ style });
  },
}));

/** Before anything is shown: the style chosen last. */
export function restoreFormats(): void {
  const kept = recall('locale');
  const style: FormatStyle = {
    locale: locales.find((one) => one === kept) ?? usualStyle.locale,
    isoDates: recall('dates') === 'iso',
  };
  setStyle(style);
  useFormatChoice.setState({ style });
}

/** Changes when everything has to be written anew. */
export function styleKey({ locale, isoDates }: FormatStyle): string {
  return `${locale} ${isoDates}`;
}
