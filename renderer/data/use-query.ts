import { useCallback, useState, useSyncExternalStore } from 'react';
import type { Ask, MethodName, Output } from '../../app/contract/api.ts';
import { useBackend } from './backend.tsx';
import { type QueryState, queryKey } from './query-cache.ts';

const idle: QueryState<never> = { data: undefined, error: undefined, busy: false };

/**
 * The answer to a query, kept fresh. `null` input asks nothing (a shop is not chosen yet, a panel is closed). `later`: what
 * the person looks for first, rows above all, is asked and answered before it.
 */
export function useQuery<M extends MethodName>(
  method: M,
  input: Ask<M> | null,
  when: 'now' | 'later' = 'now',
): QueryState<Output<M>> {
  const { cache } = useBackend();
  const key = input === null ? null : queryKey(method, input);
  const subscribe = useCallback(
    (onChange: () => void) => (key === null ? () => undefined : cache.watch(key, onChange, when)),
    [cache, key, when],
  );
  return useSyncExternalStore(subscribe, () => (key === null ? idle : cache.read(key)));
}

/** The latest value that was not undefined: keeps the old answer on the screen until the new one is there. */
export function useKept<T>(value: T | undefined): T | undefined {
  const [kept, setKept] = useState(value);
  if (value !== undefined && value !== kept) setKept(value);
  return value ?? kept;
}
