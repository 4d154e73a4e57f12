import { useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { Output } from '../../app/contract/api.ts';
import { toBusinessDate } from '../../app/domain/dates.ts';
import { useBackend } from '../data/backend.tsx';
import { useCommand } from '../data/use-command.ts';
import { downloadFile, toFileWord } from '../grid/download.ts';
import { readBase64 } from '../payment/read-base64.ts';
import { showDone, useMessage } from '../shell/messages.ts';
import { plural } from '../widgets/format.ts';

export interface ReadFile {
  readonly fileName: string;
  readonly plan: Output<'products.readMappings'>;
}

/** 8 MB: tens of thousands of lines. */
const largestFile = 8 * 1024 * 1024;

function refuse(text: string): void {
  useMessage.getState().show({ tone: 'error', text, details: [] });
}

/** Saving all mappings as a file, and reading one: what was read is shown before it edits any row. */
export function useMappingFile(shop: ShopView) {
  const { client } = useBackend();
  const command = useCommand();
  const [read, setRead] = useState<ReadFile | null>(null);

  const save = async () => {
    const made = await command('products.exportMappings', { shopId: shop.shopId });
    if (!made) return;
    const fileName = `mappings-${toFileWord(shop.name)}-${toBusinessDate(Date.now(), shop.timeZone)}.csv`;
    downloadFile(fileName, [made.text], 'text/csv;charset=utf-8');
    showDone(`${plural(made.products, 'product')} saved to ${fileName}.`);
  };

  const open = async (file: File) => {
    if (file.size > largestFile) {
      refuse(`${file.name} is larger than 8 MB. Cut it into smaller files and read them one by one.`);
      return;
    }
    const content = await readBase64(file);
    if (!content.ok) {
      refuse(content.error);
      return;
    }
    const reply = await client.call('products.readMappings', {
      shopId: shop.shopId,
      contentBase64: content.value,
    });
    if (reply.ok) setRead({ fileName: file.name, plan: reply.value });
    else refuse(`${file.name}: ${reply.error.message}`);
  };
  return { read, save: () => void save(), open: (file: File) => void open(file), close: () => setRead(null) };
}
