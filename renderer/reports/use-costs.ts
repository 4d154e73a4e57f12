import type { ShopView } from '../../app/contract/accounts.ts';
import { toBusinessDate } from '../../app/domain/dates.ts';
import { useCommand } from '../data/use-command.ts';
import { downloadFile, toFileWord } from '../grid/download.ts';
import { readBase64 } from '../payment/read-base64.ts';
import { showDone, useMessage } from '../shell/messages.ts';
import { formatDate, formatMoney, plural } from '../widgets/format.ts';

/** 8 MB: tens of thousands of lines. */
const largestFile = 8 * 1024 * 1024;

/** What stock items cost: entered one by one, or by a list that was saved here and filled in. */
export function useCosts(shop: ShopView) {
  const { shopId, currency } = shop;
  const command = useCommand();
  const save = async () => {
    const made = await command('profit.costFile', { shopId });
    if (!made) return;
    const fileName = `costs-${toFileWord(shop.name)}-${toBusinessDate(Date.now(), shop.timeZone)}.csv`;
    downloadFile(fileName, [made.text], 'text/csv;charset=utf-8');
    showDone(
      `${plural(made.items, 'stock item')} saved to ${fileName}. Fill in the column Cost and load it here.`,
    );
  };
  const load = async (file: File) => {
    const fail = (text: string) => useMessage.getState().show({ tone: 'error', text, details: [] });
    if (file.size > largestFile) {
      fail(`${file.name} is larger than 8 MB. Cut it into smaller files and load them one by one.`);
      return;
    }
    const content = await readBase64(file);
    if (!content.ok) {
      fail(content.error);
      return;
    }
    const loaded = await command('profit.loadCosts', { shopId, contentBase64: content.value });
    if (loaded) showDone(`${plural(loaded.saved, 'cost')} of ${file.name} kept.`);
  };
  const enter = async (itemCode: string, costMinor: number, from: string | null) => {
    const saved = await command('profit.saveCost', { shopId, itemCode, costMinor, from });
    if (!saved) return false;
    const since = from === null ? '' : ` from ${formatDate(from)}`;
    showDone(`${saved.itemCode} costs ${formatMoney(costMinor, currency)}${since}.`);
    return true;
  };
  return { save: () => void save(), load: (file: File) => void load(file), enter };
}
