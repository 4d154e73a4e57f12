import { describe, expect, it } from 'vitest';
import type { Clock } from '../../ports/clock.ts';
import { parseRetryAfter, waitBefore } from './backoff.ts';
import { createTokenBucket } from './token-bucket.ts';

/** A clock that stands still but for what is slept. */
function stillClock(): Clock {
  let now = 1_000_000;
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
  };
}

describe('createTokenBucket', () => {
  it('lets a small burst pass, then keeps the pace', async () => {
    const clock = stillClock();
    const bucket = createTokenBucket(10, clock);
    const start = clock.now();
    const times: number[] = [];
    for (let call = 0; call < 25; call += 1) {
      await bucket.take();
      times.push(clock.now() - start);
    }
    expect(times.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    expect(times[24]).toBe(2100);
  });

  it.each([1, 7, 50])('lets no second see more than %i calls, and hardly fewer', async (perSecond) => {
    const clock = stillClock();
    const bucket = createTokenBucket(perSecond, clock);
    const start = clock.now();
    const times: number[] = [];
    for (let call = 0; call < perSecond * 20; call += 1) {
      await bucket.take();
      times.push(clock.now() - start);
    }
    for (const from of times) {
      expect(times.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(perSecond);
    }
    expect(times.at(-1)).toBeLessThan(20_000 / 0.95);
  });

  it('counts calls where they leave, when a busy computer wakes their callers late and at once', async () => {
    let now = 1_000_000;
    let sleepers: { readonly at: number; readonly wake: () => void }[] = [];
    const clock: Clock = {
      now: () => now,
      sleep: (ms) => new Promise((wake) => sleepers.push({ at: now + ms, wake })),
    };
    const bucket = createTokenBucket(10, clock);
    const times: number[] = [];
    for (let call = 0; call < 40; call += 1) void bucket.take().then(() => times.push(now));
    for (let turn = 0; times.length < 40 && turn < 100; turn += 1) {
      await new Promise(setImmediate);
      now += 700;
      const due = sleepers.filter(({ at }) => at <= now);
      sleepers = sleepers.filter(({ at }) => at > now);
      for (const { wake } of due) wake();
    }
    await new Promise(setImmediate);
    expect(times).toHaveLength(40);
    for (const from of times) {
      expect(times.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(10);
    }
  });

  it('halves its pace when told, never below one call in five seconds, and recovers slowly', () => {
    const bucket = createTokenBucket(10, stillClock());
    bucket.slowDown();
    expect(bucket.pace()).toBe(5);
    for (let turn = 0; turn < 20; turn += 1) bucket.slowDown();
    expect(bucket.pace()).toBe(0.2);
    bucket.speedUp();
    expect(bucket.pace()).toBeCloseTo(0.45);
    for (let turn = 0; turn < 100; turn += 1) bucket.speedUp();
    expect(bucket.pace()).toBe(10);
  });

  it('has no burst left after it was slowed down', async () => {
    const clock = stillClock();
    const bucket = createTokenBucket(10, clock);
    bucket.slowDown();
    const start = clock.now();
    await bucket.take();
    expect(clock.now() - start).toBe(200);
  });

  it('does not keep a cancelled caller waiting', async () => {
    const clock = stillClock();
    const bucket = createTokenBucket(0.1, clock);
    const start = clock.now();
    for (let call = 0; call < 9; call += 1) await bucket.take({ aborted: true });
    expect(clock.now()).toBe(start);
  });
});

describe('waitBefore', () => {
  it('grows twofold up to a ceiling and is spread from nothing to the whole', () => {
    const most = () => 0.999_999;
    expect([1, 2, 3, 4, 5, 6, 7].map((attempt) => waitBefore(attempt, undefined, most))).toEqual([
      499, 999, 1999, 3999, 7999, 9999, 9999,
    ]);
    expect(waitBefore(5, undefined, () => 0)).toBe(0);
    expect(waitBefore(1, 3000, () => 0)).toBe(3000);
  });
});

describe('parseRetryAfter', () => {
  const now = Date.UTC(2026, 9, 1, 12, 0, 0);
  it.each([
    [null, undefined],
    ['7', 7000],
    ['Thu, 01 Oct 2026 12:00:30 GMT', 30_000],
    ['Thu, 01 Oct 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['999999999', 86_400_000],
  ])('%s → %s', (header, ms) => {
    expect(parseRetryAfter(header, now)).toBe(ms);
  });
});
