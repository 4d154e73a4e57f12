import type { Ledger, LedgerError, LedgerResult } from '../../ports/ledger.ts';

/** What a ledger's answers say about its link. */
export interface LinkListener {
  /** It did not do what was asked; some reasons are about the link. */
  readonly failed: (error: LedgerError) => Promise<void>;
  /** It answered as a linked ledger does. */
  readonly answered: () => Promise<void>;
  /** A test signed in. */
  readonly works: () => Promise<void>;
}

/** The same ledger, with every answer looked at before it is handed on. */
export function watchLedger(ledger: Ledger, listener: LinkListener): Ledger {
  const watched = async <T>(answer: Promise<LedgerResult<T>>): Promise<LedgerResult<T>> => {
    const result = await answer;
    await (result.ok ? listener.answered() : listener.failed(result.error));
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
    findCustomers: (text, limit) => watched(ledger.findCustomers(text, limit)),
    findItems: (codes) => watched(ledger.findItems(codes)),
    ensureCustomer: (code, name) => watched(ledger.ensureCustomer(code, name)),
    ensureServiceItem: (code, name) => watched(ledger.ensureServiceItem(code, name)),
    postDocument: (document, leaving) => watched(ledger.postDocument(document, leaving)),
    findByReferences: (kind, references) => watched(ledger.findByReferences(kind, references)),
    removeDocument: (kind, documentId, reference) =>
      watched(ledger.removeDocument(kind, documentId, reference)),
    checkCalls: () => ledger.checkCalls(),
  };
}
