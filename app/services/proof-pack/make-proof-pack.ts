import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import { parseBusinessDate } from '../../domain/dates.ts';
import { toShopId } from '../../domain/ids.ts';
import { nameProofPack, planProofPack } from '../../domain/proof-pack/plan-proof-pack.ts';
import { judgeProof } from '../../domain/proof-pack/verdict.ts';
import type { Deps } from '../deps.ts';
import { done, refuse } from '../replies.ts';
import { loadShopContext } from '../shop-context.ts';
import { loadProofFacts } from './load-proof-facts.ts';

/** The proof of some settled dates as one zip. It reads only: making it changes nothing in the books. */
export async function makeProofPack(
  deps: Deps,
  input: Input<'proofPack.make'>,
): Promise<Reply<Output<'proofPack.make'>>> {
  const from = parseBusinessDate(input.from);
  const to = parseBusinessDate(input.to);
  if (from === null || to === null || from > to) {
    return refuse('BAD_INPUT', 'The dates are not in order. Choose a first and a last date.');
  }
  const context = await loadShopContext(deps, toShopId(input.shopId));
  if (!context.ok) return context;
  const facts = await loadProofFacts(deps, context.value, { from, to });
  if (!facts.ok) return facts;
  if (facts.value.rows.length === 0) {
    return refuse(
      'NOT_FOUND',
      `No settlement row of ${from === to ? from : `${from} to ${to}`} is in the books, so there is nothing to prove. Load the settlement file first.`,
    );
  }
  const folder = nameProofPack(facts.value);
  const files = planProofPack(facts.value, await deps.renderProofPdf(facts.value));
  const { tiedOut, sentence } = judgeProof(facts.value);
  return done({
    fileName: `${folder}.zip`,
    contentBase64: deps.encodeBase64(deps.zipPack(folder, files)),
    tiedOut,
    sentence,
  });
}
