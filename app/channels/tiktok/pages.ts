import { err, ok, type Result } from '../../domain/result.ts';
import type { Cancel } from '../../ports/channel.ts';
import { type CallFailure, cancelled } from './failures.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Empty on the last page. */
  readonly nextPageToken: string;
  readonly totalCount: number | null;
}

export interface Pages<Item> {
  /** In the order they came; the same entry may come twice. */
  readonly items: readonly Item[];
  /** The platform's own count, the last it gave. */
  readonly totalCount: number | null;
}

interface ReadPagesOptions<Item> {
  readonly fetchPage: (pageToken: string) => Promise<Result<Page<Item>, CallFailure>>;
  readonly keyOf: (item: Item) => string;
  /** Refuse, as the platform does, when there are more entries than this. */
  readonly cap?: number | undefined;
  readonly cancel?: Cancel | undefined;
  /** After every page: different entries so far, and the platform's count. */
  readonly onPage?: (done: number, totalCount: number | null) => void;
}

/** Twice the platform's own cap of 10,000 entries in pages of 100: more is an endless list. */
const maxPages = 200;

/**
 * All pages of a list. Entries that change while the list is read move between pages, and page tokens may repeat
 * (vendors/tiktok-shop.md §7, pitfalls 14 and 15). So when fewer entries came than the platform counts, or the list did
 * not end, it is read once more and both readings count. A list that still has no end is an answer that cannot be used;
 * one that is merely shorter than the count is returned with the count beside it.
 */
export async function readPages<Item>(
  options: ReadPagesOptions<Item>,
): Promise<Result<Pages<Item>, CallFailure>> {
  const items: Item[] = [];
  const keys = new Set<string>();
  let ended = true;
  let totalCount: number | null = null;
  for (let reading = 0; reading < 2; reading += 1) {
    const list = await readList(options, (page) => {
      items.push(...page.items);
      for (const item of page.items) keys.add(options.keyOf(item));
      totalCount = page.totalCount ?? totalCount;
      if (options.cap !== undefined && (totalCount ?? keys.size) > options.cap) return tooMany;
      options.onPage?.(keys.size, totalCount);
      return null;
    });
    if (!list.ok) return list;
    ended = list.value;
    const complete = totalCount === null ? ended : keys.size >= totalCount;
    if (complete) return ok({ items, totalCount });
  }
  return ended ? ok({ items, totalCount }) : err(endless);
}

/** One reading from the first page on. The value says whether the list came to its end. */
async function readList<Item>(
  options: ReadPagesOptions<Item>,
  onPage: (page: Page<Item>) => CallFailure | null,
): Promise<Result<boolean, CallFailure>> {
  const seen = new Set<string>();
  let pageToken = '';
  for (let pages = 0; pages < maxPages; pages += 1) {
    if (options.cancel?.aborted) return err(cancelled);
    const page = await options.fetchPage(pageToken);
    if (!page.ok) return page;
    const failure = onPage(page.value);
    if (failure) return err(failure);
    pageToken = page.value.nextPageToken;
    if (pageToken === '') return ok(true);
    if (seen.has(pageToken)) return ok(false);
    seen.add(pageToken);
  }
  return ok(false);
}

const tooMany: CallFailure = {
  kind: 'rejected',
  message:
    'There are more entries in this period than are read at once. Choose a shorter period, then try again.',
  hint: 'tooMany',
};

const endless: CallFailure = {
  kind: 'badAnswer',
  message:
    "TikTok Shop's list did not come to an end: the mark of a page came twice. The list may have gaps, so it was not used. Try again later.",
};
