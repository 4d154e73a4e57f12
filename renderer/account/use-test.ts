import { useState } from 'react';
import { useCommand } from '../data/use-command.ts';

/** A connection test of a shop or a ledger. Its result is in the list of links when it has ended. */
export function useTest(
  ask:
    | { readonly method: 'shops.test'; readonly input: { shopId: string } }
    | { readonly method: 'ledgers.test'; readonly input: { ledgerId: string } },
): { readonly test: () => void; readonly busy: string | null } {
  const command = useCommand();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    await (ask.method === 'shops.test' ? command(ask.method, ask.input) : command(ask.method, ask.input));
    setBusy(false);
  };
  return { test: () => void run(), busy: busy ? 'The test is running' : null };
}
