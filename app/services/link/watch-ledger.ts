import type { Ledger, LedgerResult } from '../../ports/ledger.ts';

/** What a ledger's answers say about its link. */
export interface LinkListener {
  /** The ledger does not accept the sign-in any more. */
  readonly refused: () => Promise<void>;
  /** A test signed in. */
  readonly works: () => Promise<void>;
}

/** The same ledger, with every answer looked at before it is handed on. */
export function watchLedger(ledger: Ledger, listener: LinkListener): Ledger {
  const watched = async <T>(answer: Promise<LedgerResult<T>>): Promise<LedgerResult<T>> => {
    const result = await answer;
    if (!result.ok && result.error.kind === 'auth') await listener.refused();
    return result;
  };
  return {
    capabilities: ledger.capabilities,
    async testConnection() {
      const result = await watched(ledger.testConnection());
      if (result.ok) await listener.works();
      return result;
    },
    fetchItems: (onPage) => watched(ledger.fetchItems(onPage)),
    fetchSettings: () => watched(ledger.fetchSettings()),
    ensureCustomer: (code, name) => watched(ledger.ensureCustomer(code, name)),
    ensureServiceItem: (code, name) => watched(ledger.ensureServiceItem(code, name)),
    postDocument: (document) => watched(ledger.postDocument(document)),
    findByReferences: (kind, references) => watched(ledger.findByReferences(kind, references)),
    checkCalls: () => ledger.checkCalls(),
  };
}
