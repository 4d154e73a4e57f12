import { expect, it } from 'vitest';
import { toDocumentId, toReference } from '../../domain/ids.ts';
import type { LedgerResult, PostedDocument } from '../../ports/ledger.ts';
import { type RemovalContext, settleRemoval } from './settle-removal.ts';

const reference = toReference('TT-PAY-1');
const unclear: LedgerResult<never> = {
  ok: false,
  error: { kind: 'unknownOutcome', message: 'It agreed and still shows it.' },
};
const notThere: LedgerResult<'notThere'> = { ok: true, value: 'notThere' };

/** A ledger that gives these answers to DELETE, and shows the payment until `goneAt` (milliseconds). */
async function remove(answers: readonly LedgerResult<'removed' | 'notThere'>[], goneAt: number) {
  let now = 0;
  let asked = 0;
  const context: RemovalContext = {
    deps: {
      clock: {
        now: () => now,
        sleep: async (ms) => {
          now += ms;
        },
      },
    },
    ledger: {
      // The one capability that is looked at.
      capabilities: { visibilityGraceMs: 1000 } as RemovalContext['ledger']['capabilities'],
      removeDocument: async () => answers[asked++] ?? unclear,
      findByReferences: async () => ({
        ok: true,
        // Only whether it is there is looked at.
        value: new Map(now < goneAt ? [[reference, {} as PostedDocument]] : []),
      }),
    },
    job: { cancel: { aborted: false } },
  };
  return { outcome: await settleRemoval(context, 'payment', toDocumentId('p-1'), reference), asked };
}

it('an unclear answer is settled by looking until the document is gone; it is asked once', async () => {
  expect(await remove([unclear], 400)).toEqual({ outcome: { ok: true, value: 'removed' }, asked: 1 });
});

it('“not there” at the second asking does not count while the ledger shows the document', async () => {
  const { outcome, asked } = await remove([unclear, notThere], 60_000);
  expect(asked).toBe(2);
  expect(outcome).toMatchObject({ ok: false, error: { kind: 'unknownOutcome' } });
});

it('“not there” is believed of a document that is not shown', async () => {
  expect(await remove([notThere], 0)).toEqual({ outcome: notThere, asked: 1 });
});

it('“not there” of a document that is shown is asked again, and then it is taken out', async () => {
  const removed = { ok: true, value: 'removed' } as const;
  expect(await remove([notThere, removed], 60_000)).toMatchObject({ outcome: { ok: false }, asked: 2 });
  expect(await remove([notThere, removed], 1_200)).toEqual({ outcome: removed, asked: 2 });
});
