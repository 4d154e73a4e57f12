import { expect, test } from 'vitest';
import { formatDate } from '../widgets/format.ts';
import { filterWords, orderChips } from './order-chips.ts';
import { nothingFiltered } from './orders-state.ts';

test('as the tab opens there is no chip, but the dates are named in an export', () => {
  const usual = nothingFiltered();
  expect(orderChips(usual, undefined, () => undefined)).toEqual([]);
  expect(filterWords(usual, 'GBP')).toEqual([`${formatDate(usual.from)} to ${formatDate(usual.to)}`]);
});

test('each filter has a chip that takes off only itself', () => {
  const filter = { from: '2026-03-01', to: '', status: 'completed', text: ' tote ', columns: [] } as const;
  const changes: unknown[] = [];
  const chips = orderChips(filter, { completed: 1200 }, (change) => changes.push(change));
  expect(chips.map(({ label }) => label)).toEqual(['Status Completed (1,200)', 'Text “tote”']);
  for (const chip of chips) chip.onRemove();
  expect(changes).toEqual([{ status: null }, { text: '' }]);
});

test('what is typed above the columns is part of the words', () => {
  const columns = [
    { column: 'goodsMinor', text: '10..20' },
    { column: 'paidMinor', text: 'twelve' },
  ];
  expect(filterWords({ ...nothingFiltered(), from: '', to: '', columns }, 'GBP')).toEqual([
    'All dates',
    'Subtotal from 10.00 to 20.00',
  ]);
});
