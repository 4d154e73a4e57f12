import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Compilable } from 'kysely';
import type { OrderFilter } from '../../app/ports/order-book.ts';
import type { Deps } from '../../app/services/deps.ts';
import { reportBridge } from '../../app/services/tieout/bridges.ts';
import { type Connection, connect } from '../../db/connection.ts';
import { type OpenBooks, openBooks } from '../../db/open.ts';
import { statusCellsQuery } from '../../db/orders/order-cells.ts';
import { coverageQuery, daysQuery } from '../../db/orders/orders.ts';
import { openDatabase } from '../../db/raw-database.ts';
import { rowsQuery } from '../../db/settlements/settlements.ts';
import { at, day, shopId } from '../../db/testing/builders.ts';
import { type BenchRow, toFigure } from '../figure.ts';
import { benchMonth, growBooks, makeMonthBooks } from '../grown-books.ts';
import { interleave } from '../interleave.ts';
import { must } from '../vendors.ts';

const times = 100;
const month = { from: day(benchMonth.from), to: day(benchMonth.to) };
const span = { from: Date.UTC(2026, 4, 1), to: Date.UTC(2026, 5, 1) };
const filter: OrderFilter = { shopId, ...month, status: null, text: '', columns: [] };

type Question = readonly [id: string, words: string, ask: (books: OpenBooks) => Promise<unknown>];

const questions: readonly Question[] = [
  [
    '10a',
    'foot and counts of statuses',
    (books) =>
      Promise.all([
        books.orders.list(filter, { sort: 'orderedOn', descending: true, offset: 0, limit: 100 }),
        books.orders.countByStatus(filter),
      ]),
  ],
  [
    '10b',
    'coverage',
    (books) => Promise.all([books.orders.loadCoverage(shopId, span), books.orders.countByDay(shopId, month)]),
  ],
  ['10c', 'rows of the tie-out', (books) => books.settlements.loadRows(shopId, month)],
  [
    '10d',
    'tie-out bridge with the balance before it',
    async (books) => {
      // The bridge asks the books, and nothing else of these.
      const deps = { books } as unknown as Deps;
      return must(await reportBridge(deps, { shopId, ...benchMonth, by: 'scope', settlementId: null }));
    },
  ],
];

/** Row 10: what is asked about a month, in books that hold it alone and in books a hundred times as large. */
export const largeBooksRow: BenchRow = {
  id: '10',
  async run({ repetitions, scale }) {
    const orders = Math.round(10_000 * scale);
    const folder = mkdtempSync(join(tmpdir(), 'tieout-bench-'));
    const [small, large] = [join(folder, 'small.tieout'), join(folder, 'large.tieout')];
    try {
      await makeMonthBooks(small, orders);
      growBooks(small, large, times);
      const plans = countPlans(large);
      const [one, other] = [open(large), open(small)];
      const figures = [];
      for (const [id, words, ask] of questions) {
        const compared = await interleave(
          repetitions,
          { one: { work: () => several(one, ask) }, other: { work: () => several(other, ask) } },
          [`${orders * times} orders`, `${orders} orders`],
        );
        const work = `${words} of a month with ${orders} orders: books of ${orders * times} ÷ books of ${orders}`;
        figures.push(toFigure({ id, work, goal: { most: 1.5 }, ...compared }));
      }
      await one.close();
      await other.close();
      return [
        ...figures,
        toFigure({
          id: '10e',
          work: 'plans that search an index ÷ all of these',
          ratio: plans.indexed / plans.all,
          goal: { least: 1 },
          samples: {},
        }),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function open(file: string): OpenBooks {
  const opened = openBooks(file, { now: () => at });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

/** Five times, each after a write: what was asked before is not kept across one. */
async function several(books: OpenBooks, ask: (books: OpenBooks) => Promise<unknown>): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    await books.linkChecks.save('bench', { checkedAt: at + turn, trouble: null, test: null });
    await ask(books);
  }
}

function countPlans(file: string): { readonly indexed: number; readonly all: number } {
  const raw = openDatabase(file, { readonly: true });
  const connection = connect(raw);
  const queries: readonly Compilable[] = [
    statusCellsQuery(connection, filter),
    daysQuery(connection, shopId, month),
    coverageQuery(connection, shopId, span),
    rowsQuery(connection, shopId, month),
  ];
  const indexed = queries.filter((query) => !/\bSCAN\b/.test(explain(connection, query))).length;
  raw.close();
  return { indexed, all: queries.length };
}

function explain(connection: Connection, query: Compilable): string {
  const { sql, parameters } = query.compile();
  const steps = connection.raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
  // EXPLAIN QUERY PLAN always has a column `detail`.
  return steps.map((step) => (step as { readonly detail: string }).detail).join('\n');
}
