import type { ApiError, ErrorCode } from '../contract/errors.ts';
import type { ChannelError } from '../ports/channel.ts';
import type { LedgerError } from '../ports/ledger.ts';

export function done<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refuse(
  code: ErrorCode,
  message: string,
  details?: Readonly<Record<string, unknown>>,
): { readonly ok: false; readonly error: ApiError } {
  const retryable = code === 'UNREACHABLE' || code === 'RATE_LIMITED' || code === 'BUSY';
  return { ok: false, error: { code, message, retryable, ...(details ? { details: { ...details } } : {}) } };
}

const channelCodes: Readonly<Record<ChannelError['kind'], ErrorCode>> = {
  auth: 'RELINK_NEEDED',
  scope: 'RELINK_NEEDED',
  clock: 'CLOCK_WRONG',
  credentials: 'BAD_CREDENTIALS',
  rateLimited: 'RATE_LIMITED',
  unavailable: 'UNREACHABLE',
  rejected: 'CHANNEL_REFUSED',
  badAnswer: 'CHANNEL_REFUSED',
  cancelled: 'CANCELLED',
};

const ledgerCodes: Readonly<Record<LedgerError['kind'], ErrorCode>> = {
  auth: 'RELINK_NEEDED',
  rateLimited: 'RATE_LIMITED',
  rejected: 'LEDGER_REFUSED',
  unavailable: 'UNREACHABLE',
  unknownOutcome: 'UNREACHABLE',
  withheld: 'CANCELLED',
  badAnswer: 'LEDGER_REFUSED',
  notSupported: 'NOT_SUPPORTED',
};

export function refuseChannel(error: ChannelError): { readonly ok: false; readonly error: ApiError } {
  return refuse(channelCodes[error.kind], error.message);
}

export function refuseLedger(error: LedgerError): { readonly ok: false; readonly error: ApiError } {
  return refuse(ledgerCodes[error.kind], error.message);
}

export function refuseUnknownShop() {
  return refuse('NOT_FOUND', 'This shop is not in the books.');
}

export function refuseUnknownLedger() {
  return refuse('NOT_FOUND', 'This ledger is not in the books.');
}
