import { type Currency, parseMinor } from '../../app/domain/money.ts';
import { decimalSign, toPlainFigures } from '../widgets/format.ts';

/**
 * An amount as a person of this locale writes it, with or without groups of three: `1,234.50`, `1234.5`, `-20`. Null
 * when it is none, or when a sign stands where this locale has none: `12.50` is no amount where the comma is decimal.
 */
export function parseTypedAmount(text: string, currency: Currency): number | null {
  const typed = text.trim().replace('\u2212', '-');
  const decimal = decimalSign() === ',' ? ',' : '\\.';
  const group = decimalSign() === ',' ? "[.\\s'\u2019\u00a0\u202f]" : "[,\\s'\u2019\u00a0\u202f]";
  const form = new RegExp(`^-?(\\d+|\\d{1,3}(${group}\\d{3})+)(${decimal}\\d+)?$`);
  if (!form.test(typed)) return null;
  const minor = parseMinor(toPlainFigures(typed), currency);
  return minor.ok ? minor.value : null;
}
