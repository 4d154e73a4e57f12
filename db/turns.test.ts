import { describe, expect, it } from 'vitest';
import { createTurns } from './turns.ts';

describe('createTurns', () => {
  it('does one piece at a time, in order, and lets others in between', async () => {
    const inTurn = createTurns();
    const seen: string[] = [];
    const pieces = ['one', 'two', 'three'].map((piece) => inTurn(() => seen.push(piece)));
    expect(seen).toEqual([]);
    const others = async () => {
      while (seen.filter((piece) => piece !== 'other').length < 3) {
        seen.push('other');
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    await Promise.all([...pieces, others()]);
    expect(seen.filter((piece) => piece !== 'other')).toEqual(['one', 'two', 'three']);
    expect(seen.join(' ')).toMatch(/one other.* two other.* three/);
  });

  it('goes on after a piece that failed, and tells who asked for it', async () => {
    const inTurn = createTurns();
    const failing = inTurn(() => {
      throw new Error('The disk is full');
    });
    const next = inTurn(() => 'done');
    await expect(failing).rejects.toThrow('The disk is full');
    await expect(next).resolves.toBe('done');
  });
});
