import { nameRows, refusal } from './problems.ts';
import type { SettlementFile, SettlementRefusal } from './types.ts';

const hard = new Set(['I1', 'I2', 'I7']);

/**
 * A refusal when the file breaks a row identity that no real export ever broke (I1, I2, I7 of
 * vendors/settlement-exports.md §4; design.md §4): it was edited or read wrongly, and nothing of it is to be stored.
 * Null when the identities hold. Inspecting such a file stays possible.
 */
export function refuseIfBroken(file: SettlementFile): SettlementRefusal | null {
  const broken = file.proofs.filter((proof) => hard.has(proof.id) && proof.failed > 0);
  if (broken.length === 0) return null;
  const problems = file.problems.filter((problem) => hard.has(problem.message.slice(0, 2)));
  const rows = [...new Set(problems.flatMap((problem) => problem.row ?? []))];
  const names = broken.map((proof) => `${proof.id} (${proof.title})`).join(', ');
  return refusal(
    'identity-broken',
    `The file breaks ${names} in ${nameRows(rows)}. No export does that by itself: the file was changed after it was downloaded. Load the original export.`,
    problems,
  );
}
