import { expect, it } from 'vitest';
import { api, isMethod } from '../../app/contract/api.ts';
import { fileMethods } from './body-limits.ts';

it('the methods with room for a file are those that take one', () => {
  const taking = Object.keys(api).filter(
    (name) => isMethod(name) && 'contentBase64' in api[name].input.shape,
  );
  expect(taking.sort()).toEqual([...fileMethods].sort());
});
