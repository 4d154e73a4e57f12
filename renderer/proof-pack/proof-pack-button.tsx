import { useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import { decodeBase64 } from '../data/decode-base64.ts';
import { useCommand } from '../data/use-command.ts';
import { downloadFile } from '../grid/download.ts';
import { showDone, useMessage } from '../shell/messages.ts';
import { Button } from '../widgets/button.tsx';

interface ProofPackButtonProps {
  readonly shop: ShopView;
  /** Settled dates, both included; null = nothing is settled. */
  readonly dates: { readonly from: string; readonly to: string } | null;
}

/** Saves the proof of settled dates as one zip: figures, source hashes, documents, bank lines, checks and a PDF. */
export function ProofPackButton({ shop, dates }: ProofPackButtonProps) {
  const command = useCommand();
  const [isMaking, setMaking] = useState(false);
  const make = async () => {
    if (dates === null) return;
    setMaking(true);
    const made = await command('proofPack.make', { shopId: shop.shopId, ...dates });
    setMaking(false);
    if (!made) return;
    downloadFile(made.fileName, [decodeBase64(made.contentBase64)], 'application/zip');
    const text = `Saved ${made.fileName}. ${made.sentence}`;
    if (made.tiedOut) showDone(text);
    else useMessage.getState().show({ tone: 'info', text, details: [] });
  };
  const why = isMaking
    ? 'The pack is being made'
    : dates === null
      ? 'Nothing is settled in these dates'
      : null;
  return (
    <Button
      icon="download"
      disabledBecause={why}
      title="One folder that can be checked without Tieout: figures, source hashes, documents, bank lines, checks, PDF"
      onClick={() => void make()}
    >
      Proof pack
    </Button>
  );
}
