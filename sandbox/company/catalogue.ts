import type { Minor } from './money.ts';

/** What the company sells, in both shops, and which Stokly item stands behind it. */
export interface CatalogueSku {
  /** The seller SKU as typed in TikTok Shop. */
  readonly sellerSku: string;
  readonly variant: string;
  readonly price: { readonly GB: Minor; readonly MY: Minor };
  /** The item in Stokly; null where none exists (virtual bundle, forgotten code). */
  readonly item: CatalogueItem | null;
  /** Children of a bundle, by seller SKU. */
  readonly parts?: readonly { readonly sellerSku: string; readonly count: number }[];
  readonly barcode?: string;
  readonly weightGrams: number;
  /** Ordinary orders do not use it; a story does. */
  readonly storyOnly?: boolean;
}

interface CatalogueItem {
  /** The item code in Stokly, which may differ in case or stray spaces from the seller SKU. */
  readonly code: string;
  readonly name: string;
  readonly kit?: boolean;
  readonly deleted?: boolean;
}

export interface CatalogueProduct {
  readonly title: { readonly GB: string; readonly MY: string };
  readonly skus: readonly CatalogueSku[];
}

type Options = Partial<Pick<CatalogueSku, 'parts' | 'barcode' | 'storyOnly'>>;

function sku(
  sellerSku: string,
  variant: string,
  gbp: Minor,
  myr: Minor,
  weightGrams: number,
  item: CatalogueItem | null,
  options: Options = {},
): CatalogueSku {
  return { sellerSku, variant, price: { GB: gbp, MY: myr }, weightGrams, item, ...options };
}

const same = (code: string, name: string): CatalogueItem => ({ code, name });

export const TOTE_OLD = 'TOTE-OLD-NAVY';
export const CANDLE_SET = 'SET-CANDLE-DUO';
export const BREAKFAST_KIT = 'KIT-BREAKFAST';
export const GIFT_CARD = 'CRD-THANKS';
export const RETRO_LAMP = 'LMP-RETRO-01';
export const UNNAMED_HOOK = '';

export const CATALOGUE: readonly CatalogueProduct[] = [
  {
    title: { GB: 'Harbour Stoneware Mug 350 ml', MY: 'Mug Seramik Harbour 350 ml' },
    skus: [
      sku('MUG-STONE', 'Stone', 950, 3890, 420, same('MUG-STONE', 'Stoneware mug, stone'), {
        barcode: '5012345678900',
      }),
      sku('MUG-SAGE', 'Sage', 950, 3890, 420, same('mug-sage', 'Stoneware mug, sage'), {
        barcode: '5012345678917',
      }),
      sku('MUG-INK', 'Ink blue', 975, 3990, 420, same(' MUG-INK ', 'Stoneware mug, ink blue')),
    ],
  },
  {
    title: { GB: 'Pine Soy Candle <b>180 g</b>', MY: 'Lilin Soya Pine <b>180 g</b>' },
    skus: [
      sku('CAN-PINE-180', 'Pine', 1200, 4800, 260, same('CAN-PINE-180', 'Soy candle 180 g, pine')),
      sku('CAN-SALT-180', 'Sea salt', 800, 3200, 260, same('CAN-SALT-180', 'Soy candle 180 g, sea salt')),
    ],
  },
  {
    title: { GB: 'Linen Tea Towel "Herringbone"', MY: 'Tuala Dapur Linen "Herringbone"' },
    skus: [
      sku('TEA-HERR-OAT', 'Oat', 725, 2990, 110, same('TEA-HERR-OAT', 'Tea towel herringbone, oat')),
      sku('TEA-HERR-BLUE', 'Blue', 725, 2990, 110, same('Tea-Herr-Blue', 'Tea towel herringbone, blue')),
    ],
  },
  {
    title: { GB: 'Canvas Tote Bag', MY: 'Beg Tote Kanvas' },
    skus: [
      sku(TOTE_OLD, 'Navy', 1450, 5590, 230, same('TOTE-NVY', 'Canvas tote bag, navy'), { storyOnly: true }),
      sku('TOTE-NATURAL', 'Natural', 1450, 5590, 230, same('TOTE-NATURAL', 'Canvas tote bag, natural')),
    ],
  },
  {
    title: { GB: 'Enamel Plate 24 cm', MY: 'Pinggan Enamel 24 cm' },
    skus: [
      sku('PLT-ENA-WHT', 'White', 895, 3450, 310, same('PLT-ENA-WHT', 'Enamel plate 24 cm, white')),
      sku('PLT-ENA-GRN', 'Green rim', 945, 3650, 310, same('PLT-ENA-GRN', 'Enamel plate 24 cm, green rim')),
    ],
  },
  {
    title: { GB: "Baker's Olive Wood Board", MY: 'Papan Kayu Zaitun 橄榄木砧板' },
    skus: [
      sku('BRD-OLV-S', 'Small, 30 cm', 1899, 7490, 780, same('BRD-OLV-S', 'Olive wood board, small')),
      sku('BRD-OLV-L', 'Large, 45 cm', 3249, 12990, 1400, same('BRD-OLV-L', 'Olive wood board, large')),
    ],
  },
  {
    title: { GB: 'Recycled Wool Throw, 130 × 170 cm', MY: 'Selimut Bulu Kitar Semula' },
    skus: [
      sku('THR-WOOL-GREY', 'Grey', 3499, 13990, 900, same('THR-WOOL-GREY', 'Wool throw, grey')),
      sku('THR-WOOL-RUST', 'Rust', 3499, 13990, 900, same('THR-WOOL-RUST', 'Wool throw, rust'), {
        barcode: '5012345678924',
      }),
    ],
  },
  {
    title: { GB: 'Hand-blown Vase 手工花瓶', MY: '手工玻璃花瓶 Pasu Kaca' },
    skus: [
      sku('VAS-GLS-CLR', 'Clear', 1675, 6490, 650, same('VAS-GLS-CLR', 'Glass vase, clear')),
      sku('VAS-GLS-AMB', 'Amber', 1675, 6490, 650, same('VAS-GLS-AMB', 'Glass vase, amber')),
    ],
  },
  {
    title: { GB: 'Seagrass Basket', MY: 'Bakul Anyaman Rumput Laut' },
    skus: [
      sku('BSK-SEA-M', 'Medium', 1599, 6290, 540, same('BSK-SEA-M', 'Seagrass basket, medium')),
      sku('700245', 'Large', 2199, 8690, 810, same('700245', 'Seagrass basket, large')),
    ],
  },
  {
    title: { GB: 'Thank-you Card 🎁', MY: 'Kad Terima Kasih 🎁' },
    skus: [sku(GIFT_CARD, 'Single', 199, 790, 20, same(GIFT_CARD, 'Thank-you card'), { storyOnly: true })],
  },
  {
    title: { GB: 'Candle Duo Gift Set', MY: 'Set Hadiah Lilin Berkembar' },
    skus: [
      sku(CANDLE_SET, 'Pine + Sea salt', 1850, 7200, 560, null, {
        storyOnly: true,
        parts: [
          { sellerSku: 'CAN-PINE-180', count: 1 },
          { sellerSku: 'CAN-SALT-180', count: 1 },
        ],
      }),
    ],
  },
  {
    title: { GB: 'Breakfast for Two', MY: 'Set Sarapan untuk Dua' },
    skus: [
      sku(
        BREAKFAST_KIT,
        '2 mugs, 2 plates',
        3290,
        12990,
        1500,
        { code: BREAKFAST_KIT, name: 'Breakfast for two (kit)', kit: true },
        {
          storyOnly: true,
          parts: [
            { sellerSku: 'MUG-STONE', count: 2 },
            { sellerSku: 'PLT-ENA-WHT', count: 2 },
          ],
        },
      ),
    ],
  },
  {
    title: { GB: 'Retro Table Lamp (last few)', MY: 'Lampu Meja Retro' },
    skus: [
      sku(
        RETRO_LAMP,
        'Cream',
        2750,
        10990,
        1900,
        { code: RETRO_LAMP, name: 'Retro table lamp, cream', deleted: true },
        { storyOnly: true },
      ),
    ],
  },
  {
    title: { GB: 'Brass Wall Hook', MY: 'Cangkuk Dinding Loyang' },
    skus: [
      sku('HOOK-BRS-1', 'Single', 595, 2390, 90, same('HOOK-BRS-1', 'Brass wall hook, single')),
      sku(UNNAMED_HOOK, 'Set of 3', 1525, 6190, 270, null, { storyOnly: true }),
    ],
  },
];
