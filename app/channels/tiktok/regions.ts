import { type Currency, parseCurrency } from '../../domain/money.ts';

interface Region {
  readonly currency: string;
  /** Where the shop's business day begins; the largest city's zone where a country has several. */
  readonly timeZone: string;
}

/** The API names only the country of a shop. Markets of vendors/tiktok-shop.md §6, and the euro neighbours. */
const regions: Readonly<Record<string, Region>> = {
  GB: { currency: 'GBP', timeZone: 'Europe/London' },
  US: { currency: 'USD', timeZone: 'America/Los_Angeles' },
  MY: { currency: 'MYR', timeZone: 'Asia/Kuala_Lumpur' },
  SG: { currency: 'SGD', timeZone: 'Asia/Singapore' },
  ID: { currency: 'IDR', timeZone: 'Asia/Jakarta' },
  TH: { currency: 'THB', timeZone: 'Asia/Bangkok' },
  VN: { currency: 'VND', timeZone: 'Asia/Ho_Chi_Minh' },
  PH: { currency: 'PHP', timeZone: 'Asia/Manila' },
  DE: { currency: 'EUR', timeZone: 'Europe/Berlin' },
  FR: { currency: 'EUR', timeZone: 'Europe/Paris' },
  IT: { currency: 'EUR', timeZone: 'Europe/Rome' },
  ES: { currency: 'EUR', timeZone: 'Europe/Madrid' },
  IE: { currency: 'EUR', timeZone: 'Europe/Dublin' },
  AT: { currency: 'EUR', timeZone: 'Europe/Vienna' },
  BE: { currency: 'EUR', timeZone: 'Europe/Brussels' },
  NL: { currency: 'EUR', timeZone: 'Europe/Amsterdam' },
  JP: { currency: 'JPY', timeZone: 'Asia/Tokyo' },
  MX: { currency: 'MXN', timeZone: 'America/Mexico_City' },
  BR: { currency: 'BRL', timeZone: 'America/Sao_Paulo' },
  SA: { currency: 'SAR', timeZone: 'Asia/Riyadh' },
};

/** Currency and time zone of a shop's country; null for a country that is not in the table. */
export function regionOf(country: string): { readonly currency: Currency; readonly timeZone: string } | null {
  const code = country.trim().toUpperCase();
  const region = Object.hasOwn(regions, code) ? regions[code] : undefined;
  const currency = region ? parseCurrency(region.currency) : null;
  return region && currency ? { currency, timeZone: region.timeZone } : null;
}
