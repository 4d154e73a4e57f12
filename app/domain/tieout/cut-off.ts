import { type BusinessDate, toBusinessDate } from '../dates.ts';
import type { OrderId } from '../ids.ts';

/** An order by the instant it was created. Minor units. */
export interface TimedOrder {
  readonly orderId: OrderId;
  readonly createdAt: number;
  readonly goodsMinor: number;
}

export interface MovedOrder {
  readonly orderId: OrderId;
  readonly createdAt: number;
  readonly goodsMinor: number;
  readonly dateHere: BusinessDate;
  readonly dateThere: BusinessDate;
}

/** What moves out of one month into another when the books keep the other zone's dates. */
export interface MonthShift {
  /** `YYYY-MM` in the zone of the books, and in the other. */
  readonly from: string;
  readonly to: string;
  readonly orders: number;
  readonly goodsMinor: number;
}

export interface CutOff {
  readonly timeZone: string;
  readonly shifts: readonly MonthShift[];
  readonly moved: readonly MovedOrder[];
}

/** Which orders, and how much money, change month when `timeZone` decides the date instead of `booksZone`. */
export function planCutOff(orders: Iterable<TimedOrder>, booksZone: string, timeZone: string): CutOff {
  const moved: MovedOrder[] = [];
  const shifts = new Map<string, MonthShift>();
  for (const order of orders) {
    const dateHere = toBusinessDate(order.createdAt, booksZone);
    const dateThere = toBusinessDate(order.createdAt, timeZone);
    const from = dateHere.slice(0, 7);
    const to = dateThere.slice(0, 7);
    if (from === to) continue;
    moved.push({ ...order, dateHere, dateThere });
    const before = shifts.get(`${from} ${to}`);
    shifts.set(`${from} ${to}`, {
      from,
      to,
      orders: (before?.orders ?? 0) + 1,
      goodsMinor: (before?.goodsMinor ?? 0) + order.goodsMinor,
    });
  }
  return {
    timeZone,
    moved: moved.sort((a, b) => a.createdAt - b.createdAt),
    shifts: [...shifts.values()].sort((a, b) => (`${a.from}${a.to}` < `${b.from}${b.to}` ? -1 : 1)),
  };
}
