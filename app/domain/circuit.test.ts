import { expect, test } from 'vitest';
import { admitCall, type Circuit, closedCircuit, noteSilence } from './circuit.ts';

const now = 1_000_000;

function afterSilence(times: number, circuit: Circuit = closedCircuit): Circuit {
  return times === 0 ? circuit : afterSilence(times - 1, noteSilence(circuit, now));
}

test('lets everything through until the eighth call in a row got no answer', () => {
  expect(admitCall(afterSilence(7), now).ok).toBe(true);
  expect(admitCall(afterSilence(8), now)).toEqual({ ok: false, waitMs: 15_000 });
});

test('calls that were out already when it opened do not make the pause longer', () => {
  expect(admitCall(afterSilence(12), now)).toEqual({ ok: false, waitMs: 15_000 });
});

test('after the pause one call finds out, and the others wait for what it tells', () => {
  const open = afterSilence(8);
  const trial = admitCall(open, now + 15_000);
  if (!trial.ok) throw new Error('The pause is over');
  expect(admitCall(trial.circuit, now + 15_001).ok).toBe(false);
  const stillSilent = noteSilence(trial.circuit, now + 20_000);
  expect(admitCall(stillSilent, now + 20_000)).toEqual({ ok: false, waitMs: 30_000 });
});

test('the pause doubles up to a minute', () => {
  let circuit = afterSilence(8);
  let at = now;
  const pauses: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    const refused = admitCall(circuit, at);
    if (refused.ok) throw new Error('It is open');
    pauses.push(refused.waitMs);
    at += refused.waitMs;
    const trial = admitCall(circuit, at);
    if (trial.ok) circuit = noteSilence(trial.circuit, at);
  }
  expect(pauses).toEqual([15_000, 30_000, 60_000, 60_000]);
});

test('a clock that was set back does not close the line for hours', () => {
  expect(admitCall(afterSilence(8), now - 3_600_000).ok).toBe(true);
});
