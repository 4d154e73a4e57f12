/**
 * Leaves of the finance API by the name that the settled income file gives the same fee (vendors/tiktok-shop.md §3.5.7,
 * vendors/settlement-exports.md §§2–3). The set is open: what is not here is named after its leaf.
 */
const names: Readonly<Record<string, string>> = {
  shipping_cost_amount: 'Shipping cost',
  platform_commission_amount: 'Platform commission fee',
  referral_fee_amount: 'Referral fee',
  refund_administration_fee_amount: 'Refund administration fee',
  transaction_fee_amount: 'Transaction fee',
  affiliate_commission_amount: 'Affiliate commission',
  affiliate_partner_commission_amount: 'Affiliate partner commission',
  affiliate_ads_commission_amount: 'Affiliate Shop Ads commission',
  affiliate_commission_deposit: 'Affiliate commission deposit',
  affiliate_commission_release: 'Affiliate commission refund',
  tap_shop_ads_commission: 'Affiliate Partner shop ads commission',
  sfp_service_fee_amount: 'Shipping Fee Program service fee',
  live_specials_fee_amount: 'LIVE Specials service fee',
  flash_sales_service_fee_amount: 'Flash Sale service fee',
  voucher_xtra_service_fee_amount: 'Voucher Xtra service fee',
  bonus_cashback_service_fee_amount: 'Bonus cashback service fee',
  campaign_resource_fee: 'Campaign resource fee',
  pre_order_service_fee_amount: 'Pre-order service fee',
  mall_service_fee_amount: 'Mall service fee',
  dynamic_commission_amount: 'Dynamic commission',
  dt_handling_fee_amount: 'Dilayani Tokopedia fee',
  vn_fix_infrastructure_fee: 'Infrastructure fee',
  installation_service_fee: 'Installation service fee',
  seller_paylater_handling_fee_amount: 'PayLater program fee',
  gmv_max_ad_fee_amount: 'GMV Max ad fee',
  platform_special_service_fee_amount: 'Platform special service fee',
  platform_support_fee_amount: 'Platform support fee',
  sst_amount: 'SST',
  gst_amount: 'GST',
};

export function feeNameOf(leaf: string): string {
  const known = names[leaf];
  if (known !== undefined) return known;
  const words = leaf
    .replace(/_amount$/, '')
    .replaceAll('_', ' ')
    .trim();
  return words === '' ? 'Fee without a name' : words.charAt(0).toUpperCase() + words.slice(1);
}
