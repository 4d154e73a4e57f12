import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * A function that is the same in every render and calls the newest one: for handlers of things that are drawn again only
 * when their own data changes. Not to be called while drawing.
 */
export function useStable<Args extends readonly unknown[], Value>(
  call: (...args: Args) => Value,
): (...args: Args) => Value {
  const newest = useRef(call);
  useLayoutEffect(() => {
    newest.current = call;
  });
  return useCallback((...args: Args) => newest.current(...args), []);
}
