import type { Recipient } from '../../domain/orders.ts';
import type { WireAddress } from './wire.ts';

const cityLevels = ['city', 'town', 'post town', 'municipality', 'district'];

/** The address as far as it is given: masked or absent for many statuses and markets (vendors/tiktok-shop.md §3.2). */
export function toRecipient(address: WireAddress | null | undefined): Recipient {
  const districts = address?.district_info ?? [];
  const named = (names: readonly string[]) =>
    districts.find((district) => names.includes(district.address_level_name.toLowerCase()))?.address_name;
  const level = (code: string) => districts.find((district) => district.address_level === code)?.address_name;
  return {
    name: address?.name ?? '',
    line1: address?.address_line1 || address?.address_detail || '',
    line2: address?.address_line2.trim() ?? '',
    city: address?.post_town || named(cityLevels) || level('L2') || '',
    region: level('L1') ?? '',
    postcode: address?.postal_code ?? '',
    country: address?.region_code ?? '',
  };
}
