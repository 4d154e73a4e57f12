import { scaleMinor } from '../money.ts';
import type { TaxTreatment } from '../profile.ts';

/**
 * Splits a gross amount that contains tax: net = gross ÷ (1 + rate) rounded half away from zero, tax = gross − net,
 * so that gross is exact whatever the rounding (accounting.md §1). Minor units.
 */
export function splitTax(grossMinor: number, tax: TaxTreatment): { netMinor: number; taxMinor: number } {
  if (tax.mode === 'none') return { netMinor: grossMinor, taxMinor: 0 };
  const netMinor = scaleMinor(grossMinor, 10_000, 10_000 + tax.rateBasisPoints);
  return { netMinor, taxMinor: grossMinor - netMinor };
}
