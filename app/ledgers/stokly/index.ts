import type { Ledger } from '../../ports/ledger.ts';
import { stoklyConfig } from './config.ts';
import { createStoklyLedger, type StoklyDeps } from './stokly-ledger.ts';

export type { StoklyConfig } from './config.ts';
export { createStoklyLedger, type StoklyDeps } from './stokly-ledger.ts';

/** How Stokly is offered when a ledger is linked (ledgers/registry.ts). */
export const stokly = {
  name: 'Stokly',
  fields: [
    { key: 'accountKey', label: 'Account key', isSecret: false },
    { key: 'clientId', label: 'Client id', isSecret: false },
    { key: 'secretKey', label: 'Secret key', isSecret: true },
  ],
  /** `link` is what was typed or kept; hostile until checked here. The error is a sentence to be shown. */
  open(
    link: unknown,
    deps: StoklyDeps,
  ):
    | { readonly ok: true; readonly value: Ledger }
    | { readonly ok: false; readonly error: { readonly field: string; readonly message: string } } {
    const parsed = stoklyConfig.safeParse(link);
    if (parsed.success) return { ok: true, value: createStoklyLedger(parsed.data, deps) };
    const [issue] = parsed.error.issues;
    const field = String(issue?.path[0] ?? '');
    return { ok: false, error: { field, message: issue?.message ?? 'The link cannot be read.' } };
  },
};
