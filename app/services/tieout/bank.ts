import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { BankLineView } from '../../contract/tieout.ts';
import type { BankLine } from '../../domain/bank/bank-lines.ts';
import { nameLines, spanOfLines } from '../../domain/bank/parse-bank-table.ts';
import { suggestMatches } from '../../domain/bank/suggest-matches.ts';
import { parseBusinessDate } from '../../domain/dates.ts';
import { toShopId } from '../../domain/ids.ts';
import type { StoredBankLine } from '../../ports/bank.ts';
import type { LinkedShop } from '../../ports/link-books.ts';
import type { Deps } from '../deps.ts';
import { done, refuse, refuseUnknownShop } from '../replies.ts';
import { toPaidOut } from './payouts.ts';
import { loadMovements } from './scope.ts';

/** Reads a bank statement and stores the lines in the shop's currency; the same statement again adds nothing. */
export async function loadBankStatement(
  deps: Deps,
  input: Input<'bank.load'>,
): Promise<Reply<Output<'bank.load'>>> {
  const shop = await deps.books.shops.load(toShopId(input.shopId));
  if (!shop) return refuseShop();
  const bytes = deps.decodeBase64(input.contentBase64);
  if (!bytes) return refuse('BAD_INPUT', 'The file did not arrive whole. Choose it again.');
  const read = await deps.readBankStatement(bytes, shop.currency);
  if (!read.ok) {
    const { message, row, column } = read.error;
    return refuse('FILE_REFUSED', message, { problems: [{ row, column, message }] });
  }
  const own = read.value.filter((line) => line.currency === shop.currency);
  const span = spanOfLines(own);
  if (!span) {
    return refuse(
      'FILE_REFUSED',
      `The statement has no lines in ${shop.currency}, the currency of ${shop.name}. Load the statement of the account that its payouts go to.`,
    );
  }
  const outcome = await deps.books.bank.saveLines(own, input.fileName, deps.clock.now());
  deps.changed(['bank']);
  return done({ ...outcome, otherCurrency: read.value.length - own.length, ...span });
}

export async function addBankLine(
  deps: Deps,
  input: Input<'bank.addLine'>,
): Promise<Reply<Output<'bank.addLine'>>> {
  const shop = await deps.books.shops.load(toShopId(input.shopId));
  if (!shop) return refuseShop();
  const bookedOn = parseBusinessDate(input.bookedOn);
  if (bookedOn === null) return refuse('BAD_INPUT', `${input.bookedOn} is not a date of the calendar.`);
  if (input.amountMinor === 0)
    return refuse('BAD_INPUT', 'A bank line of 0.00 says nothing. Enter its amount.');
  const draft = {
    bookedOn,
    amountMinor: input.amountMinor,
    currency: shop.currency,
    text: input.text.trim(),
  };
  // Entered twice means meant twice: a line by hand has an identity of its own.
  const [line] = nameLines([draft], [`by hand ${deps.randomId()}`]);
  if (!line) return refuse('BAD_INPUT', 'The line could not be made.');
  const at = deps.clock.now();
  await deps.books.bank.saveLines([line], null, at);
  deps.changed(['bank']);
  return done({ line: toLineView({ ...line, fileName: null, addedAt: at, match: null }) });
}

export async function listBank(deps: Deps, input: Input<'bank.list'>): Promise<Reply<Output<'bank.list'>>> {
  const shop = await deps.books.shops.load(toShopId(input.shopId));
  if (!shop) return refuseShop();
  const movements = await loadMovements(deps, shop.shopId);
  const references = new Map(
    movements.filter((one) => one.type === 'withdrawal').map((one) => [one.withdrawalId, one.referenceId]),
  );
  const paidOut = await toPaidOut(deps, shop.shopId, movements);
  const lines = await deps.books.bank.listLines(shop.currency, { from: null, to: null });
  const free = lines.filter((line) => line.match === null);
  const open = paidOut.filter((one) => one.state !== 'inBank');
  const suggestions = suggestMatches(
    open.map((one) => ({ ...one, referenceId: references.get(one.withdrawalId) ?? '' })),
    free,
    shop.currency,
  );
  const byId = new Map(lines.map((line) => [line.lineId, line]));
  const matched = new Map(
    lines.flatMap((line) => (line.match ? [[matchKey(line.match), line] as const] : [])),
  );
  return done({
    currency: shop.currency,
    withdrawals: paidOut.map((one) => {
      const line = matched.get(matchKey({ shopId: shop.shopId, withdrawalId: one.withdrawalId }));
      return {
        ...one,
        referenceId: references.get(one.withdrawalId) ?? '',
        line: line ? toLineView(line) : null,
        suggestions: suggestions
          .filter((suggestion) => suggestion.withdrawalId === one.withdrawalId)
          .map(({ lineId, daysApart, isOnly, namesReference }) => ({
            lineId,
            bookedOn: byId.get(lineId)?.bookedOn ?? one.requestedOn,
            text: byId.get(lineId)?.text ?? '',
            daysApart,
            isOnly,
            namesReference,
          })),
      };
    }),
    freeLines: free.map(toLineView),
  });
}

/** Amount and currency must be the same; the date is the person's to judge. */
export async function matchBank(
  deps: Deps,
  input: Input<'bank.match'>,
): Promise<Reply<Output<'bank.match'>>> {
  const shop = await deps.books.shops.load(toShopId(input.shopId));
  if (!shop) return refuseShop();
  const withdrawal = (await toPaidOut(deps, shop.shopId, await loadMovements(deps, shop.shopId))).find(
    (one) => one.withdrawalId === input.withdrawalId,
  );
  if (!withdrawal) return refuse('NOT_FOUND', 'This withdrawal is not in the books.');
  const line = await findLine(deps, shop, input.lineId);
  if (!line) return refuse('NOT_FOUND', `This bank line is not in the books, or not in ${shop.currency}.`);
  if (line.amountMinor !== withdrawal.amountMinor) {
    return refuse(
      'BAD_INPUT',
      'The bank line and the withdrawal are not the same amount. Match the line with exactly that amount, or enter the bank charge as a line of its own.',
    );
  }
  const saved = await deps.books.bank.saveMatch(
    shop.shopId,
    input.withdrawalId,
    input.lineId,
    deps.clock.now(),
  );
  if (!saved) return refuse('BAD_INPUT', 'One of them is matched already. Take that match back first.');
  deps.changed(['bank']);
  return done({});
}

export async function unmatchBank(
  deps: Deps,
  input: Input<'bank.unmatch'>,
): Promise<Reply<Output<'bank.unmatch'>>> {
  const removed = await deps.books.bank.removeMatch(
    toShopId(input.shopId),
    input.withdrawalId,
    deps.clock.now(),
  );
  if (!removed) return refuse('NOT_FOUND', 'This withdrawal has no match.');
  deps.changed(['bank']);
  return done({});
}

export async function removeBankLine(
  deps: Deps,
  input: Input<'bank.removeLine'>,
): Promise<Reply<Output<'bank.removeLine'>>> {
  const removed = await deps.books.bank.removeLine(input.lineId, deps.clock.now());
  if (!removed) return refuse('BAD_INPUT', 'The line is matched, or not there. Take the match back first.');
  deps.changed(['bank']);
  return done({});
}

async function findLine(deps: Deps, shop: LinkedShop, lineId: string): Promise<BankLine | undefined> {
  const lines = await deps.books.bank.listLines(shop.currency, { from: null, to: null });
  return lines.find((line) => line.lineId === lineId);
}

function toLineView({ addedAt: _, ...line }: StoredBankLine): BankLineView {
  return line;
}

function matchKey(match: { readonly shopId: string; readonly withdrawalId: string }): string {
  return `${match.shopId} ${match.withdrawalId}`;
}

function refuseShop(): Reply<never> {
  return refuseUnknownShop();
}
