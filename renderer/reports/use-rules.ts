import type { ShopView } from '../../app/contract/accounts.ts';
import type { RateCardView } from '../../app/contract/fees.ts';
import { useCommand } from '../data/use-command.ts';
import { showDone } from '../shell/messages.ts';
import { formatDate } from '../widgets/format.ts';
import { ruleWords } from './rule-words.ts';

export type EnteredRule = Pick<RateCardView, 'name' | 'from' | 'rule'>;

/** Entering what a fee costs and taking it back; each is told with its way back. */
export function useRules({ shopId, currency }: ShopView, card: readonly RateCardView[]) {
  const command = useCommand();
  const save = async ({ name, from, rule }: EnteredRule): Promise<boolean> => {
    const before = card.find((one) => one.rows === 0 && one.name === name && one.from === from);
    if (!(await command('fees.saveRule', { shopId, name, from, rule }))) return false;
    showDone(`${name} costs ${ruleWords(rule, currency)} from ${formatDate(from)} on.`, [], {
      label: 'Undo',
      run: () =>
        void (before
          ? command('fees.saveRule', { shopId, name, from, rule: before.rule })
          : command('fees.removeRule', { shopId, name, from })),
    });
    return true;
  };
  const takeBack = async ({ name, from, rule }: EnteredRule) => {
    if (!(await command('fees.removeRule', { shopId, name, from }))) return;
    showDone(
      `The rule of ${name} from ${formatDate(from)} is taken back; what is learned counts again.`,
      [],
      {
        label: 'Enter it again',
        run: () => void command('fees.saveRule', { shopId, name, from, rule }),
      },
    );
  };
  return { save, takeBack: (entry: EnteredRule) => void takeBack(entry) };
}
