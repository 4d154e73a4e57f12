/** How this person reads figures and dates. `system` is the language of the browser or the computer. */
export const locales = ['system', 'en-GB', 'en-US', 'ms-MY', 'de-DE', 'id-ID', 'vi-VN', 'th-TH'] as const;
export type LocaleChoice = (typeof locales)[number];

export interface FormatStyle {
  readonly locale: LocaleChoice;
  /** Dates as `YYYY-MM-DD` whatever the locale. */
  readonly isoDates: boolean;
}

export const usualStyle: FormatStyle = { locale: 'system', isoDates: false };

let style: FormatStyle = usualStyle;

/** For formatting functions; screens are drawn anew when it changes (shell/format-choice.ts). */
export function currentStyle(): FormatStyle {
  return style;
}

export function setStyle(next: FormatStyle): void {
  style = next;
}

/**
 * The locale for `Intl`. Books are kept in the Gregorian calendar and in these digits everywhere, also where the
 * locale would write other years (th-TH: 2569) or other digits.
 */
export function toLocale(choice: LocaleChoice): string {
  const tag = choice === 'system' ? systemLocale() : choice;
  return new Intl.Locale(tag, { calendar: 'gregory', numberingSystem: 'latn' }).toString();
}

/** Without a browser (tests, scripts) British English, as the texts are. */
function systemLocale(): string {
  return typeof window === 'undefined' ? 'en-GB' : window.navigator.language;
}
