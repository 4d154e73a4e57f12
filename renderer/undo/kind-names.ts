import type { UndoStepView } from '../../app/contract/undo.ts';

/** What a document is called beside its number. */
export const kindNames: Readonly<Record<UndoStepView['kind'], string>> = {
  order: 'Sales order',
  invoice: 'Invoice',
  amendment: 'New lines',
  creditNote: 'Credit note',
  payment: 'Payment',
};
