import { expect, test } from 'vitest';
import type { WithdrawalView } from '../../app/contract/tieout.ts';
import { clearMatches } from './use-bank.ts';

type Suggestion = WithdrawalView['suggestions'][number];

function withdrawal(withdrawalId: string, ...suggestions: Partial<Suggestion>[]): WithdrawalView {
  return {
    withdrawalId,
    referenceId: '',
    requestedOn: '2026-10-14',
    amountMinor: 1000,
    state: 'transferred',
    line: null,
    suggestions: suggestions.map((one) => ({
      lineId: 'line',
      bookedOn: '2026-10-15',
      text: '',
      daysApart: 1,
      isOnly: false,
      namesReference: false,
      ...one,
    })),
  };
}

test('only what fits nothing else is accepted together', () => {
  const clear = withdrawal('one', { lineId: 'a', isOnly: true });
  const twice = withdrawal('two', { lineId: 'b', namesReference: true }, { lineId: 'c' });
  const none = withdrawal('three');
  expect(
    clearMatches([clear, twice, none]).map((match) => [match.withdrawal.withdrawalId, match.lineId]),
  ).toEqual([['one', 'a']]);
});
