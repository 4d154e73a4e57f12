import type { ShopView } from '../../app/contract/accounts.ts';
import type { ApiError, Reply } from '../../app/contract/errors.ts';
import type { Session } from './session.ts';

/** Options every command may be given; which ones it needs is its own affair. */
export interface CommandOptions {
  readonly json: boolean;
  readonly books: string;
  readonly shop: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly by: string | undefined;
  readonly status: string | undefined;
  readonly text: string | undefined;
  readonly action: string | undefined;
  readonly sku: string | undefined;
  readonly item: string | undefined;
  readonly ids: string | undefined;
  readonly dates: string | undefined;
  readonly name: string | undefined;
  readonly out: string | undefined;
  readonly market: string | undefined;
  readonly pasted: string | undefined;
  readonly 'app-key': string | undefined;
  readonly 'service-id': string | undefined;
  readonly 'account-key': string | undefined;
  readonly 'client-id': string | undefined;
  readonly positionals: readonly string[];
  readonly say: (line: string) => void;
}

/** What a command found: one JSON document, the same in words, and whether everything was done. */
export interface CommandResult {
  readonly document: unknown;
  readonly lines: readonly string[];
  /** False: refused or incomplete, exit code 1. */
  readonly complete: boolean;
}

export interface Command {
  readonly usage: string;
  readonly summary: string;
  /** Runs on opened books; commands without books are given none. */
  readonly run: (session: Session, options: CommandOptions) => Promise<CommandResult>;
}

export function refused(error: ApiError): CommandResult {
  const { code, message, details } = error;
  return { document: { error: { code, message, ...details } }, lines: [message], complete: false };
}

/** A command called wrongly: exit code 2. */
export class UsageError extends Error {}

export function need(value: string | undefined, option: string): string {
  if (value === undefined || value === '') throw new UsageError(`${option} is missing.`);
  return value;
}

export function oneOf<T extends string>(value: string, allowed: readonly T[], option: string): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined)
    throw new UsageError(`${option} takes one of ${allowed.join(', ')}, not “${value}”.`);
  return found;
}

/** The shop meant by `--shop` (id, name or country); without it, the only one there is. */
export async function findShop(session: Session, wanted: string | undefined): Promise<Reply<ShopView>> {
  const listed = await session.client.call('shops.list', {});
  if (!listed.ok) return listed;
  const shops = listed.value.shops;
  const text = wanted?.toLowerCase();
  const found = shops.filter(
    (shop) =>
      text === undefined || [shop.shopId, shop.name, shop.region].some((name) => name.toLowerCase() === text),
  );
  const [shop] = found;
  if (shop && found.length === 1) return { ok: true, value: shop };
  const names =
    shops.map((one) => `${one.region} ${one.name} (${one.shopId})`).join('; ') || 'none is linked';
  const message =
    found.length === 0 ? `No such shop. Linked: ${names}.` : `Say which shop with --shop. Linked: ${names}.`;
  return { ok: false, error: { code: 'NOT_FOUND', message, retryable: false } };
}
