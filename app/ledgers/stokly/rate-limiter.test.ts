import { describe, expect, it } from 'vitest';
import { createRateLimiter } from './rate-limiter.ts';
import { createFakeClock } from './testing/fake-clock.ts';

async function takeMany(ratePerMinute: number, calls: number): Promise<number[]> {
  const clock = createFakeClock(0);
  const limiter = createRateLimiter(ratePerMinute, clock);
  const at: number[] = [];
  await Promise.all(Array.from({ length: calls }, () => limiter.take().then(() => at.push(clock.now()))));
  return at;
}

describe('the shared allowance', () => {
  it.each([1, 2, 7, 60, 600])('never lets more than %i calls leave in any minute', async (rate) => {
    const at = await takeMany(rate, rate * 3 + 5);
    for (const [index, from] of at.entries()) {
      const inMinute = at.slice(index).filter((one) => one < from + 60_000).length;
      // A rate of 1 keeps a burst of 1 and one drip of the same minute.
      expect(inMinute).toBeLessThanOrEqual(Math.max(rate, 2));
    }
  });

  it('lets more than 95 of 100 leave when many wait', async () => {
    const at = await takeMany(600, 3_000);
    expect(3_000 / ((at.at(-1) ?? 0) / 60_000)).toBeGreaterThan(0.95 * 600);
  });

  it('counts a call from when it leaves, not from when it was let go', async () => {
    const clock = createFakeClock(0);
    const limiter = createRateLimiter(2, clock);
    const leave = await limiter.take();
    clock.advance(10_000);
    leave();
    await limiter.take();
    expect(clock.now()).toBeGreaterThanOrEqual(70_000);
  });

  it('does not wait at all when unlimited', async () => {
    expect(await takeMany(0, 1000)).toEqual(Array.from({ length: 1000 }, () => 0));
  });

  it('holds every call that waits, and a later hold while it waits', async () => {
    const clock = createFakeClock(0);
    const limiter = createRateLimiter(0, clock);
    limiter.hold(15_000);
    const first = limiter.take().then(() => clock.now());
    limiter.hold(20_000);
    expect(await first).toBe(20_000);
    expect(await limiter.take().then(() => clock.now())).toBe(20_000);
  });

  it('holds a call that was already waiting for its turn in the allowance', async () => {
    const clock = createFakeClock(0);
    const limiter = createRateLimiter(60, clock);
    for (let call = 0; call < 6; call += 1) await limiter.take();
    const waiting = limiter.take().then(() => clock.now());
    // The call sleeps for its token now; an answer of another call says that the account has none left.
    await Promise.resolve();
    limiter.hold(60_000);
    const heldUntil = clock.now() + 60_000;
    expect(await waiting).toBeGreaterThanOrEqual(heldUntil - 2_000);
  });

  it('goes on when the clock is set back', async () => {
    const clock = createFakeClock(1_000_000);
    const limiter = createRateLimiter(60, clock);
    for (let call = 0; call < 6; call += 1) await limiter.take();
    clock.advance(-500_000);
    await limiter.take();
    expect(clock.slept.reduce((all, ms) => all + ms, 0)).toBeLessThan(3_000);
  });
});
