import { addDays } from '../../domain/dates.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { ChannelStatement } from '../../domain/statements/statement.ts';
import type { FetchOptions, StatementRange } from '../../ports/channel.ts';
import { pageSize, statementsPath, statementTransactionsPath } from './endpoints.ts';
import { type CallFailure, unexpected } from './failures.ts';
import { type Page, readPages } from './pages.ts';
import type { ShopReader } from './shop-reader.ts';
import {
  statementPageSchema,
  transactionPageSchema,
  type WireStatement,
  type WireTransaction,
} from './statement-wire.ts';
import { toStatement } from './to-statement.ts';
import { describeProblem } from './wire.ts';

/**
 * Statements of settled dates, oldest first, each with all its transactions (vendors/tiktok-shop.md §§3.5.1 and 3.5.4).
 * A statement is whole or the answer is a failure: half a payout must not be booked.
 */
export async function readStatements(
  reader: ShopReader,
  range: StatementRange,
  options: FetchOptions,
): Promise<Result<readonly ChannelStatement[], CallFailure>> {
  const listed = await readPages({
    cancel: options.cancel,
    keyOf: (statement: WireStatement) => statement.id,
    fetchPage: (pageToken) => readStatementPage(reader, range, pageToken, options),
  });
  if (!listed.ok) return forFinance(listed.error);
  const wires = [...new Map(listed.value.items.map((statement) => [statement.id, statement])).values()].sort(
    (a, b) => a.statement_time - b.statement_time,
  );
  const statements: ChannelStatement[] = [];
  for (const wire of wires) {
    const pages = await readPages({
      cancel: options.cancel,
      keyOf: (transaction: WireTransaction) => transaction.id,
      fetchPage: (pageToken) => readTransactionPage(reader, wire.id, pageToken, options),
    });
    if (!pages.ok) return forFinance(pages.error);
    const { items, totalCount } = pages.value;
    const transactions = [...new Map(items.map((one) => [one.id, one])).values()];
    if (totalCount !== null && transactions.length !== totalCount) {
      return err(
        unexpected(
          'statement',
          `statement ${wire.id} counts ${totalCount} transactions, ${transactions.length} came`,
        ),
      );
    }
    const statement = toStatement(wire, transactions);
    if (!statement.ok) return err(unexpected('statement', statement.error));
    const { settledOn } = statement.value;
    if (settledOn >= range.from && settledOn <= range.to) statements.push(statement.value);
    options.onProgress?.(statements.length, wires.length);
  }
  return ok(statements);
}

async function readStatementPage(
  reader: ShopReader,
  { from, to }: StatementRange,
  pageToken: string,
  options: FetchOptions,
): Promise<Result<Page<WireStatement>, CallFailure>> {
  // The statement of a day is made at the beginning of the next one, UTC.
  const midnight = (date: string) => Date.parse(`${date}T00:00:00Z`) / 1000;
  const answer = await reader.read(
    {
      method: 'GET',
      endpoint: 'finance/statements',
      path: statementsPath(reader.versions),
      query: {
        sort_field: 'statement_time',
        sort_order: 'ASC',
        statement_time_ge: String(midnight(addDays(from, 1))),
        statement_time_lt: String(midnight(addDays(to, 1)) + 43_200),
        page_size: String(pageSize),
        ...(pageToken === '' ? {} : { page_token: pageToken }),
      },
    },
    options.cancel,
  );
  if (!answer.ok) return answer;
  const page = statementPageSchema.safeParse(answer.value);
  if (!page.success) return err(unexpected('statements', describeProblem(page.error)));
  const { statements, next_page_token: nextPageToken } = page.data;
  return ok({ items: statements, nextPageToken, totalCount: null });
}

async function readTransactionPage(
  reader: ShopReader,
  statementId: string,
  pageToken: string,
  options: FetchOptions,
): Promise<Result<Page<WireTransaction>, CallFailure>> {
  const answer = await reader.read(
    {
      method: 'GET',
      endpoint: 'finance/statement_transactions',
      path: statementTransactionsPath(reader.versions, statementId),
      query: {
        // Nothing else is accepted (§3.5.4).
        sort_field: 'order_create_time',
        page_size: String(pageSize),
        ...(pageToken === '' ? {} : { page_token: pageToken }),
      },
    },
    options.cancel,
  );
  if (!answer.ok) return answer;
  const page = transactionPageSchema.safeParse(answer.value);
  if (!page.success) return err(unexpected('transactions', describeProblem(page.error)));
  const { transactions, next_page_token: nextPageToken, total_count: totalCount } = page.data;
  return ok({ items: transactions, nextPageToken, totalCount });
}

/** A permission that is missing here is another one than for orders. */
function forFinance(failure: CallFailure): Result<never, CallFailure> {
  if (failure.kind !== 'scope') return err(failure);
  return err({
    ...failure,
    message:
      'The app may not read the finances of this shop: the permission Finance Information (seller.finance.info) is missing or was unticked at consent. Nothing is lost: load the settlement file of Seller Center instead, or give the permission in Partner Center and link the shop again.',
  });
}
