import { parseBusinessDate } from '../../app/domain/dates.ts';
import { currentStyle, type LocaleChoice, toLocale } from './format-style.ts';

interface DateForm {
  readonly format: Intl.DateTimeFormat;
  /** Order of day, month and year in this locale. */
  readonly order: readonly ('day' | 'month' | 'year')[];
}

const forms = new Map<LocaleChoice, DateForm>();

function formOf(choice: LocaleChoice): DateForm {
  const known = forms.get(choice);
  if (known) return known;
  const format = new Intl.DateTimeFormat(toLocale(choice), {
    timeZone: 'UTC',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const order = format
    .formatToParts(0)
    .flatMap(({ type }) => (type === 'day' || type === 'month' || type === 'year' ? [type] : []));
  const form = { format, order };
  forms.set(choice, form);
  return form;
}

/** Business date `YYYY-MM-DD` → `14/10/2026` in British English, `14.10.2026` in German. What is no date stays as it is. */
export function formatDate(on: string): string {
  const { locale, isoDates } = currentStyle();
  if (isoDates || parseBusinessDate(on) === null) return on;
  return formOf(locale).format.format(Date.parse(`${on}T00:00:00Z`));
}

/** A sentence of the backend, which writes every date `YYYY-MM-DD`: the same with its dates as they are written here. */
export function localDates(sentence: string): string {
  return sentence.replace(/(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])/g, formatDate);
}

/** UTC instant → date as `formatDate` writes it and time `09:30`, in the zone given (the shop's), else the computer's. */
export function formatInstant(at: number, timeZone?: string): string {
  return `${formatDate(instantDate(at, timeZone))} ${formatTime(at, timeZone)}`;
}

/** UTC instant → `09:30`. */
export function formatTime(at: number, timeZone?: string): string {
  return timeFormat(timeZone).format(at);
}

/** `DD/MM/YYYY`, as an empty box says what it takes. */
export function datePattern(): string {
  const { locale, isoDates } = currentStyle();
  if (isoDates) return 'YYYY-MM-DD';
  const letters = { day: 'DD', month: 'MM', year: 'YYYY' } as const;
  return formOf(locale)
    .format.formatToParts(0)
    .map(({ type, value }) => (type === 'day' || type === 'month' || type === 'year' ? letters[type] : value))
    .join('');
}

/**
 * What a person types → business date: ISO always, else three numbers in the order of the locale, whatever stands
 * between them. The year has four digits, so that nothing is taken for a date before it is whole. Null = not a date.
 */
export function parseDateInput(text: string): string | null {
  const typed = text.trim();
  if (/^\d{4}-/.test(typed)) return parseBusinessDate(typed);
  const match = /^(\d{1,4})\s*[./\-\s]\s*(\d{1,2})\s*[./\-\s]\s*(\d{1,4})$/.exec(typed);
  if (!match) return null;
  const parts = { day: '', month: '', year: '' };
  for (const [index, type] of formOf(currentStyle().locale).order.entries())
    parts[type] = match[index + 1] ?? '';
  if (parts.year.length !== 4) return null;
  return parseBusinessDate(`${parts.year}-${parts.month.padStart(2, '0')}-${parts.day.padStart(2, '0')}`);
}

const instants = new Map<string, Intl.DateTimeFormat>();

function instantDate(at: number, timeZone?: string): string {
  const key = `date ${timeZone ?? ''}`;
  const known = instants.get(key);
  // en-CA writes YYYY-MM-DD.
  const format =
    known ??
    new Intl.DateTimeFormat('en-CA', {
      ...zoneOf(timeZone),
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
  instants.set(key, format);
  return format.format(at);
}

function timeFormat(timeZone?: string): Intl.DateTimeFormat {
  const key = `time ${timeZone ?? ''}`;
  const known = instants.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    ...zoneOf(timeZone),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  instants.set(key, format);
  return format;
}

function zoneOf(timeZone?: string): { timeZone?: string } {
  return timeZone === undefined ? {} : { timeZone };
}
