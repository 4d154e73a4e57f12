import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEventReader } from './event-stream.ts';

function read(pieces: readonly string[]): string[] {
  const found: string[] = [];
  const push = createEventReader((data) => found.push(data));
  for (const piece of pieces) push(piece);
  return found;
}

test('hands over the data of each block and skips comments and names', () => {
  expect(read([': hello\n\ndata: {"seq":1}\n\nevent: x\nid: 4\ndata: a\ndata:b\n\n'])).toEqual([
    '{"seq":1}',
    'a\nb',
  ]);
});

test('keeps an unfinished block for the next piece', () => {
  expect(read(['data: {"se'])).toEqual([]);
  expect(read(['data: {"se', 'q":2}\n', '\n'])).toEqual(['{"seq":2}']);
});

test('finds the same blocks however the stream is cut', () => {
  const stream = 'data: one\n\n: ping\n\ndata: two\ndata: three\n\n';
  fc.assert(
    fc.property(fc.array(fc.nat(stream.length), { maxLength: 8 }), (cuts) => {
      const at = [0, ...[...cuts].sort((a, b) => a - b), stream.length];
      const pieces = at.slice(1).map((end, index) => stream.slice(at[index], end));
      expect(read(pieces)).toEqual(['one', 'two\nthree']);
    }),
  );
});
