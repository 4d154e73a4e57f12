import type { BusinessDate } from '../../app/domain/dates.ts';
import type { Reference, RowKey, ShopId } from '../../app/domain/ids.ts';
import type { RowVersion } from '../../app/domain/payments/row-versions.ts';
import type { PostingState } from '../../app/domain/posting-states.ts';
import type { Proof } from '../../app/domain/settlement/types.ts';
import type {
  RawCells,
  SettlementBook,
  StoredRow,
  StoredSettlement,
} from '../../app/ports/settlement-book.ts';
import type { Connection } from '../connection.ts';
import { isOneOf } from '../dialect.ts';
import { appendLine } from '../history.ts';
import { fromJson, safeMinor, toJson } from '../json.ts';
import type { SettlementRowTable, SettlementTable } from '../schema/schema.ts';
import { createEarned } from './earned.ts';
import { loadOpenRows } from './open-rows.ts';
import { createRawRowFinder, loadRawKeys } from './raw-pages.ts';
import { saveSettlement } from './save-settlement.ts';
import { fromTableRow, fromWithdrawalRow } from './settlement-rows.ts';
import { versionKeys } from './version-keys.ts';

export function createSettlementBook(connection: Connection): SettlementBook {
  const { query } = connection;
  const sumEarned = createEarned(connection);
  return {
    async saveSettlement(shopId, file, source, changed, at) {
      return saveSettlement(connection, shopId, file, source, changed, at);
    },

    /** Newest period first. */
    async list(shopId) {
      const rows = query
        .selectFrom('settlements')
        .selectAll()
        .where('shop_id', '=', shopId)
        .orderBy('period_to', 'desc')
        .orderBy('loaded_at', 'desc')
        .orderBy('settlement_id');
      const proofs = connection.all(
        query
          .selectFrom('settlement_proofs as p')
          .innerJoin('settlements as s', 's.settlement_id', 'p.settlement_id')
          .selectAll('p')
          .where('s.shop_id', '=', shopId)
          .orderBy('p.proof_id'),
      );
      const byFile = new Map<string, Proof[]>();
      for (const { settlement_id, proof_id, title, checked, failed } of proofs) {
        const known = byFile.get(settlement_id) ?? [];
        byFile.set(settlement_id, [...known, { id: proof_id, title, checked, failed }]);
      }
      return connection.all(rows).map((row) => toSettlement(row, byFile.get(row.settlement_id) ?? []));
    },

    /** By settled date (both ends included), then as they stood in their file. */
    async loadRows(shopId, range) {
      return connection.all(rowsQuery(connection, shopId, range)).map(toStoredRow);
    },

    async loadOpenRows(shopId, around) {
      return loadOpenRows(connection, shopId, around);
    },

    async loadRowsByKey(shopId, rowKeys) {
      const rows = rowsQuery(connection, shopId, { from: null, to: null }).where(
        isOneOf('r.row_key', rowKeys),
      );
      return new Map(connection.all(rows).map((row) => [row.row_key, toStoredRow(row)]));
    },

    async loadVersions(shopId) {
      return connection.all(versionsQuery(connection, shopId)).map(toVersion);
    },

    async sumEarned(shopId, to) {
      return sumEarned(shopId, to);
    },

    async saveDecision(shopId, rowKey, decision, at) {
      connection.transaction(() => {
        const before = connection.first(
          query
            .selectFrom('row_decisions')
            .select('decision')
            .where('shop_id', '=', shopId)
            .where('row_key', '=', rowKey),
        );
        if (decision === null) {
          connection.run(
            query.deleteFrom('row_decisions').where('shop_id', '=', shopId).where('row_key', '=', rowKey),
          );
        } else {
          const changes = { decision: toJson(decision), decided_at: at };
          connection.run(
            query
              .insertInto('row_decisions')
              .values({ shop_id: shopId, row_key: rowKey, ...changes })
              .onConflict((conflict) => conflict.columns(['shop_id', 'row_key']).doUpdateSet(changes)),
          );
        }
        appendLine(connection, {
          subject: rowKey,
          event: decision === null ? 'row.decisionRemoved' : 'row.decided',
          details: { shopId, before: before ? fromJson(before.decision) : null, after: decision },
          at,
        });
      });
    },

    /** By the type's text in lower case. */
    async loadTypeMeanings(shopId) {
      const rows = query
        .selectFrom('type_meanings')
        .select(['type', 'meaning'])
        .where('shop_id', '=', shopId);
      return new Map(connection.all(rows).map((row) => [row.type, row.meaning]));
    },

    async saveTypeMeaning(shopId, type, meaning, at) {
      connection.transaction(() => {
        const changes = { meaning, saved_at: at };
        connection.run(
          query
            .insertInto('type_meanings')
            .values({ shop_id: shopId, type: type.trim().toLowerCase(), ...changes })
            .onConflict((conflict) => conflict.columns(['shop_id', 'type']).doUpdateSet(changes)),
        );
        appendLine(connection, {
          subject: shopId,
          event: 'type.placed',
          details: { type, meaning },
          at,
        });
      });
    },

    async loadWithdrawals(shopId) {
      const rows = query.selectFrom('withdrawals').selectAll().where('shop_id', '=', shopId);
      return connection
        .all(rows.orderBy('requested_on').orderBy('type').orderBy('identity'))
        .map(fromWithdrawalRow);
    },

    async loadRawRows(shopId, rowKeys) {
      const rows = connection.all(
        query
          .selectFrom('settlement_rows as r')
          .select(['r.row_key', 'r.settlement_id', 'r.row_number'])
          .where('r.shop_id', '=', shopId)
          .where(isOneOf('r.row_key', rowKeys))
          .orderBy('r.settlement_id')
          .orderBy('r.row_number'),
      );
      const findRaw = createRawRowFinder(connection.raw);
      const files = connection.all(
        query
          .selectFrom('settlements')
          .select(['settlement_id', 'raw_headers'])
          .where('shop_id', '=', shopId),
      );
      const headers = new Map(
        files.map((file) => [file.settlement_id, fromJson<string[]>(file.raw_headers)]),
      );
      return new Map(
        rows.flatMap(({ row_key, settlement_id, row_number }): [RowKey, RawCells][] => {
          const found = findRaw(settlement_id, row_number);
          if (!found) return [];
          const cells = { headers: headers.get(settlement_id) ?? [], cells: found.cells };
          return [[row_key, { settlementId: settlement_id, ...cells }]];
        }),
      );
    },

    async loadKeysOfFile(shopId, settlementId) {
      const file = connection.first(
        query
          .selectFrom('settlements')
          .select('settlement_id')
          .where('shop_id', '=', shopId)
          .where('settlement_id', '=', settlementId),
      );
      if (!file) return null;
      return new Set(loadRawKeys(connection.raw, settlementId));
    },

    /** What is still on its way or has failed is not money moved (vendors/settlement-exports.md §6). */
    async loadWithdrawalTotals(shopId) {
      const sums = query
        .selectFrom('withdrawals')
        .select((eb) => ['type', eb.fn.sum<number>('amount_minor').as('total')])
        .where('shop_id', '=', shopId)
        .where('status', '=', 'transferred')
        .groupBy('type');
      const byType = new Map(connection.all(sums).map((row) => [row.type, safeMinor(row.total)]));
      return {
        earningsMinor: byType.get('earnings') ?? 0,
        withdrawnMinor: byType.get('withdrawal') ?? 0,
        gmvDeductionMinor: byType.get('gmvDeduction') ?? 0,
      };
    },
  };
}

interface Range {
  readonly from: BusinessDate | null;
  readonly to: BusinessDate | null;
}

export function rowsQuery(connection: Connection, shopId: ShopId, range: Range) {
  let rows = connection.query
    .selectFrom('settlement_rows as r')
    .leftJoin('row_decisions as d', (join) =>
      join.onRef('d.shop_id', '=', 'r.shop_id').onRef('d.row_key', '=', 'r.row_key'),
    )
    .leftJoin('row_bookings as b', (join) =>
      join.onRef('b.shop_id', '=', 'r.shop_id').onRef('b.row_key', '=', 'r.row_key'),
    )
    .leftJoin('outbox_documents as o', 'o.outbox_id', 'b.outbox_id')
    .selectAll('r')
    .select(['d.decision', 'o.reference as booked_by', 'o.state as booked_state'])
    .where('r.shop_id', '=', shopId);
  if (range.from !== null) rows = rows.where('r.settled_on', '>=', range.from);
  if (range.to !== null) rows = rows.where('r.settled_on', '<=', range.to);
  // Rows of several files with one date and number: as they were saved, which is how the index has them.
  return rows.orderBy('r.settled_on').orderBy('r.row_number');
}

/** Rows of chains of versions only: where exports agree there are none. */
export function versionsQuery(connection: Connection, shopId: ShopId) {
  return connection.query
    .selectFrom('settlement_rows as r')
    .leftJoin('row_bookings as b', (join) =>
      join.onRef('b.shop_id', '=', 'r.shop_id').onRef('b.row_key', '=', 'r.row_key'),
    )
    .leftJoin('row_decisions as d', (join) =>
      join.onRef('d.shop_id', '=', 'r.shop_id').onRef('d.row_key', '=', 'r.row_key'),
    )
    .select(['r.row_key', 'r.changes_row_key', 'b.batch_id', 'd.decision'])
    .where('r.shop_id', '=', shopId)
    .where('r.row_key', 'in', versionKeys(connection, shopId));
}

function toVersion(row: {
  row_key: RowKey;
  changes_row_key: RowKey | null;
  batch_id: number | null;
  decision: string | null;
}): RowVersion {
  return {
    key: row.row_key,
    changes: row.changes_row_key,
    isBooked: row.batch_id !== null,
    decision: row.decision === null ? null : fromJson(row.decision),
  };
}

interface JoinedRow extends SettlementRowTable {
  readonly decision: string | null;
  readonly booked_by: Reference | null;
  readonly booked_state: PostingState | null;
}

function toStoredRow(row: JoinedRow): StoredRow {
  return {
    row: fromTableRow(row),
    settlementId: row.settlement_id,
    decision: row.decision === null ? null : fromJson(row.decision),
    bookedBy: row.booked_by,
    bookedState: row.booked_state,
    changes: row.changes_row_key,
  };
}

function toSettlement(row: SettlementTable, proofs: readonly Proof[]): StoredSettlement {
  return {
    settlementId: row.settlement_id,
    shopId: row.shop_id,
    fileName: row.file_name,
    sha256: row.sha256,
    format: row.format,
    layout: row.layout,
    currency: row.currency,
    periodFrom: row.period_from,
    periodTo: row.period_to,
    rowCount: row.row_count,
    timeZone: row.time_zone,
    orderRows: row.order_rows,
    adjustmentRows: row.adjustment_rows,
    settlementMinor: row.settlement_minor,
    revenueMinor: row.revenue_minor,
    feesMinor: row.fees_minor,
    adjustmentsMinor: row.adjustments_minor,
    proofs,
    problems: fromJson(row.problems),
    added: row.added,
    alreadyKnown: row.already_known,
    changed: row.changed,
    loadedAt: row.loaded_at,
  };
}
