import type { parseArgs } from 'node:util';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { ApiError, Reply } from '../../app/contract/errors.ts';
import type { Session } from './session.ts';

const text = { type: 'string' } as const;

/** Every option of the command line; which ones a command needs is its own affair. */
export const optionTable = {
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false, short: 'h' },
  books: text,
  shop: text,
  from: text,
  to: text,
  by: text,
  status: text,
  text,
  action: text,
  sku: text,
  item: text,
  ids: text,
  dates: text,
  job: text,
  'dry-run': { type: 'boolean', default: false },
  'locked-dates': text,
  reason: text,
  until: text,
  zone: text,
  scope: text,
  'no-ledger': { type: 'boolean', default: false },
  'not-there': { type: 'boolean', default: false },
  name: text,
  out: text,
  before: text,
  list: { type: 'boolean', default: false },
  market: text,
  pasted: text,
  'app-key': text,
  'service-id': text,
  'account-key': text,
  'client-id': text,
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof optionTable }>>['values'];

export interface CommandOptions extends Values {
  readonly positionals: readonly string[];
  /** Messages for people; they go to stderr. */
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

/**
 * A comma-separated list; null when the option was left out. An option that names nothing (`--ids "$EMPTY"`) is refused:
 * it must not come to mean "all".
 */
export function namesIn(value: string | undefined, option: string): string[] | null {
  if (value === undefined) return null;
  const names = value
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0) throw new UsageError(`${option} names nothing. Leave it out to mean all.`);
  return names;
}

export function oneOf<T extends string>(value: string, allowed: readonly T[], option: string): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined)
    throw new UsageError(`${option} takes one of ${allowed.join(', ')}, not “${value}”.`);
  return found;
}

/** What each shop answers, one after the other; the first refusal ends it. The shops are those of `findShops`. */
export async function askShops<Value>(
  session: Session,
  wanted: string | undefined,
  ask: (shop: ShopView) => Promise<Reply<Value>>,
): Promise<Reply<readonly { readonly shop: ShopView; readonly answer: Value }[]>> {
  const shops = await findShops(session, wanted);
  if (!shops.ok) return shops;
  const answers = [];
  for (const shop of shops.value) {
    const asked = await ask(shop);
    if (!asked.ok) return asked;
    answers.push({ shop, answer: asked.value });
  }
  return { ok: true, value: answers };
}

/** The shop meant by `--shop`; without it all that are linked. For reports alone: what writes asks for one shop. */
async function findShops(session: Session, wanted: string | undefined): Promise<Reply<readonly ShopView[]>> {
  if (wanted !== undefined) {
    const shop = await findShop(session, wanted);
    return shop.ok ? { ok: true, value: [shop.value] } : shop;
  }
  const listed = await session.client.call('shops.list', {});
  return listed.ok ? { ok: true, value: listed.value.shops } : listed;
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
