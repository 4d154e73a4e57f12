import type { ShopId } from '../app/domain/ids.ts';
import type { BankBook, StoredBankLine } from '../app/ports/bank.ts';
import type { Connection } from './connection.ts';
import { appendLine } from './history.ts';
import type { BankLineTable } from './schema/schema-bank.ts';

export function createBankBook(connection: Connection): BankBook {
  const { query } = connection;
  const record = (subject: string, event: string, details: Record<string, unknown>, at: number) =>
    appendLine(connection, { subject, event, details, at });
  return {
    async saveLines(lines, fileName, at) {
      return connection.transaction(() => {
        let added = 0;
        for (const line of lines) {
          const outcome = connection.run(
            query
              .insertInto('bank_lines')
              .values({
                line_id: line.lineId,
                booked_on: line.bookedOn,
                amount_minor: line.amountMinor,
                currency: line.currency,
                text: line.text,
                file_name: fileName,
                added_at: at,
              })
              .onConflict((conflict) => conflict.column('line_id').doNothing()),
          );
          added += outcome;
        }
        if (added > 0) record('bank', 'bank.linesAdded', { added, fileName }, at);
        return { added, alreadyKnown: lines.length - added };
      });
    },

    async listLines(currency, { from, to }) {
      let rows = query
        .selectFrom('bank_lines as l')
        .leftJoin('bank_matches as m', 'm.line_id', 'l.line_id')
        .selectAll('l')
        .select(['m.shop_id', 'm.withdrawal_id'])
        .where('l.currency', '=', currency);
      if (from !== null) rows = rows.where('l.booked_on', '>=', from);
      if (to !== null) rows = rows.where('l.booked_on', '<=', to);
      return connection.all(rows.orderBy('l.booked_on').orderBy('l.line_id')).map(toStoredLine);
    },

    async removeLine(lineId, at) {
      return connection.transaction(() => {
        const isMatched = connection.first(
          query.selectFrom('bank_matches').select('line_id').where('line_id', '=', lineId),
        );
        if (isMatched) return false;
        const line = connection.first(
          query.selectFrom('bank_lines').selectAll().where('line_id', '=', lineId),
        );
        if (!line) return false;
        connection.run(query.deleteFrom('bank_lines').where('line_id', '=', lineId));
        record('bank', 'bank.lineRemoved', { ...line }, at);
        return true;
      });
    },

    async listMatches(shopId) {
      const rows = query
        .selectFrom('bank_matches as m')
        .innerJoin('bank_lines as l', 'l.line_id', 'm.line_id')
        .selectAll('l')
        .select(['m.withdrawal_id', 'm.accepted_at'])
        .where('m.shop_id', '=', shopId);
      return connection.all(rows.orderBy('m.withdrawal_id')).map((row) => ({
        withdrawalId: row.withdrawal_id,
        line: toLine(row),
        acceptedAt: row.accepted_at,
      }));
    },

    async saveMatch(shopId, withdrawalId, lineId, at) {
      return connection.transaction(() => {
        const taken = connection.first(
          query
            .selectFrom('bank_matches')
            .select('line_id')
            .where((eb) =>
              eb.or([
                eb('line_id', '=', lineId),
                eb.and([eb('shop_id', '=', shopId), eb('withdrawal_id', '=', withdrawalId)]),
              ]),
            ),
        );
        const withdrawal = connection.first(
          query
            .selectFrom('withdrawals')
            .select('amount_minor')
            .where('shop_id', '=', shopId)
            .where('type', '=', 'withdrawal')
            .where('identity', '=', withdrawalId),
        );
        const line = connection.first(
          query.selectFrom('bank_lines').selectAll().where('line_id', '=', lineId),
        );
        if (taken || !withdrawal || !line) return false;
        connection.run(
          query.insertInto('bank_matches').values({
            shop_id: shopId,
            withdrawal_id: withdrawalId,
            line_id: lineId,
            accepted_at: at,
          }),
        );
        record(withdrawalId, 'bank.matched', { shopId, lineId, amountMinor: line.amount_minor }, at);
        return true;
      });
    },

    async removeMatch(shopId, withdrawalId, at) {
      return connection.transaction(() => {
        const removed = connection.run(
          query
            .deleteFrom('bank_matches')
            .where('shop_id', '=', shopId)
            .where('withdrawal_id', '=', withdrawalId),
        );
        if (removed === 0) return false;
        record(withdrawalId, 'bank.matchRemoved', { shopId }, at);
        return true;
      });
    },

    async loadOpening(shopId) {
      const row = connection.first(
        query.selectFrom('opening_balances').select('amount_minor').where('shop_id', '=', shopId),
      );
      return row?.amount_minor ?? 0;
    },

    async saveOpening(shopId, amountMinor, at) {
      connection.transaction(() => {
        const changes = { amount_minor: amountMinor, saved_at: at };
        connection.run(
          query
            .insertInto('opening_balances')
            .values({ shop_id: shopId, ...changes })
            .onConflict((conflict) => conflict.column('shop_id').doUpdateSet(changes)),
        );
        record(shopId, 'bank.openingSaved', { amountMinor }, at);
      });
    },
  };
}

function toLine(row: BankLineTable) {
  return {
    lineId: row.line_id,
    bookedOn: row.booked_on,
    amountMinor: row.amount_minor,
    currency: row.currency,
    text: row.text,
  };
}

function toStoredLine(
  row: BankLineTable & { readonly shop_id: ShopId | null; readonly withdrawal_id: string | null },
): StoredBankLine {
  const { shop_id: shopId, withdrawal_id: withdrawalId } = row;
  return {
    ...toLine(row),
    fileName: row.file_name,
    addedAt: row.added_at,
    match: shopId !== null && withdrawalId !== null ? { shopId, withdrawalId } : null,
  };
}
