import { expect, test } from 'vitest';
import { matchCode, pastedCodes } from './pasted-codes.ts';

test('first cells of the lines, in any line ending, with gaps kept', () => {
  expect(pastedCodes('TOTE-NVY\tNavy\r\n\r\n CAP-1 \n')).toEqual(['TOTE-NVY', '', 'CAP-1']);
  expect(pastedCodes('')).toEqual([]);
  expect(pastedCodes('x\n'.repeat(6000))).toHaveLength(5000);
});

test('a code that was guarded on its way out comes back as it was', () => {
  expect(pastedCodes("'-A1\n'=B\n'quoted")).toEqual(['-A1', '=B', "'quoted"]);
});

test('the same code wins over one that differs in case; a part is no match', () => {
  const items = [{ code: 'cap-1' }, { code: 'CAP-1' }, { code: 'CAP-10' }];
  expect(matchCode(items, 'CAP-1')).toBe(items[1]);
  expect(matchCode(items, 'Cap-10')).toBe(items[2]);
  expect(matchCode(items, 'CAP')).toBeUndefined();
});
