import { useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { BankLineView, WithdrawalView } from '../../app/contract/tieout.ts';
import { useBackend } from '../data/backend.tsx';
import { useCommand } from '../data/use-command.ts';
import { readBase64 } from '../payment/read-base64.ts';
import { showDone, showError, showInfo, useMessage } from '../shell/messages.ts';
import { formatDate, formatMoney, plural } from '../widgets/format.ts';

/** The contract takes 24 MB of base64 text. */
const largestStatement = 18 * 1024 * 1024;

/** A withdrawal and the bank line that is the same money. */
export interface Match {
  readonly withdrawal: WithdrawalView;
  readonly lineId: string;
}

/** Matches that no other withdrawal and no other line could have: safe to accept together. */
export function clearMatches(withdrawals: readonly WithdrawalView[]): readonly Match[] {
  return withdrawals.flatMap((withdrawal) => {
    const only = withdrawal.line === null && withdrawal.suggestions.find(({ isOnly }) => isOnly);
    return only ? [{ withdrawal, lineId: only.lineId }] : [];
  });
}

/** What a person does about the bank; each is told with its way back. */
export function useBank(shop: ShopView) {
  const { shopId, currency } = shop;
  const { client } = useBackend();
  const command = useCommand();
  const [busy, setBusy] = useState<string | null>(null);
  const money = (minor: number) => formatMoney(minor, currency);

  const match = async (wanted: readonly Match[]): Promise<readonly Match[]> => {
    const done: Match[] = [];
    for (const one of wanted) {
      const { withdrawalId } = one.withdrawal;
      // The first that is refused ends it: its sentence stays on the screen.
      if (!(await command('bank.match', { shopId, withdrawalId, lineId: one.lineId }))) break;
      done.push(one);
    }
    return done;
  };
  const unmatch = async (matches: readonly Match[]) => {
    let taken = 0;
    for (const { withdrawal } of matches) {
      if (!(await command('bank.unmatch', { shopId, withdrawalId: withdrawal.withdrawalId }))) break;
      taken += 1;
    }
    if (taken > 0)
      showDone(`${plural(taken, 'match', 'matches')} taken back. The bank lines are free again.`, [], {
        label: 'Match again',
        run: () => void accept(matches.slice(0, taken)),
      });
  };
  const accept = async (wanted: readonly Match[]) => {
    const done = await match(wanted);
    const [first] = done;
    if (!first || done.length < wanted.length) return;
    const what =
      done.length === 1
        ? `The withdrawal of ${money(first.withdrawal.amountMinor)} of ${formatDate(first.withdrawal.requestedOn)} is`
        : `${plural(done.length, 'withdrawal')} are`;
    showDone(`${what} in the bank.`, [], { label: 'Take back', run: () => void unmatch(done) });
  };

  /** From the books as they are now: the list on the screen may be a moment old. */
  const acceptAll = async () => {
    const now = await client.call('bank.list', { shopId });
    if (!now.ok) return showError(now.error);
    const clear = clearMatches(now.value.withdrawals);
    if (clear.length > 0) await accept(clear);
    else showInfo('No withdrawal has a bank line that fits nothing else.');
  };

  const addLine = async (bookedOn: string, amountMinor: number, text: string) => {
    const added = await command('bank.addLine', { shopId, bookedOn, amountMinor, text });
    if (added)
      showDone(`The bank line of ${money(amountMinor)} of ${formatDate(bookedOn)} is entered.`, [], {
        label: 'Take back',
        run: () => void command('bank.removeLine', { lineId: added.line.lineId }),
      });
    return added !== undefined;
  };
  const removeLine = async (line: BankLineView) => {
    if (!(await command('bank.removeLine', { lineId: line.lineId }))) return;
    const words = `The bank line of ${money(line.amountMinor)} of ${formatDate(line.bookedOn)} is taken out.`;
    if (line.fileName !== null) showDone(`${words} Loading ${line.fileName} again brings it back.`);
    else
      showDone(words, [], {
        label: 'Enter it again',
        run: () => void addLine(line.bookedOn, line.amountMinor, line.text),
      });
  };
  const setOpening = async (amountMinor: number, beforeMinor: number) => {
    if (!(await command('tieout.setOpening', { shopId, amountMinor }))) return;
    showDone(`The opening balance is ${money(amountMinor)}.`, [], {
      label: 'Undo',
      run: () => void command('tieout.setOpening', { shopId, amountMinor: beforeMinor }),
    });
  };

  const load = async (file: File) => {
    const fail = (text: string) => useMessage.getState().show({ tone: 'error', text, details: [] });
    if (file.size > largestStatement) {
      fail(`${file.name} is larger than 18 MB. Download the statement of a shorter period from the bank.`);
      return;
    }
    setBusy(`${file.name} is being read`);
    const content = await readBase64(file);
    if (!content.ok) fail(content.error);
    else await store(file.name, content.value);
    setBusy(null);
  };
  const store = async (fileName: string, contentBase64: string) => {
    const read = await command('bank.load', { shopId, fileName, contentBase64 });
    if (!read) return;
    const other = read.otherCurrency;
    showDone(
      `${fileName}, ${formatDate(read.from)} to ${formatDate(read.to)}: ${plural(read.added, 'line')} new, ` +
        `${plural(read.alreadyKnown, 'line')} already known` +
        `${other === 0 ? '.' : `, ${plural(other, 'line')} in another currency left out.`}`,
    );
  };
  const loadSample = async () => {
    setBusy('The sample statement is being read');
    const sample = await command('sample.bankStatement', { shopId });
    if (sample) await store(sample.fileName, sample.contentBase64);
    setBusy(null);
  };
  return {
    busy,
    load: (file: File) => void load(file),
    /** The statement that the sample company brings along; the line of one payout is missing. */
    loadSample: () => void loadSample(),
    accept: (matches: readonly Match[]) => void accept(matches),
    acceptAll: () => void acceptAll(),
    takeBack: (withdrawal: WithdrawalView) =>
      void unmatch([{ withdrawal, lineId: withdrawal.line?.lineId ?? '' }]),
    addLine,
    removeLine: (line: BankLineView) => void removeLine(line),
    setOpening: (amountMinor: number, beforeMinor: number) => void setOpening(amountMinor, beforeMinor),
  };
}

export type Bank = ReturnType<typeof useBank>;
