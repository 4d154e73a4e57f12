import { expect, test } from 'vitest';
import { problemLines, showDone, showInfo, useMessage } from './messages.ts';

test('problems of a refusal become lines, and what is none is left out', () => {
  const error = {
    code: 'FILE_REFUSED' as const,
    message: 'refused',
    retryable: false,
    details: {
      problems: [
        { row: 12, column: 'Total fees', message: 'does not add up' },
        { row: null, column: null, message: 'no header' },
        'plain',
        17,
        { row: 3 },
      ],
    },
  };
  expect(problemLines(error)).toEqual(['Row 12, Total fees: does not add up', 'no header', 'plain']);
  expect(problemLines({ ...error, details: { problems: 'x' } })).toEqual([]);
});

test('the newest message is on the screen, the earlier ones are found again, progress is not', () => {
  const { show, dismiss } = useMessage.getState();
  showDone('first');
  show({ tone: 'info', text: 'row 1 of 2', details: [], passing: true });
  expect(useMessage.getState().message?.text).toBe('row 1 of 2');
  showInfo('second');
  dismiss();
  const { message, told } = useMessage.getState();
  expect(message).toBeNull();
  expect(told.map(({ text }) => text)).toEqual(['second', 'first']);
});

test('a way back is used once, and the message that offered it goes', () => {
  let taken = 0;
  const run = () => {
    taken += 1;
  };
  showDone('mapped', [], { label: 'Undo', run });
  const id = useMessage.getState().message?.id ?? 0;
  useMessage.getState().undo(id);
  useMessage.getState().undo(id);
  expect(taken).toBe(1);
  expect(useMessage.getState().message).toBeNull();
  expect(useMessage.getState().told[0]).toMatchObject({ text: 'mapped' });
  expect(useMessage.getState().told[0]).not.toHaveProperty('undo');
});
