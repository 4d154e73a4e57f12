import { expect, it } from 'vitest';
import { describeDiskTrouble } from './errors.ts';

const failure = (code: string) => Object.assign(new Error('the words of the system'), { code });

it.each([
  ['SQLITE_FULL', 'The disk is full'],
  ['ENOSPC', 'The disk is full'],
  ['SQLITE_READONLY_DBMOVED', 'read-only'],
  ['SQLITE_IOERR_WRITE', 'The disk reports an error'],
  ['SQLITE_CORRUPT', 'damaged'],
])('says what %s means and what to do', (code, words) => {
  expect(describeDiskTrouble(failure(code))).toContain(words);
});

it.each([failure('SQLITE_CONSTRAINT'), new Error('a defect'), 'text', undefined])(
  'has no words of its own for what is a defect of Tieout: %s',
  (defect) => {
    expect(describeDiskTrouble(defect)).toBeNull();
  },
);
