import type { ShopId } from '../../app/domain/ids.ts';
import type { Currency } from '../../app/domain/money.ts';
import type { PaymentList, RowScope } from '../../app/ports/payment-list.ts';
import type { Connection } from '../connection.ts';
import { paymentListTables } from '../schema/schema-payment-list.ts';
import { layFees, layFileRows, layRows, placesOfShop, rankOf } from './payment-list-lay.ts';
import { layOrders, type OrderTotals, orderTotals, orderWindow } from './payment-list-orders.ts';
import {
  type CountedRows,
  countQuery,
  few,
  findTwice,
  indexSort,
  type ListPlace,
  rowByKey,
  rowWindow,
  toListedRows,
  toTotals,
  wantedRanks,
} from './payment-list-rows.ts';
import { type FeeTotals, readDays, readFees } from './payment-list-sums.ts';

/** What is laid of one shop. Totals are kept by filter, so that the windows of one filter count its rows once. */
interface Laid extends ListPlace {
  readonly currency: Currency;
  hasFees: boolean;
  readonly files: Set<string>;
  readonly rowTotals: Map<string, CountedRows>;
  readonly orderTotals: Map<string, OrderTotals>;
  readonly feeTotals: Map<string, FeeTotals>;
}

/** How many filters' totals are kept. */
const keptTotals = 60;

function remembered<Value>(known: Map<string, Value>, key: object, make: () => Value): Value {
  const text = JSON.stringify(key);
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size >= keptTotals) known.clear();
  const made = make();
  known.set(text, made);
  return made;
}

export function createPaymentList(connection: Connection): PaymentList {
  // Nothing of the list is written to a file, not even to a passing one.
  connection.raw.pragma('temp_store = MEMORY');
  connection.raw.exec(paymentListTables);
  const shops = new Map<ShopId, Laid>();
  /** One filter's orders are laid at a time: their windows, sorting and text filters read them. */
  let ordersLaid: string | null = null;

  const laidOf = (shopId: ShopId): Laid => {
    const laid = shops.get(shopId);
    if (!laid) throw new Error(`The payment list of shop ${shopId} is not laid`);
    return laid;
  };

  /** Lays what a scope needs besides the rows. */
  const prepare = (scope: RowScope): Laid => {
    const laid = laidOf(scope.shopId);
    if (scope.fee !== null && !laid.hasFees) {
      layFees(connection, scope.shopId, laid.base);
      laid.hasFees = true;
    }
    if (scope.file && !laid.files.has(scope.file.settlementId)) {
      layFileRows(connection, scope.file.settlementId, laid.base);
      laid.files.add(scope.file.settlementId);
    }
    return laid;
  };

  return {
    async lay(shopId, currency, judgements, changes) {
      const known = shops.get(shopId);
      const base = known?.base ?? shops.size * placesOfShop;
      connection.raw
        .transaction(() => layRows(connection, shopId, currency, base, judgements, changes))
        .deferred();
      ordersLaid = null;
      shops.set(shopId, {
        base,
        currency,
        hasFees: false,
        files: new Set(),
        rowTotals: new Map(),
        orderTotals: new Map(),
        feeTotals: new Map(),
      });
    },

    async rejudge(shopId, changes) {
      const laid = laidOf(shopId);
      const judge = connection.statement(updateJudgement);
      connection.raw
        .transaction(() => {
          for (const [rowKey, judgement] of changes) {
            if (judgement?.status === 'superseded') throw new Error('A judgement does not supersede a row');
            const rank = judgement ? rankOf(judgement.status) : null;
            judge.run({
              rowKey,
              rank,
              reason: judgement?.reason ?? null,
              choices: judgement?.choices.join() ?? '',
              base: laid.base,
              end: laid.base + placesOfShop,
            });
          }
        })
        .deferred();
      ordersLaid = null;
      for (const totals of [laid.rowTotals, laid.orderTotals, laid.feeTotals]) totals.clear();
    },

    async rows(filter, window) {
      const laid = prepare(filter);
      const { status: _, columns, ...rest } = filter;
      const key = { ...rest, columns: columns.filter(({ column }) => column !== 'status') };
      const counted = remembered(laid.rowTotals, key, () => ({
        statuses: connection.all(countQuery(connection, laid, filter)),
        twice: findTwice(connection, laid, filter),
      }));
      const totals = toTotals(counted, wantedRanks(filter));
      if (totals.total >= few) indexSort(connection, window.sort);
      const found = connection.all(rowWindow(connection, laid, filter, window, totals.total));
      return { rows: toListedRows(connection, filter.shopId, found), ...totals };
    },

    async row(shopId, rowKey) {
      const found = connection.all(rowByKey(connection, laidOf(shopId), rowKey));
      return toListedRows(connection, shopId, found)[0] ?? null;
    },

    async orders(filter, window) {
      const laid = prepare(filter);
      const { text: _, status: __, columns: ___, ...scope } = filter;
      const key = JSON.stringify(scope);
      if (ordersLaid !== key) {
        layOrders(connection, laid, filter, laid.currency);
        ordersLaid = key;
      }
      const { total, sums } = remembered(laid.orderTotals, filter, () => orderTotals(connection, filter));
      return { rows: orderWindow(connection, filter, window, total), total, sums };
    },

    async fees(scope) {
      const laid = prepare(scope);
      if (!laid.hasFees) layFees(connection, scope.shopId, laid.base);
      laid.hasFees = true;
      return remembered(laid.feeTotals, scope, () => readFees(connection, laid, scope));
    },

    async bookedDays(shopId) {
      return readDays(connection, laidOf(shopId), shopId);
    },
  };
}

const updateJudgement = `
UPDATE payment_rows SET status_rank = coalesce(:rank, own_rank), reason = :reason, choices = :choices
WHERE row_key = :rowKey AND place > :base AND place <= :end`;
