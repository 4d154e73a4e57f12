import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { JobView } from '../../app/contract/fields.ts';
import type { TieoutEvent } from '../../app/contract/jobs.ts';
import { type KeptBackend, keepBackend } from './keep-backend.ts';
import { FakeBackendProcess } from './testing/fake-backend-process.ts';

let lives: FakeBackendProcess[];
let now: number;
let waits: { readonly ms: number; readonly run: () => void }[];
let heard: TieoutEvent[];
let kept: KeptBackend;

const life = (): FakeBackendProcess => {
  const newest = lives.at(-1);
  if (!newest) throw new Error('Nothing was started');
  return newest;
};

/** Lets answers and the end of a process arrive. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

async function passTime(): Promise<void> {
  await settle();
  for (const { run } of waits.splice(0)) run();
  await settle();
}

const job = (jobId: string, part: Partial<JobView> = {}): JobView => ({
  jobId,
  kind: 'orders.post',
  shopId: 's',
  state: 'running',
  done: 3,
  total: 9,
  message: '',
  result: null,
  error: null,
  startedAt: 1,
  finishedAt: null,
  ...part,
});

beforeEach(() => {
  lives = [];
  now = 1_000_000;
  waits = [];
  heard = [];
  kept = keepBackend({
    fork: () => {
      lives.push(new FakeBackendProcess());
      return life();
    },
    start: { booksFile: '/books', secretsStore: 'Keychain' },
    answer: async (ask) => {
      if (ask.what === 'secrets.load') return `secret of ${ask.name}`;
      throw new Error('no');
    },
    log: () => undefined,
    echo: () => undefined,
    now: () => now,
    later: (ms, run) => waits.push({ ms, run }),
  });
  kept.listen((event) => heard.push(event));
});

/** Starts a posting job by a call, as a screen does. */
async function startPosting(jobId: string): Promise<void> {
  const reply = kept.dispatch('orders.post', { shopId: 's' });
  await settle();
  life().reply('orders.post', { jobId });
  life().say({ kind: 'event', event: { seq: 1, event: 'jobs.progressed', job: job(jobId) } });
  expect(await reply).toEqual({ ok: true, value: { jobId } });
}

it('holds calls back until the books are open, and carries them then', async () => {
  const reply = kept.dispatch('app.state', {});
  await settle();
  expect(life().got).toEqual([{ kind: 'start', booksFile: '/books', secretsStore: 'Keychain' }]);
  life().say({ kind: 'started' });
  await settle();
  life().reply('app.state', { host: 'electron' });
  expect(await reply).toEqual({ ok: true, value: { host: 'electron' } });
});

it('answers what the process asks, and says when that failed', async () => {
  life().say({ kind: 'ask', id: 4, ask: { what: 'secrets.load', name: 'shop' } });
  life().say({ kind: 'ask', id: 5, ask: { what: 'secrets.remove', name: 'shop' } });
  await settle();
  expect(life().got.slice(1)).toEqual([
    { kind: 'answer', id: 4, answer: 'secret of shop' },
    { kind: 'answer', id: 5 },
  ]);
});

describe('when the process dies', () => {
  it('refuses what was on its way, starts another and carries on', async () => {
    life().say({ kind: 'started' });
    const reply = kept.dispatch('shops.list', {});
    await settle();
    life().die(9);
    expect(await reply).toMatchObject({ ok: false, error: { code: 'BACKEND_FAILED', retryable: true } });
    const later = kept.dispatch('shops.list', {});
    await passTime();
    expect(lives).toHaveLength(2);
    life().say({ kind: 'started' });
    await settle();
    life().reply('shops.list', { shops: [] });
    expect(await later).toEqual({ ok: true, value: { shops: [] } });
  });

  it('tells its jobs as interrupted, leaves a gap in the numbers, and starts them again', async () => {
    life().say({ kind: 'started' });
    await startPosting('one');
    life().die(9);
    await passTime();
    life().say({ kind: 'started' });
    await settle();
    expect(heard).toMatchObject([
      { seq: 1, event: 'jobs.progressed', job: { jobId: 'one' } },
      {
        seq: 2,
        event: 'jobs.finished',
        job: { jobId: 'one', state: 'interrupted', result: { resumed: true } },
      },
      { seq: 4, event: 'books.changed' },
    ]);
    expect(life().got.at(-1)).toMatchObject({ kind: 'call', method: 'orders.post', input: { shopId: 's' } });
  });

  it('starts a job again once only', async () => {
    life().say({ kind: 'started' });
    await startPosting('one');
    life().die(9);
    await passTime();
    life().say({ kind: 'started' });
    await settle();
    life().reply('orders.post', { jobId: 'two' });
    life().say({ kind: 'event', event: { seq: 1, event: 'jobs.progressed', job: job('two') } });
    await settle();
    life().die(9);
    await passTime();
    life().say({ kind: 'started' });
    await settle();
    expect(life().got.filter(({ kind }) => kind === 'call')).toEqual([]);
    expect(heard.findLast(({ event }) => event === 'jobs.finished')).toMatchObject({
      job: { jobId: 'two', result: { resumed: false } },
    });
  });

  it('does not start again what has ended, or what carries a key', async () => {
    life().say({ kind: 'started' });
    await startPosting('one');
    const finished = job('one', { state: 'done' });
    life().say({ kind: 'event', event: { seq: 2, event: 'jobs.finished', job: finished } });
    const linking = kept.dispatch('ledgers.link', { secretKey: 'x' });
    await settle();
    life().reply('ledgers.link', { jobId: 'key' });
    life().say({ kind: 'event', event: { seq: 3, event: 'jobs.progressed', job: job('key') } });
    await linking;
    life().die(9);
    await passTime();
    life().say({ kind: 'started' });
    await settle();
    expect(life().got.filter(({ kind }) => kind === 'call')).toEqual([]);
  });

  it('gives up after several deaths in a row, and tries again when somebody asks', async () => {
    for (let deaths = 0; deaths < 4; deaths += 1) {
      life().die(9);
      await passTime();
    }
    expect(lives).toHaveLength(4);
    expect(await kept.dispatch('shops.list', {})).toMatchObject({ ok: false });
    now += 5_000;
    const reply = kept.dispatch('shops.list', {});
    await passTime();
    expect(lives).toHaveLength(5);
    life().say({ kind: 'started' });
    await settle();
    life().reply('shops.list', 'here');
    expect(await reply).toEqual({ ok: true, value: 'here' });
  });
});

it('books that do not open are refused with their sentence, and not tried by itself', async () => {
  life().say({ kind: 'refused', message: 'Another Tieout has these books open.', lastGood: null });
  await passTime();
  expect(lives).toHaveLength(1);
  expect(await kept.dispatch('shops.list', {})).toEqual({
    ok: false,
    error: { code: 'BACKEND_FAILED', message: 'Another Tieout has these books open.', retryable: false },
  });
});

describe('books that are damaged', () => {
  const lastGood = { name: 'books.20261014T080000.000Z.v9.backup', at: 1_760_000_000_000 };
  const refusal = (message: string) => ({
    ok: false,
    error: { code: 'BACKEND_FAILED', message, retryable: false },
  });

  it('are refused with the copy to start again from, and replaced by it when a person asks', async () => {
    life().say({ kind: 'refused', message: 'Damaged.', lastGood });
    const refused = await kept.dispatch('shops.list', {});
    expect(refused).toMatchObject({ ...refusal('Damaged.'), error: { details: { lastGood } } });
    const reply = kept.dispatch('books.restore', { name: lastGood.name });
    await settle();
    expect(lives).toHaveLength(2);
    expect(life().got[0]).toMatchObject({ kind: 'start', restore: lastGood.name });
    life().say({ kind: 'started' });
    expect(await reply).toEqual({ ok: true, value: {} });
    expect(heard.at(-1)).toMatchObject({ event: 'books.changed' });
    // A later life opens what is there, and puts nothing in place again.
    life().die(139);
    await passTime();
    expect(lives).toHaveLength(3);
    expect(life().got[0]).toEqual({ kind: 'start', booksFile: '/books', secretsStore: 'Keychain' });
  });

  it('stay as they are when the copy is not whole, with the reason', async () => {
    life().say({ kind: 'refused', message: 'Damaged.', lastGood });
    const reply = kept.dispatch('books.restore', { name: lastGood.name });
    await settle();
    life().say({ kind: 'refused', message: 'This copy is not whole.', lastGood: null });
    expect(await reply).toEqual(refusal('This copy is not whole.'));
  });

  it('are replaced also when they are just being tried once more', async () => {
    life().say({ kind: 'refused', message: 'Damaged.', lastGood });
    life().die(1);
    await settle();
    now += 60_000;
    void kept.dispatch('shops.list', {});
    await passTime();
    expect(lives).toHaveLength(2);
    const reply = kept.dispatch('books.restore', { name: lastGood.name });
    await settle();
    life().say({ kind: 'refused', message: 'Damaged.', lastGood });
    await settle();
    expect(lives).toHaveLength(3);
    expect(life().got[0]).toMatchObject({ kind: 'start', restore: lastGood.name });
    life().say({ kind: 'started' });
    expect(await reply).toEqual({ ok: true, value: {} });
  });

  it('open ones are left to the backend, which refuses', async () => {
    life().say({ kind: 'started' });
    void kept.dispatch('books.restore', { name: 'x' });
    await settle();
    expect(lives).toHaveLength(1);
    expect(life().got.at(-1)).toMatchObject({ kind: 'call', method: 'books.restore' });
  });
});

it('closes in good order, and not for ever', async () => {
  life().say({ kind: 'started' });
  await kept.close();
  expect(life().got.at(-1)).toEqual({ kind: 'close' });
  expect(waits.map(({ ms }) => ms)).toEqual([15_000]);
  const kill = vi.spyOn(life(), 'kill');
  await passTime();
  expect(kill).not.toHaveBeenCalled();
  expect(lives).toHaveLength(1);
});
