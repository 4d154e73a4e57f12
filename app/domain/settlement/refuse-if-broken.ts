import { nameRows, refusal } from './problems.ts';
import type { SettlementFile, SettlementRefusal } from './types.ts';

const hard = new Set(['I1', 'I2', 'I7']);

/**
 * A refusal when the file breaks a row identity that no real export ever broke (I1, I2, I7 of
 * vendors/settlement-exports.md §4; design.md §4), or has any other problem that makes its rows doubtful as a whole
 * (totals of Reports, ids cut off, columns there twice): it was edited or read wrongly, and nothing of it is to be
 * stored. Null when it may be loaded; questions about single rows do not stand in the way. Inspecting stays possible.
 */
export function refuseIfBroken(file: SettlementFile): SettlementRefusal | null {
  const broken = file.proofs.filter((proof) => hard.has(proof.id) && proof.failed > 0);
  const problems = file.problems.filter((problem) => problem.severity === 'blocking');
  if (broken.length === 0) {
    const [first] = problems;
    if (!first) return null;
    const more = problems.length > 1 ? ` (${problems.length - 1} more problems are listed.)` : '';
    return refusal('identity-broken', first.message + more, problems);
  }
  const rowProblems = problems.filter((problem) => hard.has(problem.message.slice(0, 2)));
  const rows = [...new Set(rowProblems.flatMap((problem) => problem.row ?? []))];
  const names = broken.map((proof) => `${proof.id} (${proof.title})`).join(', ');
  return refusal(
    'identity-broken',
    `The file breaks ${names} in ${nameRows(rows)}. No export does that by itself: the file was changed after it was downloaded. Load the original export.`,
    problems,
  );
}
