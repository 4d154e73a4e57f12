import { useCallback, useState } from 'react';
import type { Ask, Output } from '../../app/contract/api.ts';
import type { ApiError } from '../../app/contract/errors.ts';
import { useBackend } from '../data/backend.tsx';
import { useQuery } from '../data/use-query.ts';
import { collectRows, type ListMethod, type ReadRows, type RowOf, readRows } from './collect-rows.ts';

/** Rows travel in windows of this many: three screens. Of 200 rows, those that were not read before took 45 ms to read. */
export const windowSize = 100;

export interface WindowSource<M extends ListMethod> {
  readonly method: M;
  /** Names filter and sorting: rows of one key belong together. Null while there is nothing to ask for. */
  readonly key: string | null;
  readonly toInput: (offset: number, limit: number) => Ask<M>;
  readonly toTotal: (answer: Output<M>) => number;
}

export interface Windows<M extends ListMethod> {
  /** The key the rows shown belong to: still the old one while the first window of a new filter is on its way. */
  readonly shownKey: string | null;
  readonly total: number;
  readonly rowAt: (index: number) => RowOf<M> | undefined;
  /** Any window of what is shown, for totals and counts. */
  readonly answer: Output<M> | undefined;
  readonly error: ApiError | undefined;
  readonly busy: boolean;
  readonly onRange: (first: number, last: number) => void;
  /** Rows of a range, those not loaded fetched; stops at the first window that fails. */
  readonly rowsBetween: (first: number, last: number) => Promise<RowOf<M>[]>;
  /** Every row of the filter and sorting, or why not. */
  readonly readAll: (onPiece: (count: number) => void) => Promise<ReadRows<RowOf<M>>>;
}

interface Shown<M extends ListMethod> {
  readonly key: string;
  readonly pages: ReadonlyMap<number, Output<M>>;
  readonly answer: Output<M>;
}

/** The windows of a long list that the eye needs: at most two on the screen, and one before and behind them. */
export function useWindows<M extends ListMethod>(source: WindowSource<M>): Windows<M> {
  const { client } = useBackend();
  const { method, key, toInput, toTotal } = source;
  const [range, setRange] = useState({ key, top: 0, bottom: 0 });
  const { top, bottom } = range.key === key ? range : { top: 0, bottom: 0 };
  const [shown, setShown] = useState<Shown<M>>();
  const knownTotal = shown && shown.key === key ? toTotal(shown.answer) : 0;
  const inputOf = (page: number, wanted: boolean) =>
    key !== null && wanted ? toInput(page * windowSize, windowSize) : null;
  const first = useQuery(method, inputOf(top, true));
  const second = useQuery(method, inputOf(bottom, bottom !== top));
  const before = useQuery(method, inputOf(top - 1, top > 0), 'later');
  const behind = useQuery(method, inputOf(bottom + 1, (bottom + 1) * windowSize < knownTotal), 'later');

  const answer = first.data ?? second.data;
  if (key !== null && answer !== undefined) {
    const pages = new Map<number, Output<M>>();
    if (before.data) pages.set(top - 1, before.data);
    if (first.data) pages.set(top, first.data);
    if (second.data) pages.set(bottom, second.data);
    if (behind.data) pages.set(bottom + 1, behind.data);
    if (!shown || shown.key !== key || !samePages(shown.pages, pages)) setShown({ key, pages, answer });
  }

  const onRange = useCallback(
    (from: number, to: number) => {
      const next = { key, top: Math.floor(from / windowSize), bottom: Math.floor(to / windowSize) };
      // Most steps of scrolling stay within the same windows: nobody has to draw anything for them.
      setRange((old) => (old.key === key && old.top === next.top && old.bottom === next.bottom ? old : next));
    },
    [key],
  );
  const rowAt = useCallback(
    (index: number) => {
      const page = shown?.pages.get(Math.floor(index / windowSize));
      // ListMethod admits only methods whose answer has rows of RowOf<M>.
      return page?.rows[index % windowSize] as RowOf<M> | undefined;
    },
    [shown],
  );
  const rowsBetween = useCallback(
    (from: number, to: number) => collectRows(client, method, toInput, from, to),
    [client, method, toInput],
  );
  const readAll = useCallback(
    (onPiece: (count: number) => void) => readRows(client, method, toInput, { onPiece }),
    [client, method, toInput],
  );

  return {
    shownKey: shown?.key ?? null,
    total: key !== null && shown ? toTotal(shown.answer) : 0,
    rowAt,
    answer: key !== null ? shown?.answer : undefined,
    error: first.error ?? second.error,
    busy: first.busy || second.busy,
    onRange,
    rowsBetween,
    readAll,
  };
}

function samePages(a: ReadonlyMap<number, unknown>, b: ReadonlyMap<number, unknown>): boolean {
  return a.size === b.size && [...b].every(([page, answer]) => a.get(page) === answer);
}
