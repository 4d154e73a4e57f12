import { expect, test } from 'vitest';
import { allTicked, nothingTicked, tick } from '../grid/selection.ts';
import { toOrderSelection } from './to-selection.ts';

const sense = { shopId: 's', currency: 'GBP', postedSince: 7 };
const filter = { from: '2026-10-01', to: '', status: null, text: 'x', columns: [] };
const found = {
  shopId: 's',
  from: '2026-10-01',
  to: null,
  status: null,
  text: 'x',
  filters: [],
  postedSince: 7,
};

test('nothing ticked and everything ticked both mean what the filter finds', () => {
  const all = { select: 'all', filter: found, except: [] };
  expect(toOrderSelection(sense, filter, nothingTicked)).toEqual(all);
  expect(toOrderSelection(sense, filter, allTicked)).toEqual(all);
});

test('ticked rows are named', () => {
  const some = tick(nothingTicked, [{ id: 'o7', amounts: {} }], true);
  expect(toOrderSelection(sense, filter, some)).toEqual({
    select: 'these',
    shopId: 's',
    orderIds: ['o7'],
  });
});

test('all but one stays a question with an exception, however many there are', () => {
  const but = tick(allTicked, [{ id: 'o777', amounts: {} }], false);
  expect(toOrderSelection(sense, filter, but)).toEqual({ select: 'all', filter: found, except: ['o777'] });
});
