import { dayStart } from './calendar.ts';
import {
  BREAKFAST_KIT,
  CANDLE_SET,
  CATALOGUE,
  GIFT_CARD,
  RETRO_LAMP,
  TOTE_OLD,
  UNNAMED_HOOK,
} from './catalogue.ts';
import type { Random } from './random.ts';
import type { OrderStatus, OrderStory, SandboxShop } from './types.ts';

/** An order before it has ids and prices: what happens to it, on which days. */
export interface Draft {
  readonly status: OrderStatus;
  readonly story: OrderStory | null;
  /** Unix seconds. */
  readonly createdAt: number;
  readonly lines: readonly DraftLine[];
  /** Day number (1 = 1 October) of the first settlement row, null for an order that is not settled. */
  readonly settleDay: number | null;
  readonly paid: boolean;
}

interface DraftLine {
  readonly sellerSku: string;
  readonly units: number;
  readonly gift?: boolean;
  readonly cancelled?: boolean;
}

const ORDINARY = CATALOGUE.flatMap((product) => product.skus)
  .filter((sku) => sku.storyOnly !== true)
  .map((sku) => sku.sellerSku);

/** The fewest orders a shop can have: the stories plus some of every status. */
const FEWEST_ORDERS = 160;

/** All drafts of a shop, oldest first. */
export function draftOrders(shop: SandboxShop, count: number, random: Random): readonly Draft[] {
  const stories = draftStories(shop, random);
  const ordinary = draftOrdinary(shop, Math.max(count, FEWEST_ORDERS) - stories.length, random);
  return [...stories, ...ordinary].sort((a, b) => a.createdAt - b.createdAt);
}

/** An instant on that day inside the shop's waking hours; the UTC date is then also the local date. */
function moment(day: number, shop: SandboxShop, random: Random): number {
  const [from, to] = shop.region === 'MY' ? [3_600, 50_000] : [21_600, 80_000];
  return dayStart(day) + random.int(from, to);
}

function ordinaryLines(random: Random): DraftLine[] {
  const first = random.pick(ORDINARY);
  const lines: DraftLine[] = [{ sellerSku: first, units: random.pick([1, 1, 1, 1, 1, 2, 2, 3]) }];
  if (random.chance(0.22)) {
    const second = random.pick(ORDINARY);
    if (second !== first) lines.push({ sellerSku: second, units: 1 });
  }
  return lines;
}

function draftOrdinary(shop: SandboxShop, count: number, random: Random): Draft[] {
  const gb = shop.region === 'GB';
  const some = (part: number): number => Math.max(3, Math.round(count * part));
  // Statuses follow age: the youngest orders are the furthest from delivery.
  const young: readonly [OrderStatus, number, number, number][] = [
    ['UNPAID', some(0.02), 31, 31],
    ['ON_HOLD', gb ? some(0.015) : 0, 31, 31],
    ['AWAITING_SHIPMENT', some(0.045), 30, 31],
    ['PARTIALLY_SHIPPING', gb ? some(0.012) : 0, 30, 30],
    ['AWAITING_COLLECTION', some(0.03), 29, 30],
    ['IN_TRANSIT', some(0.065), 28, 30],
    ['CANCELLED', some(0.035), 1, 30],
  ];
  const drafts: Draft[] = [];
  for (const [status, amount, from, to] of young) {
    for (let i = 0; i < amount; i += 1) {
      const lines = ordinaryLines(random);
      // Something can only be shipped in part when there are two units.
      const partial = status === 'PARTIALLY_SHIPPING' && lines.every((line) => line.units < 2);
      drafts.push({
        status,
        story: null,
        createdAt: moment(random.int(from, to), shop, random),
        lines: partial ? lines.map((line) => ({ ...line, units: line.units + 1 })) : lines,
        settleDay: null,
        paid: status !== 'UNPAID' && status !== 'CANCELLED',
      });
    }
  }
  const unsettled = some(0.06);
  for (let i = 0; i < unsettled; i += 1) {
    const createdAt = moment(random.int(26, 28), shop, random);
    drafts.push({
      status: 'DELIVERED',
      story: null,
      createdAt,
      lines: ordinaryLines(random),
      settleDay: null,
      paid: true,
    });
  }
  while (drafts.length < count) {
    const day = random.int(1, 25);
    drafts.push({
      status: day <= 18 || random.chance(0.3) ? 'COMPLETED' : 'DELIVERED',
      story: null,
      createdAt: moment(day, shop, random),
      lines: ordinaryLines(random),
      // A few wait until the very last day, so that it is a day like the others.
      settleDay: random.chance(0.025) ? 45 : day + random.int(9, 18),
      paid: true,
    });
  }
  return drafts;
}

interface Story {
  readonly story: OrderStory;
  readonly times: number;
  readonly days: readonly [number, number];
  readonly lines: (random: Random) => DraftLine[];
  readonly status?: OrderStatus;
  readonly unsettled?: boolean;
}

const one = (sellerSku: string, units = 1): DraftLine => ({ sellerSku, units });
const gift: DraftLine = { sellerSku: GIFT_CARD, units: 1, gift: true };

const STORIES: readonly Story[] = [
  { story: 'gift-line', times: 4, days: [3, 20], lines: (r) => [...ordinaryLines(r), gift] },
  { story: 'gift-only', times: 1, days: [6, 6], lines: () => [gift] },
  {
    story: 'sample',
    times: 1,
    days: [8, 8],
    lines: () => [one('VAS-GLS-AMB')],
    status: 'COMPLETED',
    unsettled: true,
  },
  { story: 'part-refund', times: 2, days: [4, 14], lines: (r) => [one(r.pick(['MUG-STONE', 'MUG-INK']), 2)] },
  { story: 'full-refund-fee-kept', times: 2, days: [5, 15], lines: () => [one('TEA-HERR-OAT', 2)] },
  { story: 'zero-row', times: 2, days: [5, 16], lines: () => [one('PLT-ENA-GRN')] },
  { story: 'late-refund', times: 2, days: [3, 12], lines: () => [one('BRD-OLV-S'), one('MUG-SAGE')] },
  {
    story: 'two-rows-one-day',
    times: 1,
    days: [9, 9],
    lines: () => [one('THR-WOOL-GREY'), one('BSK-SEA-M', 2)],
  },
  {
    story: 'two-rows-two-days',
    times: 1,
    days: [10, 10],
    lines: () => [one('BRD-OLV-L'), one('CAN-PINE-180')],
  },
  { story: 'reversal', times: 1, days: [7, 7], lines: () => [one('THR-WOOL-RUST')] },
  {
    story: 'cancelled-after-payment',
    times: 6,
    days: [2, 28],
    lines: ordinaryLines,
    status: 'CANCELLED',
    unsettled: true,
  },
  { story: 'missing-item', times: 8, days: [2, 18], lines: (r) => [one(TOTE_OLD, r.int(1, 2))] },
  {
    story: 'virtual-bundle',
    times: 10,
    days: [2, 18],
    lines: (r) => (r.chance(0.3) ? [one(CANDLE_SET), one('TEA-HERR-OAT')] : [one(CANDLE_SET, r.int(1, 2))]),
  },
  { story: 'kit-item', times: 6, days: [2, 18], lines: () => [one(BREAKFAST_KIT)] },
  {
    story: 'inactive-item',
    times: 2,
    days: [28, 29],
    lines: () => [one(RETRO_LAMP)],
    status: 'IN_TRANSIT',
    unsettled: true,
  },
  {
    story: 'inactive-item',
    times: 1,
    days: [31, 31],
    lines: () => [one(RETRO_LAMP)],
    status: 'AWAITING_SHIPMENT',
    unsettled: true,
  },
  {
    story: 'no-seller-sku',
    times: 2,
    days: [28, 30],
    lines: () => [one(UNNAMED_HOOK)],
    status: 'IN_TRANSIT',
    unsettled: true,
  },
];

const PART_CANCELLED: Story = {
  story: 'part-cancelled',
  times: 2,
  days: [8, 13],
  lines: () => [one('CAN-SALT-180', 2), { sellerSku: 'TEA-HERR-BLUE', units: 1, cancelled: true }],
};

function draftStories(shop: SandboxShop, random: Random): Draft[] {
  const stories = shop.region === 'GB' ? [...STORIES, PART_CANCELLED] : STORIES;
  const drafts = stories.flatMap((story) =>
    Array.from({ length: story.times }, (_, index): Draft => {
      // Spread the days so that no two tellings of a story fall on one day by accident.
      const [from, to] = story.days;
      const day = from + Math.floor(((to - from) * index) / Math.max(1, story.times - 1));
      return {
        status: story.status ?? 'COMPLETED',
        story: story.story,
        createdAt: moment(day, shop, random),
        lines: story.lines(random),
        settleDay: story.unsettled === true ? null : day + random.int(9, 14),
        paid: true,
      };
    }),
  );
  return [...drafts, ...monthEdges(shop, random)];
}

/** Two orders that are October's only by the shop's own clock (the first) or in its last minutes (the second). */
function monthEdges(shop: SandboxShop, random: Random): Draft[] {
  const offset = shop.region === 'MY' ? 8 * 3_600 : 3_600;
  const lastOffset = shop.region === 'MY' ? 8 * 3_600 : 0;
  return [
    {
      status: 'COMPLETED',
      story: 'month-edge',
      createdAt: dayStart(1) - offset + 25 * 60,
      lines: ordinaryLines(random),
      settleDay: 11,
      paid: true,
    },
    {
      status: 'UNPAID',
      story: 'month-edge',
      createdAt: dayStart(32) - lastOffset - 20 * 60,
      lines: ordinaryLines(random),
      settleDay: null,
      paid: false,
    },
  ];
}
