import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { UndoPlanView, UndoSelection } from '../../contract/undo.ts';
import type { BusinessDate } from '../../domain/dates.ts';
import { planUndo, type UndoFacts, type UndoPlan } from '../../domain/undo/plan-undo.ts';
import type { Ledger, LedgerCapabilities } from '../../ports/ledger.ts';
import type { Deps } from '../deps.ts';
import type { LedgerLinks } from '../link/link-ledgers.ts';
import { done } from '../replies.ts';
import { loadShopContext, type ShopContext } from '../shop-context.ts';
import { askLedger } from './ask-ledger.ts';
import { loadAbilities, loadFacts } from './load-facts.ts';
import { loadUndoDocuments, type UndoDocuments, undoShop } from './load-undo.ts';

/** The dry run, asked of books and ledger; nothing is changed. A ledger that does not answer blocks what it may have. */
export async function previewUndo(
  deps: Deps,
  ledgers: LedgerLinks,
  { selection }: Input<'undo.plan'>,
): Promise<Reply<Output<'undo.plan'>>> {
  const context = await loadShopContext(deps, undoShop(selection));
  if (!context.ok) return context;
  const { ledgerId } = context.value.profile;
  const capabilities = await ledgers.capabilitiesOf(ledgerId);
  if (!capabilities.ok) return capabilities;
  const opened = await ledgers.open(ledgerId);
  const ledger = opened.ok ? opened.value.ledger : null;
  const prepared = await prepareUndo(deps, context.value, selection, capabilities.value, ledger);
  if (!prepared.ok) return prepared;
  return done({ ...toView(prepared.value.plan), currency: context.value.shop.currency });
}

export interface PreparedUndo {
  readonly plan: UndoPlan;
  readonly documents: UndoDocuments;
  readonly facts: readonly UndoFacts[];
  readonly openOn: BusinessDate;
}

export async function prepareUndo(
  deps: Deps,
  context: ShopContext,
  selection: UndoSelection,
  capabilities: LedgerCapabilities,
  ledger: Pick<Ledger, 'findByReferences'> | null,
): Promise<Reply<PreparedUndo>> {
  const loaded = await loadUndoDocuments(deps, context, selection);
  if (!loaded.ok) return loaded;
  const { abilities, openOn } = await loadAbilities(deps, context, capabilities);
  const found = ledger ? await askLedger(ledger, loaded.value.chosen) : null;
  const facts = await loadFacts(
    deps,
    context,
    loaded.value,
    found?.ok ? found.value : null,
    abilities.lockedUntil,
  );
  return done({ plan: planUndo(facts, abilities, openOn), documents: loaded.value, facts, openOn });
}

function toView({ removable, reversible, byHand, blocked }: UndoPlan): Omit<UndoPlanView, 'currency'> {
  return {
    removable: [...removable],
    reversible: [...reversible],
    byHand: [...byHand],
    blocked: [...blocked],
  };
}
