import type { ApiError, Reply } from '../../app/contract/errors.ts';

/** The reply for a call whose answer never came. It may have been carried out: a retry is the person's choice. */
export function lineBroken(): { readonly ok: false; readonly error: ApiError } {
  return {
    ok: false,
    error: {
      code: 'BACKEND_FAILED',
      message:
        'Tieout’s own service did not answer. What was posted before is in the books. Start Tieout again if this stays.',
      retryable: true,
    },
  };
}

/** True when something unknown has the shape of the contract's envelope. */
export function isReply(value: unknown): value is Reply<unknown> {
  if (typeof value !== 'object' || value === null || !('ok' in value)) return false;
  if (value.ok === true) return 'value' in value;
  if (value.ok !== false || !('error' in value)) return false;
  const { error } = value;
  return (
    typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string'
  );
}
