/**
 * What can befall one call. `network` faults are made on this side of the socket, `server` faults by the sandbox.
 * `lasting` ones are also tried as an outage: from that call on, until the job gives up.
 */
export interface FaultKind {
  readonly name: string;
  readonly where: 'network' | 'server';
  readonly lasting?: true;
  /** Calls it makes sense for; all when absent. */
  readonly only?: 'authorised' | 'lists' | 'pagedLists' | 'writes';
  /** Of a `server` fault: what the sandbox is told. */
  readonly rule?: {
    readonly do: string;
    readonly ms?: number;
    readonly retryAfter?: number;
  };
  /** How long after the fault the person comes back, milliseconds on the virtual clock. */
  readonly resumedAfterMs?: number;
}

export const faultKinds: readonly FaultKind[] = [
  { name: 'refused', where: 'network', lasting: true },
  { name: 'dns', where: 'network' },
  { name: 'connect-timeout', where: 'network' },
  { name: 'timeout-before-commit', where: 'network', lasting: true },
  { name: 'timeout-after-commit', where: 'network', lasting: true },
  { name: 'reset-before-commit', where: 'server', rule: { do: 'drop-before' } },
  { name: 'reset-after-commit', where: 'server', rule: { do: 'drop-after-commit' }, lasting: true },
  { name: 'cut-mid-body', where: 'server', rule: { do: 'cut-mid-body' } },
  { name: '429', where: 'server', rule: { do: '429' }, lasting: true },
  { name: '429-retry-after', where: 'server', rule: { do: '429', retryAfter: 2 } },
  { name: '429-retry-after-long', where: 'server', rule: { do: '429', retryAfter: 120 } },
  { name: '500', where: 'server', rule: { do: '500' } },
  { name: '502', where: 'server', rule: { do: '502' } },
  { name: '503', where: 'server', rule: { do: '503' }, lasting: true },
  { name: '500-after-commit', where: 'network', lasting: true },
  { name: 'refuse', where: 'server', rule: { do: 'refuse' } },
  { name: 'refuse-echoing-request', where: 'network' },
  { name: 'html', where: 'server', rule: { do: 'html' }, lasting: true },
  { name: 'html-after-commit', where: 'network' },
  { name: 'redirect', where: 'network' },
  { name: 'empty-answer', where: 'network' },
  { name: 'truncated-json', where: 'server', rule: { do: 'truncated-json' } },
  { name: 'wrong-schema', where: 'server', rule: { do: 'bad-schema' }, lasting: true },
  { name: 'slow-drip', where: 'server', rule: { do: 'slow-drip', ms: 16 } },
  { name: 'slow-drip-too-long', where: 'network' },
  { name: 'expired-token', where: 'server', rule: { do: 'expire-token' }, only: 'authorised' },
  { name: 'revoked-token', where: 'server', rule: { do: 'revoke-token' }, only: 'authorised' },
  { name: 'clock-ahead', where: 'server', rule: { do: 'clock-skew', ms: 600_000 } },
  { name: 'clock-behind', where: 'server', rule: { do: 'clock-skew', ms: -600_000 } },
  { name: 'duplicate-page', where: 'server', rule: { do: 'duplicate-page' }, only: 'pagedLists' },
  { name: 'moving-page', where: 'server', rule: { do: 'moving-page' }, only: 'lists' },
  { name: 'never-visible', where: 'server', rule: { do: 'never-visible' }, only: 'writes' },
  { name: 'visible-after-5s', where: 'server', rule: { do: 'late-visible', ms: 5_000 }, only: 'writes' },
  { name: 'visible-after-20s', where: 'server', rule: { do: 'late-visible', ms: 20_000 }, only: 'writes' },
  {
    // Long after the ledger's grace and the reading back are over.
    name: 'visible-after-3min',
    where: 'server',
    rule: { do: 'late-visible', ms: 180_000 },
    only: 'writes',
    resumedAfterMs: 900_000,
  },
];

export interface CallFault {
  /** As `callKeyOf` names it. */
  readonly call: string;
  readonly kind: string;
  /** Which of these calls, from 1. */
  readonly nth: number;
  readonly lasting: boolean;
}
