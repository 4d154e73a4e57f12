import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import {
  type ColumnKind,
  type ColumnValue,
  joinChoices,
  matchesColumn,
  parseColumnFilter,
} from '../app/domain/column-filter.ts';
import { whereColumn } from './column-filter.ts';
import { aConnection } from './testing/books.ts';
import { gbp } from './testing/builders.ts';

const words = fc.oneof(
  fc.constantFrom('Tote', 'tote bag', 'ÁO ĐỎ', 'áo đỏ', "x' or 1=1 --", '100%', 'a_b', '\\'),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
const ids = fc.stringMatching(/^[A-Za-z0-9_%-]{0,6}$/);
const figures = fc.integer({ min: -300, max: 300 });
const dates = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const choices = fc.constantFrom('held', 'ready', 'in|transit', '!odd', '=');
const signs = fc.constantFrom('', '=', '>', '>=', '<', '<=');

function numberTexts(bounds: fc.Arbitrary<string>) {
  return fc.oneof(
    fc.tuple(signs, bounds).map(([sign, bound]) => `${sign}${bound}`),
    fc.tuple(bounds, bounds).map(([a, b]) => `${a}..${b}`),
    bounds.map((bound) => `..${bound}`),
    bounds.map((bound) => `${bound}..`),
  );
}

const textTexts = (values: fc.Arbitrary<string>) =>
  values.chain((word) => fc.constantFrom(word, `=${word}`, `${word}*`, word.slice(1), word.toUpperCase()));

/** For each kind: values as a list has them, and what somebody might type to find them. */
const cases: Readonly<
  Record<ColumnKind, { values: fc.Arbitrary<ColumnValue>; texts: fc.Arbitrary<string> }>
> = {
  text: { values: words, texts: textTexts(words) },
  id: { values: ids, texts: textTexts(ids) },
  money: { values: figures, texts: numberTexts(figures.map((minor) => (minor / 100).toFixed(2))) },
  count: { values: figures, texts: numberTexts(figures.map(String)) },
  date: {
    values: dates,
    texts: numberTexts(
      fc.oneof(
        dates,
        dates.map((date) => date.slice(0, 7)),
      ),
    ),
  },
  choice: { values: choices, texts: fc.uniqueArray(choices, { minLength: 1 }).map(joinChoices) },
};
const isFigure = (kind: ColumnKind) => kind === 'money' || kind === 'count';

test.each(Object.keys(cases) as ColumnKind[])('the books find the same %s as a list in memory', (kind) => {
  const connection = aConnection();
  connection.raw.exec(
    `CREATE TABLE found (place INTEGER, value ${isFigure(kind) ? 'INTEGER' : 'TEXT'}) STRICT`,
  );
  const insert = connection.raw.prepare('INSERT INTO found VALUES (?, ?)');
  const empty = fc.constantFrom<ColumnValue>(null, ...(isFigure(kind) ? [] : ['']));
  const { values, texts } = cases[kind];
  const asked = fc.oneof({ weight: 9, arbitrary: texts }, { weight: 1, arbitrary: fc.constant('=') });
  let compared = 0;

  fc.assert(
    fc.property(
      fc.array(fc.oneof({ weight: 5, arbitrary: values }, { weight: 1, arbitrary: empty }), {
        maxLength: 20,
      }),
      fc.boolean(),
      asked,
      (rows, negated, text) => {
        const parsed = parseColumnFilter(kind, negated ? `!${text}` : text, gbp);
        if (!parsed.ok || !parsed.value) return;
        connection.raw.exec('DELETE FROM found');
        rows.forEach((value, place) => {
          insert.run(place, value);
        });
        const condition = whereColumn(sql.ref('value'), kind, parsed.value);
        const query = sql`select place from found where ${condition} order by place`;
        const { sql: statement, parameters } = query.compile(connection.query);
        const found = connection.raw
          .prepare(statement)
          .pluck()
          .all(...parameters);
        const expected = rows.flatMap((value, place) =>
          parsed.value && matchesColumn(parsed.value, value) ? [place] : [],
        );
        expect(found).toEqual(expected);
        compared += expected.length;
      },
    ),
  );
  expect(compared).toBeGreaterThan(50);
});
